import type { ResourceType } from '../personalize/resource-types';
import type { Condition } from './expressions';
import { type Attributes, epochSeconds, expiryOf, type Key, optionalTexts } from './item';
import type { RecordTable } from './record-table';

/** Seconds after which Describe and List are taken to show a creation. Interrupted steps wait that long: no longer than need be. */
const SHOWN_WITHIN = 30;

/** The step that creates something: of which run, and of which resource of the parameter file. */
export interface CreatingStep {
  readonly state: { readonly datasetGroup: { readonly name: string } };
  readonly resource: { readonly type: ResourceType; readonly pointer: string };
  readonly startedAt: Date;
}

/** What an interrupted poll of the step was about to create, and may have created. */
export interface CreationIntent {
  /** Absent of a solution version, which has no name of its own. */
  readonly jobName?: string;
  /** Whether Personalize would show it by now if it was created. */
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
   * @param jobName for which Personalize creates one job, however often it is asked; undefined if it would create two
   */
  async declare(step: CreatingStep, jobName: string | undefined): Promise<CreationIntent | undefined> {
    const { written, item } = await this.write(step, jobName, {
      if: `attribute_not_exists(#item)${jobName === undefined ? '' : ' OR #jobName = :jobName'}`,
      values: { jobName },
    });
    return written || item === undefined ? undefined : this.intentOf(item);
  }

  async redeclare(step: CreatingStep, jobName: string | undefined): Promise<void> {
    await this.write(step, jobName);
  }

  private write(step: CreatingStep, jobName: string | undefined, condition: Condition = {}) {
    const now = this.now();
    const expiresAt = expiryOf(now.toISOString(), 1);
    const put = { ...keyOf(step), jobName, declaredAt: epochSeconds(now), expiresAt };
    return this.table.write({ put, ...condition });
  }

  private intentOf(item: Attributes): CreationIntent {
    const wouldShow = Number(item.declaredAt) < epochSeconds(this.now()) - SHOWN_WITHIN;
    return { ...optionalTexts(item, 'jobName'), wouldShow };
  }
}

export type CreationIntents = Pick<CreationIntentRecords, 'declare' | 'redeclare'>;

function keyOf({ state, resource, startedAt }: CreatingStep): Key {
  return {
    datasetGroup: state.datasetGroup.name,
    item: `intent#${resource.type}#${resource.pointer}#${startedAt.toISOString()}`,
  };
}
