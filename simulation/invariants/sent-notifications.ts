import type { Interruption } from '../faults/faults';
import type { World } from '../simulate/world';

type Values = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** Counts the notifications on the topic. Also counts the cases in which a notifier could not know if it had published a notification. */
export class SentNotifications {
  /**
   * Number of notifications about the result of a run or about a refusal, by the id of the run or refusal. Includes the reports by Lambda
   * that are in `unrecordedStops`.
   */
  readonly runs = new Map<string, number>();
  /** Time of the first notification about a run's result, in epoch milliseconds, by the run's id. */
  readonly firstAt = new Map<string, number>();
  /** Number of notifications about an overdue run, by the run's id. */
  readonly overdue = new Map<string, number>();
  /** Number of reports by Lambda that the function for an uploaded object failed permanently, by object version. */
  readonly failedEvents = new Map<string, number>();
  /** ARNs of stopped executions for which Lambda has reported that the function that records the stop failed permanently. */
  readonly unrecordedStops = new Set<string>();
  /**
   * Number of reports by Lambda on events about stops, if the last attempt crashed or timed out; by the name of the
   * stopped execution.
   */
  private readonly interruptedStops = new Map<string, number>();

  private constructor(private readonly world: World) {
    for (const { at, message } of world.local.sns.messages()) {
      const { runId, status } = parse(message.lambda);
      if (runId !== undefined) increment(status === OVERDUE ? this.overdue : this.runs, runId);
      if (runId !== undefined && status !== OVERDUE && !this.firstAt.has(runId))
        this.firstAt.set(runId, Date.parse(at));
      const { requestPayload, responsePayload } = parse(message.default);
      const { Records: records = [], detail: stopped } = requestPayload ?? {};
      for (const { s3 } of records) increment(this.failedEvents, s3.object.versionId);
      if (stopped === undefined) continue;
      increment(this.runs, stopped.name);
      if (ENDED.has(responsePayload?.errorType)) increment(this.interruptedStops, stopped.name);
      this.unrecordedStops.add(stopped.executionArn);
    }
  }

  static of(world: World): SentNotifications {
    return new SentNotifications(world);
  }

  /**
   * Returns how often a notification may be repeated. SNS has no idempotency, so a notifier that is interrupted before it
   * has recorded its publication must publish again. There are three more cases:
   * - The state machine `run` keeps no record of a notification that it publishes itself, and may then be stopped.
   * - Lambda reports an event whose last attempt was interrupted, even if another copy of the event was handled.
   * - The function that records a stop failed permanently before it recorded anything, so the next night notifies again.
   */
  reasonsToRepeat(id: string): number {
    const { faults, executionLog } = this.world;
    const interrupted = faults.interruptions.filter((interruption) => this.subject(interruption) === id);
    const stopped = [...executionLog.runs.values()].filter(
      ({ name, arn, notifiedByItself }) => name === id && notifiedByItself && executionLog.endedFromOutside.has(arn),
    );
    const unrecorded = [...this.unrecordedStops].filter((arn) => arn.endsWith(`:${id}`));
    return interrupted.length + stopped.length + unrecorded.length + (this.interruptedStops.get(id) ?? 0);
  }

  private subject({ service, call }: Interruption): string | undefined {
    const { input } = call;
    if (service === 'sns') return parse(parseVariants(input.Message).lambda).runId;
    if (service !== 'dynamodb' || !RECORDS_NOTIFICATION.test(String(input.UpdateExpression))) return undefined;
    const item = (input.Key as Values).item?.S ?? '';
    const run = [...this.world.executionLog.runs.values()].find(
      ({ input: { task, scheduledTime }, name }) => item === `run#${scheduledTime}#${task}` && this.runs.has(name),
    );
    return run?.name ?? item.split('#').at(-1);
  }
}

/** Pattern of update expressions that record a sent notification. */
const RECORDS_NOTIFICATION = /#(?:notifiedAt|overdueReportedAt) = /;

/** Error types of a function that crashed or exceeded its timeout. All other types are errors that the function threw. */
const ENDED = new Set<string | undefined>(['Runtime.ExitError', 'Sandbox.Timedout']);

/** Status of a message about an overdue run, which has no result yet. */
const OVERDUE = 'UPDATE OVERDUE';

interface Message {
  readonly runId?: string;
  readonly status?: string;
  /** Event for which a function failed permanently. S3 sends `Records`; Step Functions sends `detail` through EventBridge. */
  readonly requestPayload?: {
    readonly Records?: readonly { readonly s3: { readonly object: { readonly versionId: string } } }[];
    readonly detail?: { readonly executionArn: string; readonly name: string };
  };
  readonly responsePayload?: { readonly errorType: string };
}

/** Parses a message for programs. Returns an empty object for plain text. */
function parse(text = ''): Message {
  return text.startsWith('{') ? (JSON.parse(text) as Message) : {};
}

function parseVariants(message: unknown): Readonly<Record<string, string>> {
  return JSON.parse(String(message)) as Readonly<Record<string, string>>;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
