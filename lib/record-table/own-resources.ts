import type { OnRemoval } from '../parameter-file/leaves';
import type { DesiredType } from '../personalize/resource-types';
import { type Attributes, expiryOf, optionalTexts, texts } from './item';
import type { RecordTable } from './record-table';

/** Types of resources whose creation is recorded, and which a run can delete. */
export const REMOVABLE_TYPES = [
  'recommender',
  'campaign',
  'filter',
  'metricAttribution',
  'solution',
  'eventTracker',
  'dataset',
] as const satisfies readonly DesiredType[];

export type RemovableType = (typeof REMOVABLE_TYPES)[number];

export function isRemovable(type: DesiredType): type is RemovableType {
  return (REMOVABLE_TYPES as readonly DesiredType[]).includes(type);
}

/** A resource that a run of this deployment created. */
export interface OwnResource {
  readonly type: RemovableType;
  readonly name: string;
  readonly arn: string;
  /** Name of the solution; only for solutions and campaigns. */
  readonly solution?: string;
  /** ISO time at which the creation of the resource was recorded. */
  readonly recordedAt: string;
  /**
   * `onRemoval` in the last parameter file that had the resource. Recorded when a file without the resource replaces
   * this file; absent until then.
   */
  readonly onRemoval?: OnRemoval;
  /** Id of the run that deleted the resource; absent if no run has deleted it. */
  readonly removedBy?: string;
}

const PREFIX = 'own-resource#';

/** Days for which the record of a deleted resource is kept: longer than any run. */
const KEPT_DAYS = 180;

/**
 * Resources of the {@link REMOVABLE_TYPES} that runs of this deployment created: items `own-resource#<ARN>`. An item expires only after a
 * run has deleted the resource. A resource of these types without a record was created by a person, or by another deployment.
 */
export class OwnResources {
  constructor(private readonly table: RecordTable) {}

  /** Resources of a dataset group, including resources that runs have deleted recently. */
  async of(datasetGroup: string): Promise<readonly OwnResource[]> {
    return (await this.table.query(datasetGroup, { prefix: PREFIX })).map(ownResourceOf);
  }

  async add(datasetGroup: string, own: OwnResource): Promise<void> {
    await this.table.write({ put: { ...keyOf(datasetGroup, own), ...own } });
  }

  /**
   * Records `onRemoval` of the last parameter file that had the resource.
   * @param onRemoval undefined to remove the attribute, because the parameter file has the resource again
   */
  async noteOnRemoval(datasetGroup: string, own: OwnResource, onRemoval: OnRemoval | undefined): Promise<void> {
    await this.update(datasetGroup, own, { onRemoval });
  }

  /** @param run id of the run that deleted the resource */
  async noteRemoved(datasetGroup: string, own: OwnResource, run: string, now: Date): Promise<void> {
    await this.update(datasetGroup, own, { removedBy: run, expiresAt: expiryOf(now.toISOString(), KEPT_DAYS) });
  }

  /** Does nothing if the resource was created anew in the meantime. */
  private async update(datasetGroup: string, own: OwnResource, set: Attributes): Promise<void> {
    const { recordedAt } = own;
    await this.table.write({
      update: keyOf(datasetGroup, own),
      set,
      if: '#recordedAt = :recordedAt',
      values: { recordedAt },
    });
  }
}

function keyOf(datasetGroup: string, { arn }: OwnResource) {
  return { datasetGroup, item: `${PREFIX}${arn}` };
}

function ownResourceOf(item: Attributes): OwnResource {
  return {
    type: item.type as RemovableType,
    ...texts(item, 'name', 'arn', 'recordedAt'),
    ...optionalTexts(item, 'solution', 'removedBy'),
    ...(item.onRemoval !== undefined && { onRemoval: item.onRemoval as OnRemoval }),
  };
}
