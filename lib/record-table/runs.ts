import { parseExecutionArn } from '../aws/arn';
import type { Workflow } from '../parameter-file/workflows';
import type { Put } from './expressions';
import { type FileReference, fileOf, uriOf, valuesOf, valuesText } from './file-reference';
import { type Attributes, expiryOf, type Key, optionalTexts, present, textOf, texts, textsOf } from './item';
import { acquireNotifyRight, type NotifyRight, notifierAttributes, recordNotified } from './notify-once';
import type { RecordTable, Written } from './record-table';
import { type RunRequest, solutionNameOf } from './run-request';

/** Key of a run: the dataset group's name and `run#<started>#<id>`. */
export type RunKey = Key;

/**
 * UNCHANGED: the run succeeded, but had nothing to do. SKIPPED: the task's previous run was still in progress. REFUSED:
 * not a run, but a refused file.
 */
export type RunStatus = 'RUNNING' | 'SUCCEEDED' | 'UNCHANGED' | 'FAILED' | 'SKIPPED' | 'REFUSED';

/** An execution of the `run` state machine, with the members of its context object. */
export interface RunExecution {
  /** ARN. */
  readonly Id: string;
  /** The run's id in logs, events and messages. */
  readonly Name: string;
  /** ISO time. */
  readonly StartTime: string;
}

/** A run, or the refusal of a file. */
export interface Run {
  /** The run's id in logs, events and messages. */
  readonly id: string;
  readonly datasetGroup: string;
  /** Empty if the run ended before its workflow was known. */
  readonly workflow: string;
  /** `upload`, or another trigger: see `taskOfTrigger`. */
  readonly trigger: string;
  readonly status: RunStatus;
  /** Name of the solution that the run works on; absent if the run works on no solution or on several. */
  readonly solution?: string;
  /** ISO time. */
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly note?: string;
  /** Why the run failed, or the file was refused: the name of an error, and a text. */
  readonly error?: string;
  readonly cause?: string;
  /** Dataset group that a refused file names, if any. */
  readonly namedGroup?: string;
  /** Changes of settings by the parameter file, such as rules, checks and schedules. One line for users each; absent if there are none. */
  readonly changes?: readonly string[];
  /** ARN of the execution of `run`; absent for refused files. */
  readonly execution?: string;
  /** `s3://bucket/key` of the parameter file or, for a deletion of users, of the csv; empty if the file is not known. */
  readonly file: string;
  readonly fileVersion: string;
  /** Values of the placeholders in the parameter file. */
  readonly values?: FileReference['values'];
}

export interface Failure {
  readonly error: string;
  /** Text for users, of one or more lines. */
  readonly cause: string;
}

export interface RunResult {
  readonly execution: RunExecution;
  /** Empty if the run ended before its workflow was known. */
  readonly workflow: string;
  readonly trigger: string;
  /** Name of the solution, as in {@link Run}. */
  readonly solution?: string;
  readonly file?: FileReference;
  readonly failure?: Failure;
  /** True if nothing failed, but there was nothing to do. */
  readonly isUnchanged?: boolean;
  readonly note?: string;
  readonly now: Date;
}

/**
 * Part of a run's record, read after the run has ended. If the execution was stopped, the record may have facts that
 * are not in the event about the stop.
 */
export type RecordedEnd = Pick<RunResult, 'workflow' | 'file' | 'failure'> & Pick<Run, 'changes'>;

/** A refused file, recorded in the partition from `refusedUnder`. */
export interface RefusedRun {
  readonly key: RunKey;
  readonly workflow: Workflow;
  readonly trigger: string;
  readonly file: FileReference;
  /** ISO time. */
  readonly uploadedAt: string;
  readonly namedGroup?: string;
  readonly failure: Failure;
}

/** Notifier of a run that ends by itself. If a run is stopped, the notifier is the id of the request that reports the stop. */
export const RUN_NOTIFIER = 'run';

/** Note of a run that succeeded without doing anything, because another upload of the dataset group has superseded the run's file. */
export const SUPERSEDED =
  'Another upload of the dataset group has superseded this upload. The run of the other upload does the work.';

/** End of the note of a run that did not make all approved deletions. */
export const APPROVAL_SUPERSEDED = 'another upload has superseded the file for which the deletions were approved.';

/** Prefix of the sort keys of runs. */
export const RUN_PREFIX = 'run#';

/** The condition that no other execution owns this record. */
const OWNED_BY_EXECUTION = '(attribute_not_exists(#execution) OR #execution = :execution)';
const UNFINISHED = 'attribute_not_exists(#finishedAt)';

