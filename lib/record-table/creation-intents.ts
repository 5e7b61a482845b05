import type { ResourceType } from '../personalize/resource-types';
import type { Condition } from './expressions';
import { type Attributes, epochSeconds, expiryOf, type Key, optionalNumber, optionalTexts, present } from './item';
import type { RecordTable } from './record-table';

/** Seconds after which Describe and List are taken to show a creation. Interrupted steps wait that long: no longer than need be. */
const SHOWN_WITHIN = 30;

/** The step that creates something: of which run, and of which resource of the parameter file. */
export interface CreatingStep {
  readonly state: { readonly datasetGroup: { readonly name: string } };
  readonly resource: { readonly type: ResourceType; readonly pointer: string };
  readonly startedAt: Date;
}

/** What a poll is about to create. */
export interface Intended {
  /** For which Personalize creates one job, however often it is asked; absent of a solution version, of which it would create two. */
  readonly jobName?: string;
  /** When the newest solution version that was there before was created, in milliseconds since 1970; absent if there was none. */
  readonly newestBefore?: number;
}

/** What an interrupted poll of the step was about to create, and may have created. */
export interface CreationIntent extends Intended {
  /** True if Personalize would show the resource by now, had it been created. */
  readonly wouldShow: boolean;
}

/** What is about to be created, if the attempt that created it was interrupted: items `intent#<type>#<pointer>#<start of the step>`. */
export class CreationIntentRecords {
  constructor(
    private readonly table: RecordTable,
    /** Not when the poll began: what comes before a creation may take a while. */
    private readonly now = () => new Date(),
  ) {}

  /**
   * Records it, unless this step has an intent already, which is returned and kept: data and thus a job's name may change between polls.
   */
  async declare(step: CreatingStep, intended: Intended): Promise<CreationIntent | undefined> {
    const { jobName } = intended;
    const { written, item } = await this.write(step, intended, {
      if: `attribute_not_exists(#declaredAt)${jobName === undefined ? '' : ' OR #jobName = :jobName'}`,
      values: { jobName },
    });
    return written || item === undefined ? undefined : this.intentOf(item);
  }

  async redeclare(step: CreatingStep, intended: Intended): Promise<void> {
    await this.write(step, intended);
  }

  /** After a refusal: nothing was created, so what is there at the next poll is not the step's. */
  async withdraw(step: CreatingStep): Promise<void> {
    await this.table.write({ put: { ...keyOf(step), expiresAt: expiryOf(this.now().toISOString(), 1) } });
  }

  /** The step's intent; undefined if it has none, or has withdrawn it. */
  async of(step: CreatingStep): Promise<CreationIntent | undefined> {
    const item = await this.table.get(keyOf(step));
    return item?.declaredAt === undefined ? undefined : this.intentOf(item);
  }

  private write(step: CreatingStep, intended: Intended, condition: Condition = {}) {
    const now = this.now();
    const expiresAt = expiryOf(now.toISOString(), 1);
    const put = { ...keyOf(step), ...intended, declaredAt: epochSeconds(now), expiresAt };
    return this.table.write({ put, ...condition });
  }

  private intentOf(item: Attributes): CreationIntent {
    const wouldShow = Number(item.declaredAt) < epochSeconds(this.now()) - SHOWN_WITHIN;
    const newestBefore = optionalNumber(item.newestBefore);
    return { ...optionalTexts(item, 'jobName'), ...present({ newestBefore }), wouldShow };
  }
}

export type CreationIntents = Pick<CreationIntentRecords, 'declare' | 'redeclare' | 'withdraw' | 'of'>;

function keyOf({ state, resource, startedAt }: CreatingStep): Key {
  return {
    datasetGroup: state.datasetGroup.name,
    item: `intent#${resource.type}#${resource.pointer}#${startedAt.toISOString()}`,
  };
}
