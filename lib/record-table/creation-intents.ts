import type { ResourceType } from '../personalize/resource-types';
import type { ItemCondition } from './expressions';
import { type Attributes, epochSeconds, expiryOf, type Key, optionalNumber, optionalTexts, present } from './item';
import type { RecordTable } from './record-table';

/**
 * Seconds from the intent of a creation until Describe and List are assumed to show the creation: 15 until the request
 * times out, 30 until its effect is shown, and a margin. Interrupted steps wait that long, so the time is as short as
 * possible.
 */
const SHOWN_WITHIN = 60;

/** A step that creates a resource. The resource and the step's start identify the step. */
export interface CreatingStep {
  readonly state: { readonly datasetGroup: { readonly name: string } };
  readonly resource: { readonly type: ResourceType; readonly pointer: string };
  readonly startedAt: Date;
  /** Start of the poll. The poll reads from Personalize only after this time. */
  readonly now: Date;
}

/** A creation that a poll is about to request. */
export interface Intended {
  /** Name of the job. Personalize creates only one job of this name, however often it is asked. Absent for solution versions. */
  readonly jobName?: string;
  /** Creation time of the newest solution version before this creation, in milliseconds since 1970; absent if there was none. */
  readonly newestBefore?: number;
}

/** A creation that an interrupted poll of the step was about to request, and may have requested. */
export interface CreationIntent extends Intended {
  /** Seconds since 1970. */
  readonly declaredAt: number;
  /** True if the intent is so old that Personalize would show the resource by now, had it been created. */
  readonly wouldShow: boolean;
}

/** Records creations before they are requested, in case the attempt is interrupted: items `intent#<type>#<pointer>#<start of the step>`. */
export class CreationIntentRecords {
  constructor(
    private readonly table: RecordTable,
    /** The current time, not the start of the poll: the work before a creation may take a while. */
    private readonly now = () => new Date(),
  ) {}

  /**
   * Records the intent. An earlier intent of this step is kept if it is for a solution version or for a job of another
   * name, which a job gets if its data change between polls. One for the same job name is overwritten.
   * @returns the earlier intent, which is kept; undefined if the new one was recorded
   */
  async declare(step: CreatingStep, intended: Intended): Promise<CreationIntent | undefined> {
    const { jobName } = intended;
    const { written, item } = await this.write(step, intended, {
      if: `attribute_not_exists(#declaredAt)${jobName === undefined ? '' : ' OR #jobName = :jobName'}`,
      values: { jobName },
    });
    return written || item === undefined ? undefined : intentOf(item, step);
  }

  /**
   * Replaces an intent whose creation did not happen.
   * @returns false if another wake-up of the run has replaced the intent, and creates the resource
   */
  async redeclare(step: CreatingStep, intended: Intended, { declaredAt }: CreationIntent): Promise<boolean> {
    const condition = { if: '#declaredAt = :known', values: { known: declaredAt } };
    return (await this.write(step, intended, condition)).written;
  }

  /**
   * Withdraws the intent after Personalize has refused the creation. The next poll then knows that a resource which it
   * finds was not created by this step.
   */
  async withdraw(step: CreatingStep): Promise<void> {
    await this.table.write({ put: { ...keyOf(step), expiresAt: expiryOf(this.now().toISOString(), 1) } });
  }

  /** The step's intent; undefined if it has none, or has withdrawn it. */
  async of(step: CreatingStep): Promise<CreationIntent | undefined> {
    const item = await this.table.get(keyOf(step));
    return item?.declaredAt === undefined ? undefined : intentOf(item, step);
  }

  private write(step: CreatingStep, intended: Intended, condition: ItemCondition) {
    const now = this.now();
    const expiresAt = expiryOf(now.toISOString(), 1);
    const put = { ...keyOf(step), ...intended, declaredAt: epochSeconds(now), expiresAt };
    return this.table.write({ put, ...condition });
  }
}

function intentOf(item: Attributes, { now }: CreatingStep): CreationIntent {
  const declaredAt = Number(item.declaredAt);
  // The age of the intent is measured at the start of the poll, not now: the poll may have listed Personalize's
  // resources early, and its list may lack a creation that is visible by now.
  const wouldShow = declaredAt < epochSeconds(now) - SHOWN_WITHIN;
  const newestBefore = optionalNumber(item.newestBefore);
  return { ...optionalTexts(item, 'jobName'), ...present({ newestBefore }), declaredAt, wouldShow };
}

export type CreationIntents = Pick<CreationIntentRecords, 'declare' | 'redeclare' | 'withdraw' | 'of'>;

function keyOf({ state, resource, startedAt }: CreatingStep): Key {
  return {
    datasetGroup: state.datasetGroup.name,
    item: `intent#${resource.type}#${resource.pointer}#${startedAt.toISOString()}`,
  };
}
