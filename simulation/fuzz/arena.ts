import { LocalAws } from '../../emulator/local-aws';
import { STEPS } from '../../emulator/services/personalize/durations';
import type { ExecutionEvent } from '../../emulator/services/stepfunctions/events';

/** Duration of each step of Personalize, in virtual seconds. It is short, because the fuzzer simulates many steps. */
const STEP_SECONDS = 10;

/** Quota of dataset groups. It is so high that it is never reached, although each input has its own group. */
const MAX_GROUPS = 1000;

/** Maximum virtual milliseconds from an input until everything has ended. */
const TIMEOUT = 24 * 3600 * 1000;

export type Item = Readonly<Record<string, { readonly S?: string }>>;

export interface Execution {
  readonly arn: string;
  readonly machine: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** All traces that inputs can leave in the local AWS. */
export interface Traces {
  readonly messages: LocalAws['sns'] extends { messages(): infer Messages } ? Messages : never;
  readonly invocations: ReturnType<LocalAws['lambda']['invocations']>;
  readonly failedEvents: ReturnType<LocalAws['lambda']['failedEvents']>;
  readonly logLines: readonly string[];
  readonly denials: readonly string[];
  /** Executions of all state machines, in any status. */
  readonly executions: readonly Execution[];
  /** `type ARN` of each resource of Personalize. */
  readonly resources: readonly string[];
  readonly items: readonly Item[];
}

/** A local AWS with the deployed stack. It receives hostile inputs one after the other. */
export class Arena {
  private readonly logLines: string[] = [];
  private readonly denials: string[] = [];
  private readonly executions = new Map<string, Execution>();

  private constructor(readonly local: LocalAws) {
    local.lambda.onLog(({ line }) => this.logLines.push(line));
    local.stepFunctions.onEvent((event) => this.watch(event));
    local.aws.onCall(({ error }) => {
      if (error !== undefined && /not authorized to perform/i.test(error.message)) this.denials.push(error.message);
    });
  }

  static async open(stackFile: string, seed: number): Promise<Arena> {
    const local = new LocalAws({ seed });
    for (const step of STEPS) local.personalize.setDuration(step, STEP_SECONDS);
    local.personalize.setQuota('datasetGroup', MAX_GROUPS);
    await local.load(stackFile);
    return new Arena(local);
  }

  /** @returns the id of the new version */
  async put(key: string, body: Uint8Array): Promise<string> {
    const input = { Bucket: this.local.names.dataBucket, Key: key, Body: body };
    const { VersionId: versionId } = (await this.local.aws.call('s3', 'PutObject', input)) as {
      readonly VersionId: string;
    };
    return versionId;
  }

  async delete(key: string, versionId: string): Promise<void> {
    const input = { Bucket: this.local.names.dataBucket, Key: key, VersionId: versionId };
    await this.local.aws.call('s3', 'DeleteObject', input);
  }

  /** Invokes the function that S3 notifies of uploads, and waits for its response. */
  async invokeUpload(payload: string): Promise<{ readonly FunctionError?: string; readonly Payload: string }> {
    const input = { FunctionName: UPLOAD_FUNCTION, InvocationType: 'RequestResponse', Payload: payload };
    const answer = this.local.aws.call('lambda', 'Invoke', input);
    await this.local.clock.advanceUntilIdle();
    return (await answer) as { readonly FunctionError?: string; readonly Payload: string };
  }

  /** Waits until everything has ended. @returns false if something has not ended within the timeout */
  async rest(): Promise<boolean> {
    const { clock } = this.local;
    return clock.advanceUntilIdle(clock.now() + TIMEOUT);
  }

  async traces(): Promise<Traces> {
    const { aws, names, sns, lambda, personalize } = this.local;
    const items: Item[] = [];
    let start: unknown;
    do {
      const page = (await aws.call('dynamodb', 'Scan', {
        TableName: names.recordTable,
        ConsistentRead: true,
        ...(start !== undefined && { ExclusiveStartKey: start }),
      })) as { readonly Items: readonly Item[]; readonly LastEvaluatedKey?: unknown };
      items.push(...page.Items);
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return {
      messages: [...sns.messages()],
      invocations: [...lambda.invocations()],
      failedEvents: [...lambda.failedEvents()],
      logLines: [...this.logLines],
      denials: [...this.denials],
      executions: [...this.executions.values()],
      resources: personalize.snapshot().map(({ type, arn }) => `${type} ${arn}`),
      items,
    };
  }

  private watch({ execution }: ExecutionEvent): void {
    const { arn, stateMachine, inputText, status, error, cause } = execution;
    const machine = stateMachine.name.replace(/^personalize-/, '');
    const input = JSON.parse(inputText) as Record<string, unknown>;
    this.executions.set(arn, { arn, machine, input, status, error, cause });
  }
}

export const UPLOAD_FUNCTION = 'personalize-upload';

/** Returns the traces that were added between two snapshots. Items of the record table that were changed count as added. */
export function since(before: Traces, after: Traces): Traces {
  const later = <T>(one: readonly T[], other: readonly T[]) => other.slice(one.length);
  const known = new Set(before.executions.map(({ arn }) => arn));
  const resources = new Set(before.resources);
  const items = new Set(before.items.map((item) => JSON.stringify(item)));
  return {
    messages: later(before.messages, after.messages),
    invocations: later(before.invocations, after.invocations),
    failedEvents: later(before.failedEvents, after.failedEvents),
    logLines: later(before.logLines, after.logLines),
    denials: later(before.denials, after.denials),
    executions: after.executions.filter(({ arn }) => !known.has(arn)),
    resources: after.resources.filter((resource) => !resources.has(resource)),
    items: after.items.filter((item) => !items.has(JSON.stringify(item))),
  };
}
