import { createHash } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { Workflow } from '../../lib/parameter-file/workflows';
import { type FileReference, uriOf } from '../../lib/record-table/file-reference';
import { present } from '../../lib/record-table/item';
import { StillNotifying } from '../../lib/record-table/notify-once';
import type { RecordTable } from '../../lib/record-table/record-table';
import { RefusedPlaces, refusedUnder } from '../../lib/record-table/refused-files';
import { RunHistory } from '../../lib/record-table/run-history';
import { Runs, runKey } from '../../lib/record-table/runs';
import { printable } from '../../lib/text/format';
import { notify } from './notifications';
import { correlate, regardless } from './telemetry';
import type { UploadedObject } from './uploaded-object';

/** Pattern of valid names in Personalize (API model, November 2026). Every dataset group has such a name. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,62}$/;

export function isGroupName(name: unknown): name is string {
  return typeof name === 'string' && NAME.test(name);
}

/** Reason for the refusal of a file, as text for users. */
export interface Refusal {
  readonly summary: string;
  readonly description: string;
  /** Name of the dataset group, from a parameter file or from the key of a csv of users; absent if there is no valid name. */
  readonly namedGroup?: string;
}

/** The purpose for which the file was uploaded. */
interface Purpose {
  readonly workflow: Workflow;
  readonly trigger: string;
  /** Kind of file, e.g. `parameter file`. */
  readonly what: string;
  /** Name of the error in the record. */
  readonly error: string;
}

/**
 * Id of a refusal. It takes the place of a run's id, because a refused file has no run. The same object version always
 * gives the same id.
 */
function refusalId({ key, versionId }: FileReference): string {
  return createHash('sha256').update(`${key}\n${versionId}`).digest('hex').slice(0, 16);
}

/**
 * Records each refused file, and notifies the topic of the refusal. Does both only once, although S3 may send an event twice and
 * Lambda retries events. Exception: an interruption may cause a second notification.
 */
export class Refusals {
  private readonly runs: Runs;
  private readonly history: RunHistory;
  private readonly places: RefusedPlaces;

  constructor(
    table: RecordTable,
    private readonly keptDays: number,
    private readonly topic: { readonly sns: SNSClient; readonly arn: string },
    private readonly logger: Logger,
    private readonly purpose: Purpose,
  ) {
    this.runs = new Runs(table, keptDays);
    this.history = new RunHistory(table);
    this.places = new RefusedPlaces(table);
  }

  /** The refusal of this object version that an earlier delivery of its event has recorded; undefined if there is none. */
  async recorded(object: UploadedObject): Promise<Refusal | undefined> {
    const key = runKey(refusedUnder(object.key), object.time, refusalId(object));
    const { cause, namedGroup } = (await this.history.find(key)) ?? {};
    if (cause === undefined) return undefined;
    const [summary = '', ...description] = cause.split('\n');
    return { summary, description: description.join('\n'), ...present({ namedGroup }) };
  }

  /**
   * @returns false if a notification of the refusal was sent before
   * @throws StillNotifying if another invocation is about to notify
   */
  async refuse(object: UploadedObject, refusal: Refusal, requestId: string): Promise<boolean> {
    const { summary, description, ...named } = refusal;
    const { workflow, trigger, what, error } = this.purpose;
    const datasetGroup = refusedUnder(object.key);
    const runId = refusalId(object);
    const key = runKey(datasetGroup, object.time, runId);
    correlate(this.logger, runId);
    await this.places.add({ filedUnder: datasetGroup, ...named }, object.time, this.keptDays);
    const failure = { error, cause: `${summary}\n${description}` };
    const refused = { key, workflow, trigger, file: object, uploadedAt: object.time, ...named, failure };
    const right = await this.runs.refuse(refused, requestId, new Date());
    if (right === 'NOTIFIED') return false;
    if (right === 'BUSY') throw new StillNotifying(`the refusal of ${printable(uriOf(object))}`);
    this.logger.error(`Refused: ${what}`, { object, description });
    await notify(this.topic.sns, this.topic.arn, {
      datasetGroup: refusal.namedGroup ?? printable(datasetGroup),
      workflow,
      headline: `${what} refused`,
      result: 'FAILED',
      summary,
      description,
      runId,
      resources: [],
    });
    await regardless(this.logger, 'Could not record that the notification was sent', () =>
      this.runs.recordNotified(key, new Date()),
    );
    return true;
  }
}
