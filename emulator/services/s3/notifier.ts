import { type Caller, ServiceError } from '../../core/service';
import { requestContext } from '../iam/conditions';
import { evaluate } from '../iam/evaluate';
import { parsePolicyDocument, type Statement } from '../iam/policy-document';
import type { Bucket, Version } from './bucket';
import { ownerId } from './bucket-handlers';
import { s3Error } from './errors';
import {
  type LambdaFunctionConfiguration,
  matches,
  type NotificationConfiguration,
  normalizeConfiguration,
} from './notification-configuration';
import type { Store } from './store';

/** Milliseconds of virtual time between an event and its delivery. */
const DELIVERY_DELAY = 1000;

const S3_PRINCIPAL = 's3.amazonaws.com';

const SETTING = 'BucketNotificationConfiguration';

/** Sends events to functions when requests write or delete objects. The notification configuration of the bucket selects the functions. */
export class Notifier {
  constructor(private readonly store: Store) {}

  handlers() {
    return {
      PutBucketNotificationConfiguration: async (input: {
        Bucket: string;
        NotificationConfiguration?: Readonly<Record<string, unknown>>;
        SkipDestinationValidation?: boolean;
      }) => {
        const bucket = this.store.bucket(input.Bucket);
        const configuration = normalizeConfiguration(input.NotificationConfiguration ?? {}, () => this.store.token(48));
        for (const { LambdaFunctionArn: arn } of configuration.LambdaFunctionConfigurations ?? []) {
          if (!input.SkipDestinationValidation) await this.requirePermission(bucket, arn);
        }
        bucket.settings.set(SETTING, configuration);
      },
      GetBucketNotificationConfiguration: (input: { Bucket: string }) =>
        configurationOf(this.store.bucket(input.Bucket)),
    };
  }

  /**
   * Sends an event, after DELIVERY_DELAY, to every function whose configuration matches the event.
   * @param eventName name without `s3:`, e.g. `ObjectCreated:Put`
   */
  notify(bucket: Bucket, eventName: string, version: Version, caller: Caller): void {
    for (const configuration of configurationOf(bucket).LambdaFunctionConfigurations ?? []) {
      if (!matches(configuration, eventName, version.key)) continue;
      const event = this.event(bucket, configuration, eventName, version, caller);
      const { clock } = this.store.aws;
      clock.at(clock.now() + DELIVERY_DELAY, () => {
        this.deliver(bucket, configuration.LambdaFunctionArn, event).catch((error) => clock.fail(error));
      });
    }
  }

  private async deliver(bucket: Bucket, functionArn: string, event: unknown): Promise<void> {
    const { aws } = this.store;
    const input = { FunctionName: functionArn, InvocationType: 'Event', Payload: JSON.stringify(event) };
    try {
      await aws.call('lambda', 'Invoke', input, this.asS3(bucket));
    } catch (error) {
      // S3 drops the event if the function was deleted or no longer allows S3 to invoke the function. The refusal is visible to
      // call listeners.
      if (!(error instanceof ServiceError)) throw error;
    }
  }

  private asS3(bucket: Bucket): Extract<Caller, { kind: 'service' }> {
    const { id: sourceAccount } = this.store.aws.account;
    return { kind: 'service', principal: S3_PRINCIPAL, sourceArn: this.arnOf(bucket), sourceAccount };
  }

  /** @throws ServiceError InvalidArgument if the function does not exist or does not allow S3 to invoke it for this bucket */
  private async requirePermission(bucket: Bucket, functionArn: string): Promise<void> {
    const { aws } = this.store;
    const policy = await this.functionPolicy(functionArn);
    const request = {
      action: 'lambda:InvokeFunction',
      resource: functionArn,
      context: requestContext(aws.sourceKeys.of(this.asS3(bucket), 'lambda:InvokeFunction')),
    };
    const { effect } = evaluate(policy, request, (principals) =>
      Boolean(principals?.everyone || principals?.services.includes(S3_PRINCIPAL)),
    );
    if (effect === 'allow') return;
    const reason = `Not authorized to invoke function [${functionArn}]`;
    throw s3Error(
      'InvalidArgument',
      { ArgumentName1: functionArn, ArgumentValue1: reason },
      `Unable to validate the following destination configurations: ${reason}`,
    );
  }

  private async functionPolicy(functionArn: string): Promise<readonly Statement[]> {
    try {
      const output = await this.store.aws.call('lambda', 'GetPolicy', { FunctionName: functionArn });
      return parsePolicyDocument((output as { Policy: string }).Policy, `resource policy of ${functionArn}`);
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'ResourceNotFoundException') return [];
      throw error;
    }
  }

  /** Returns S3's event message, in structure version 2.1. */
  private event(
    bucket: Bucket,
    configuration: LambdaFunctionConfiguration,
    eventName: string,
    version: Version,
    caller: Caller,
  ) {
    const { account, clock } = this.store.aws;
    const record = {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: account.region,
      eventTime: new Date(clock.now()).toISOString(),
      eventName,
      userIdentity: { principalId: principalId(caller, account.id) },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': this.store.requestId(), 'x-amz-id-2': this.store.token(76) },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: configuration.Id,
        bucket: {
          name: bucket.name,
          ownerIdentity: { principalId: ownerId(this.store) },
          arn: this.arnOf(bucket),
        },
        object: {
          key: formEncode(version.key),
          ...(!version.deleteMarker &&
            eventName.startsWith('ObjectCreated') && {
              size: version.body.length,
              eTag: version.eTag.replaceAll('"', ''),
            }),
          ...(version.versionId !== 'null' && { versionId: version.versionId }),
          sequencer: this.store.sequencer(),
        },
      },
    };
    return { Records: [record] };
  }

  private arnOf(bucket: Bucket): string {
    return `arn:${this.store.aws.account.partition}:s3:::${bucket.name}`;
  }
}

function configurationOf(bucket: Bucket): NotificationConfiguration {
  return (bucket.settings.get(SETTING) ?? {}) as NotificationConfiguration;
}

function principalId(caller: Caller, accountId: string): string {
  if (caller.kind === 'role') return `AWS:${caller.roleName}:${caller.session}`;
  return caller.kind === 'service' ? caller.principal : `AWS:${accountId}`;
}

/** Encodes a key like a value of an HTML form, in which a blank becomes `+`. S3 does not encode slashes. */
function formEncode(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