/**
 * @param startedAt ISO time, by which keys are sorted
 * @param id distinguishes runs of the same millisecond
 */
export function runKey(datasetGroup: string, startedAt: string, id: string): RunKey {
  return { datasetGroup, item: `${RUN_PREFIX}${startedAt}#${id}` };
}

/** The status in events, where a run that had nothing to do counts as SUCCEEDED. */
export function statusOf({ failure }: RunResult): Extract<RunStatus, 'SUCCEEDED' | 'FAILED'> {
  return failure === undefined ? 'SUCCEEDED' : 'FAILED';
}

/**
 * Milliseconds for which Lambda keeps an event, such as the event about a stopped execution
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html, 2026-11).
 */
export const EVENT_KEPT = 6 * 3_600_000;

/** Writes the items of runs and of refused files. Both have the same kind of item, so that the history shows both. */
export class Runs {
  constructor(
    private readonly table: RecordTable,
    private readonly keptDays: number,
  ) {}

  /**
   * Records the beginning of a run. Idempotent until the run's work begins.
   * @returns false if another execution owns this record, or the run was skipped, has begun its work, or has ended
   */
  async begin(run: RunKey, request: RunRequest, execution: RunExecution): Promise<boolean> {
    return (await this.table.write(this.beginning(run, request, execution))).written;
  }

  /** @returns false if another execution owns this record, or the run has begun or ended */
  async skip(run: RunKey, request: RunRequest, execution: RunExecution, note: string): Promise<boolean> {
    const { put, ...condition } = this.beginning(run, request, execution, 'SKIPPED');
    const expiresAt = expiryOf(execution.StartTime, this.keptDays);
    return (await this.table.write({ put: { ...put, note, expiresAt }, ...condition })).written;
  }

  /**
   * Records which wake-up of a run is the newest.
   * @param execution ARN
   * @param wakeUp id of the function's invocation
   * @returns the run's status; undefined if the execution does not own the record
   */
  async wakeUp(run: RunKey, execution: string, wakeUp: string): Promise<RunStatus | undefined> {
    const { written, item } = await this.update(run, execution, { wakeUp });
    return written ? (item?.status as RunStatus) : undefined;
  }

  /** True if the run is RUNNING, and no other wake-up of the run has begun since this wake-up. */
  async isNewest(run: RunKey, wakeUp: string): Promise<boolean> {
    const item = await this.table.get(run);
    return item?.status === 'RUNNING' && item.wakeUp === wakeUp;
  }

  /**
   * Records the changes of settings by the run's parameter file (`changes` of {@link Run}).
   * @param changes one line each
   */
  async noteChanges(run: RunKey, { Id: execution }: RunExecution, changes: readonly string[]): Promise<void> {
    if (changes.length > 0) await this.update(run, execution, { changes });
  }

  /** Removes the changes that {@link noteChanges} recorded, because the file is not put in force. */
  async forgetChanges(run: RunKey, { Id: execution }: RunExecution): Promise<void> {
    await this.update(run, execution, { changes: undefined });
  }

  /**
   * The write by which {@link begin} and {@link skip} record a run. The write changes nothing if another execution owns
   * the record, if the record has another status, or once the run's work has begun.
   */
  beginning(run: RunKey, request: RunRequest, { Id: execution, StartTime }: RunExecution, status = 'RUNNING'): Put {
    return {
      put: {
        ...run,
        status,
        ...subjectOf({ ...request, ...present({ solution: solutionNameOf(request) }) }, StartTime),
        // The record must not expire before the run has ended.
        expiresAt: expiryOf(StartTime, LONGEST_RUN_DAYS + this.keptDays),
        execution,
      },
      if: 'attribute_not_exists(#item) OR #execution = :execution AND #status = :status AND attribute_not_exists(#wakeUp)',
      values: { execution, status },
    };
  }

