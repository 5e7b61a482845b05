/** A service in AWS SDK integrations. */
export interface SdkService {
  /** Signing name, by which the local AWS finds the service. */
  readonly signingName: string;
  /** Prefix of error names: the service's name in the AWS SDK for Java 2. */
  readonly errorPrefix: string;
  /** Case of the API's members. Step Functions always uses PascalCase. */
  readonly memberCase: 'pascal' | 'camel';
  /** Names of the members that are maps, in camelCase. Keys of maps are data, so their case must not change. */
  readonly maps: readonly string[];
  /** Text members (in the API's case) that may be given as JSON. */
  readonly texts: readonly string[];
  /** Errors that this service's API model has, although they are in `UNMODELLED` (aws-sdk.ts): most models lack them. */
  readonly modelled: readonly string[];
}

/** Services by the name in the resource ARN. S3 is missing because its bodies are streams. */
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
