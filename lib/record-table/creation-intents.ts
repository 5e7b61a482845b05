import type { ResourceType } from '../personalize/resource-types';
import type { ItemCondition } from './expressions';
import { type Attributes, epochSeconds, expiryOf, type Key, optionalNumber, optionalTexts, present } from './item';
import type { RecordTable } from './record-table';

/**
 * Seconds from an intent until Describe and List show the resource, if its creation was requested. The number is an
 * assumption: 15 s until the request times out, 30 s until Personalize shows the resource, and a margin. Interrupted
 * steps wait for this time, so it is as short as possible.
 */
const VISIBILITY_SECONDS = 60;

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
  /** Name of the job; absent for solution versions. Personalize creates only one job of this name, even if several requests ask for it. */
  readonly jobName?: string;
  /** Creation time of the newest solution version before this creation, in milliseconds since 1970; absent if there was none. */
  readonly newestBefore?: number;
}

/** A creation that an interrupted poll of the step was about to request, and may have requested. */
export interface CreationIntent extends Intended {
  /** Time at which the intent was recorded, in seconds since 1970. */
  readonly declaredAt: number;
  /** True if the intent is so old that Personalize would show the resource by now if its creation had been requested. */
  readonly wouldShow: boolean;
}

/**
 * Records of creations, written before each creation is requested. If a poll is interrupted, the next poll reads its records.
 * Items `intent#<type>#<pointer>#<start of the step>`.
 */
export class CreationIntentRecords {
  constructor(
    private readonly table: RecordTable,
    /** Returns the current time, not the start of the poll, because the work before a creation may take a while. */
    private readonly now = () => new Date(),
  ) {}

  /**
   * Records an intent. An earlier intent of the step is overwritten if both name the same job. Any other earlier intent
   * is kept, because its resource may exist. The name of a job changes if its data change between polls.
   * @returns the earlier intent, if it was kept; undefined if the new intent was recorded
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
   * Replaces an intent whose resource was not created.
   * @returns false if another wake-up of the run has already replaced the intent, and creates the resource
   */
  async redeclare(step: CreatingStep, intended: Intended, { declaredAt }: CreationIntent): Promise<boolean> {
    const condition = { if: '#declaredAt = :known', values: { known: declaredAt } };
    return (await this.write(step, intended, condition)).written;
  }

  /**
   * Withdraws the intent after Personalize has refused to create the resource. If the next poll then finds the resource,
   * something other than this step has created it.
   */
  async withdraw(step: CreatingStep): Promise<void> {
    await this.table.write({ put: { ...keyOf(step), expiresAt: expiryOf(this.now().toISOString(), 1) } });
  }

  /** The step's intent; undefined if the step has recorded no intent, or has withdrawn the intent. */
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
  const wouldShow = declaredAt < epochSeconds(now) - VISIBILITY_SECONDS;
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
