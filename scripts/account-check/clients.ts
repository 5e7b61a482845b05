import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PricingClient } from '@aws-sdk/client-pricing';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SFNClient } from '@aws-sdk/client-sfn';

/** A call and its answer in the SDK's form. */
export interface RecordedCall {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}

/** Configuration that all clients share. Default: the configuration of the environment. */
export interface ClientConfig {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export type Clients = ReturnType<typeof clientsOf>;

type Handler = (request: { readonly input: unknown }) => Promise<{ readonly output: object }>;
type Middleware = (next: Handler, context: { readonly commandName?: string }) => Handler;

/** The part of an SDK client that is used here. SDK clients have different types, because their inputs differ. */
interface RecordableClient {
  readonly middlewareStack: { add(middleware: Middleware, options: { readonly step: 'initialize' }): void };
}

/** @param record called with each call, when it has succeeded or failed */
export function clientsOf(config: ClientConfig, record: (call: RecordedCall) => void) {
  const clients = {
    cloudwatch: new CloudWatchClient(config),
    dynamodb: new DynamoDBClient(config),
    events: new EventBridgeClient(config),
    iam: new IAMClient(config),
    personalize: new PersonalizeClient(config),
    personalizeEvents: new PersonalizeEventsClient(config),
    // The Price List has no endpoint in most regions: see lib/personalize/price-list.ts.
    pricing: new PricingClient({ ...config, region: 'us-east-1' }),
    quotas: new ServiceQuotasClient(config),
    s3: new S3Client(config),
    scheduler: new SchedulerClient(config),
    sfn: new SFNClient(config),
  };
  for (const [service, client] of Object.entries(clients))
    (client as unknown as RecordableClient).middlewareStack.add(recorder(service, record), { step: 'initialize' });
  return clients;
}

function recorder(service: string, record: (call: RecordedCall) => void): Middleware {
  return (next, { commandName = '' }) =>
    async (request) => {
      const call = { service, operation: commandName.replace(/Command$/, ''), input: request.input };
      try {
        const answer = await next(request);
        const { $metadata: _, ...output } = answer.output as Readonly<Record<string, unknown>>;
        record({ ...call, output });
        return answer;
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        record({ ...call, error: { name, message } });
        throw error;
      }
    };
}
