import type { Interruption } from '../../faults/faults';
import type { World } from '../world';

type Values = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** What the topic was told, and how often a notifier could not know whether it had told. */
export class Told {
  /** Of runs and refusals, by their ids. */
  readonly runs = new Map<string, number>();
  /** When the topic was first told of a run's end, by the run's id; epoch milliseconds. */
  readonly firstAt = new Map<string, number>();
  /** Of runs that went on for too long, by their ids. */
  readonly overdue = new Map<string, number>();
  /** Of uploads on which a function failed for good, by the version of the file. */
  readonly failedEvents = new Map<string, number>();
  /** ARNs of executions of whose end from outside Lambda told, since the function that records it failed for good. */
  readonly unrecordedStops = new Set<string>();

  private constructor(private readonly world: World) {
    for (const { at, message } of world.local.sns.messages()) {
      const { runId, status } = parse(message.lambda);
      if (runId !== undefined) increment(status === OVERDUE ? this.overdue : this.runs, runId);
      if (runId !== undefined && status !== OVERDUE && !this.firstAt.has(runId))
        this.firstAt.set(runId, Date.parse(at));
      const { Records: records = [], detail: stopped } = parse(message.default).requestPayload ?? {};
      for (const { s3 } of records) increment(this.failedEvents, s3.object.versionId);
      if (stopped === undefined) continue;
      increment(this.runs, stopped.name);
      this.unrecordedStops.add(stopped.executionArn);
    }
  }

  static of(world: World): Told {
    return new Told(world);
  }

  /**
   * SNS has no idempotency. Whoever is interrupted in telling, or in noting that it has told, has to tell again: twice is
   * better than never. So is whoever hears that `run` was stopped while it told by itself, which it notes nowhere.
   */
  doubtsOf(id: string): number {
    const { faults, executionLog } = this.world;
    const interrupted = faults.interruptions.filter((interruption) => this.subject(interruption) === id);
    const stopped = [...executionLog.runs.values()].filter(
      ({ name, arn, notifiedByItself }) =>
        name === id && notifiedByItself && executionLog.endedFromOutside.has(arn),
    );
    return interrupted.length + stopped.length;
  }

  private subject({ service, call }: Interruption): string | undefined {
    const { input } = call;
    if (service === 'sns') return parse(parseVariants(input.Message).lambda).runId;
    const values = input.ExpressionAttributeValues as Values | undefined;
    if (service !== 'dynamodb' || (values?.[':notifiedAt'] ?? values?.[':reportedAt']) === undefined)
      return undefined;
    const item = (input.Key as Values).item?.S ?? '';
    const run = [...this.world.executionLog.runs.values()].find(
      ({ input: { task, scheduledTime }, name }) =>
        item === `run#${scheduledTime}#${task}` && this.runs.has(name),
    );
    return run?.name ?? item.split('#').at(-1);
  }
}

/** Status of a message that is not about an end. */
const OVERDUE = 'UPDATE OVERDUE';

interface Message {
  readonly runId?: string;
  readonly status?: string;
  /** What an event had in it on which a function failed for good: one of S3, or of Step Functions by EventBridge. */
  readonly requestPayload?: {
    readonly Records?: readonly { readonly s3: { readonly object: { readonly versionId: string } } }[];
    readonly detail?: { readonly executionArn: string; readonly name: string };
  };
}

/** Plain text has none of the members. */
function parse(text = ''): Message {
  return text.startsWith('{') ? (JSON.parse(text) as Message) : {};
}

function parseVariants(message: unknown): Readonly<Record<string, string>> {
  return JSON.parse(String(message)) as Readonly<Record<string, string>>;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
