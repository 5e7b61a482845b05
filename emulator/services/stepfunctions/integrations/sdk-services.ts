/** A service that AWS SDK integrations can call. */
export interface SdkService {
  /** Signing name of the service. The local AWS finds services by this name. */
  readonly signingName: string;
  /** Prefix of error names. It is the service's name in the AWS SDK for Java 2. */
  readonly errorPrefix: string;
  /** Case of member names in the service's API. State machines always use PascalCase. */
  readonly memberCase: 'pascal' | 'camel';
  /** Names, in camelCase, of members that are maps. The keys of a map are data, so their case must not change. */
  readonly maps: readonly string[];
  /** Names of text members whose value may be given as JSON. The names have the API's case. */
  readonly texts: readonly string[];
  /** Errors in `UNMODELLED` (aws-sdk.ts) that this service's API model has, although most API models lack them. */
  readonly modelled: readonly string[];
}

/** Services by their name in the ARN of a Task's `Resource`. S3 is missing because its bodies are streams. */
export const SDK_SERVICES: Readonly<Record<string, SdkService>> = {
  cloudwatch: pascal('monitoring', 'CloudWatch'),
  dynamodb: pascal('dynamodb', 'DynamoDb', { modelled: ['ThrottlingException'] }),
  eventbridge: pascal('events', 'EventBridge', { texts: ['Detail', 'EventPattern', 'Input'] }),
  lambda: pascal('lambda', 'Lambda', { texts: ['Payload'] }),
  personalize: {
    signingName: 'personalize',
    errorPrefix: 'Personalize',
    memberCase: 'camel',
    maps: [
      'algorithmHyperParameters',
      'excludedDatasetColumns',
      'featureTransformationParameters',
      'itemExplorationConfig',
      'metrics',
      'rankingInfluence',
    ],
    texts: ['schema'],
    modelled: [],
  },
  scheduler: pascal('scheduler', 'Scheduler', {
    texts: ['Input'],
    modelled: ['ThrottlingException', 'ValidationException'],
  }),
  sfn: {
    signingName: 'states',
    errorPrefix: 'Sfn',
    memberCase: 'camel',
    maps: [],
    texts: ['definition', 'input'],
    modelled: ['ValidationException'],
  },
  sns: pascal('sns', 'Sns', { texts: ['Message'] }),
  sqs: pascal('sqs', 'Sqs', { texts: ['MessageBody'] }),
  ssm: pascal('ssm', 'Ssm', { texts: ['Value'] }),
  sts: pascal('sts', 'Sts'),
};

function pascal(
  signingName: string,
  errorPrefix: string,
  { texts = [], modelled = [] }: Partial<Pick<SdkService, 'texts' | 'modelled'>> = {},
): SdkService {
  return { signingName, errorPrefix, memberCase: 'pascal', maps: [], texts, modelled };
}