  /**
   * Records the end of a run. If {@link begin} has not recorded the beginning of the run, this method records it too.
   * Later calls do not change the recorded end. Only the run itself may end a skipped run.
   * @returns the right to notify, and the recorded end to notify about. The right is also NOTIFIED if a skipped run was
   * stopped, if another execution owns the record, or if another request has reported the same stop less than
   * {@link EVENT_KEPT} ago
   */
  async end(run: RunKey, result: RunResult, notifier: string): Promise<{ right: NotifyRight; recorded: RecordedEnd }> {
    const { execution, failure, note, now } = result;
    const unlessSkipped = ' AND (attribute_not_exists(#status) OR #status <> :skipped)';
    const isItself = notifier === RUN_NOTIFIER;
    const { written, item = {} } = await this.table.write({
      update: run,
      set: {
        status: result.isUnchanged ? 'UNCHANGED' : statusOf(result),
        finishedAt: now.toISOString(),
        note,
        ...failure,
        ...notifierAttributes(notifier, now),
        expiresAt: expiryOf(now.toISOString(), this.keptDays),
      },
      setOnce: { ...subjectOf(result, execution.StartTime), execution: execution.Id },
      if: `${UNFINISHED} AND ${OWNED_BY_EXECUTION}${isItself ? '' : unlessSkipped}`,
      values: { execution: execution.Id, skipped: isItself ? undefined : 'SKIPPED' },
    });
    if (written) return { right: 'NOTIFY', recorded: recordedEndOf(item) };
    const isOurs = item.execution === execution.Id && item.finishedAt !== undefined;
    // The event about a stopped execution may be delivered twice. The second delivery does not notify, because Lambda
    // sends the event to the topic if the first delivery fails for good. Once Lambda no longer keeps the event, the
    // nightly check notifies.
    const isRecent = now.getTime() - Date.parse(String(item.finishedAt)) < EVENT_KEPT;
    const isOther = isRecent && !isItself && item.notifier !== notifier && item.notifier !== RUN_NOTIFIER;
    if (!isOurs || isOther) return { right: 'NOTIFIED', recorded: recordedEndOf(item) };
    const { right, item: ended } = await acquireNotifyRight(this.table, run, notifier, now);
    return { right, recorded: recordedEndOf(ended) };
  }

  /** Records the refusal of a file. Later calls record nothing: S3 may send an event twice, and Lambda retries events. */
  async refuse(refused: RefusedRun, notifier: string, now: Date): Promise<NotifyRight> {
    const { key, uploadedAt, namedGroup, failure } = refused;
    const end = {
      status: 'REFUSED',
      finishedAt: now.toISOString(),
      namedGroup,
      ...failure,
      ...notifierAttributes(notifier, now),
      expiresAt: expiryOf(uploadedAt, this.keptDays),
    };
    const { written } = await this.table.write({
      put: { ...key, ...subjectOf(refused, uploadedAt), ...end },
      if: 'attribute_not_exists(#item)',
    });
    return written ? 'NOTIFY' : (await acquireNotifyRight(this.table, key, notifier, now)).right;
  }

  recordNotified(run: RunKey, now: Date): Promise<void> {
    return recordNotified(this.table, run, now);
  }

  /** Does nothing if the execution does not own the record. */
  private update(run: RunKey, execution: string, set: Attributes): Promise<Written> {
    return this.table.write({ update: run, set, if: '#execution = :execution', values: { execution } });
  }
}

function subjectOf({ workflow, trigger, file, solution }: Subject, startedAt: string): Attributes {
  return {
    workflow,
    trigger,
    startedAt,
    file: file === undefined ? '' : uriOf(file),
    fileVersion: file?.versionId ?? '',
    ...present({ values: file && valuesText(file), solution }),
  };
}

/** Days after which no run is still in progress: a deletion of users may wait for 90 days, and then work for days. */
export const LONGEST_RUN_DAYS = 180;

type Subject = Pick<RunResult, 'workflow' | 'trigger' | 'file' | 'solution'>;

export function isRun({ item }: Attributes): boolean {
  return textOf(item).startsWith(RUN_PREFIX);
}

export function runOf(item: Attributes): Run {
  return {
    id: idOf(item),
    ...texts(item, 'datasetGroup', 'workflow', 'trigger', 'startedAt', 'file', 'fileVersion'),
    status: item.status as RunStatus,
    ...valuesOf(item),
    ...optionalTexts(item, 'solution', 'finishedAt', 'note', 'error', 'cause', 'namedGroup', 'execution'),
    ...changesOf(item),
  };
}

/** The run's id, which is the name of its execution. For a refused file, the id is the end of the record's key. */
function idOf({ item, execution }: Attributes): string {
  if (execution !== undefined) return parseExecutionArn(textOf(execution)).name;
  return textOf(item)
    .slice(RUN_PREFIX.length)
    .replace(/^[^#]*#/, '');
}

function changesOf({ changes }: Attributes): Pick<Run, 'changes'> {
  return changes === undefined ? {} : { changes: textsOf(changes) };
}

function recordedEndOf(item: Attributes): RecordedEnd {
  const { workflow, file, fileVersion } = texts(item, 'workflow', 'file', 'fileVersion');
  const failure = item.error === undefined ? undefined : texts(item, 'error', 'cause');
  return { workflow, ...present({ file: fileOf(file, fileVersion, valuesOf(item)), failure }), ...changesOf(item) };
}
