import { InvalidInputException } from '@aws-sdk/client-personalize';
import { type DesiredType, RESOURCE_TYPES } from '../personalize/resource-types';
import type { Description, PersonalizeApi, Request } from './account/personalize-api';
import { isActionTracker } from './resource-types/event-tracker';

/** A resource of a dataset group, as List shows it. */
export interface Existing {
  readonly type: DesiredType;
  readonly arn: string;
  /** Name of the resource; `''` if List shows no name, as for solution versions. */
  readonly name: string;
  readonly status: string;
  readonly summary: Description;
}

/**
 * Resources of a dataset group. Parents come before children, and of siblings of one type, the oldest comes first. Leaves out
 * data deletion jobs. Also leaves out schemas, because they belong to the account.
 */
export async function inventoryOf(personalize: PersonalizeApi, datasetGroupArn: string): Promise<readonly Existing[]> {
  const list = async (type: DesiredType, request: Request) =>
    (await personalize.list(type, request)).map((summary) => existing(type, summary)).sort(byAge);
  /** Lists one parent after the other, because Personalize throttles List requests. */
  const listIn = async (parents: readonly Parent[], type: DesiredType) => {
    const found: Existing[] = [];
    for (const parent of parents) {
      try {
        found.push(...(await list(type, { [RESOURCE_TYPES[parent.type].arnMember]: parent.arn })));
      } catch (error) {
        if (!(await isGone(personalize, parent, error))) throw error;
      }
    }
    return found;
  };
  const group: readonly Parent[] = [{ type: 'datasetGroup', arn: datasetGroupArn }];
  const datasets = await listIn(group, 'dataset');
  const solutions = await listIn(group, 'solution');
  const found = [
    ...datasets,
    ...(await listIn(datasets, 'datasetImportJob')),
    ...(await listIn(group, 'eventTracker')),
    ...(await listIn(group, 'filter')),
    ...(await listIn(group, 'metricAttribution')),
    ...solutions,
    ...(await listIn(solutions, 'solutionVersion')),
    ...(await listIn(solutions, 'campaign')),
    ...(await listIn(group, 'recommender')),
  ];
  if (solutions.length === 0) return found;
  // When a solution is deleted, its batch jobs remain, and a new solution may get the same name. So a job belongs to the
  // group only if the group has the job's solution version.
  const versions = new Set<unknown>(found.filter(({ type }) => type === 'solutionVersion').map(({ arn }) => arn));
  const ofGroup = ({ summary }: Existing) => versions.has(summary.solutionVersionArn);
  return [
    ...found,
    ...(await list('batchInferenceJob', {})).filter(ofGroup),
    ...(await list('batchSegmentJob', {})).filter(ofGroup),
  ];
}

type Parent = Pick<Existing, 'type' | 'arn'>;

/** True if the parent was deleted. List operations declare InvalidInputException for a missing parent (API model of Personalize). */
async function isGone(personalize: PersonalizeApi, { type, arn }: Parent, error: unknown): Promise<boolean> {
  return error instanceof InvalidInputException && (await personalize.describe(type, arn)) === undefined;
}

/** Leaves out the event tracker that Personalize itself creates for a dataset of action interactions. No parameter file has it. */
export async function withoutActionTracker(
  personalize: PersonalizeApi,
  inventory: readonly Existing[],
): Promise<readonly Existing[]> {
  const actions = inventory.find(({ summary }) => summary.datasetType === 'ACTION_INTERACTIONS');
  if (actions === undefined) return inventory;
  const kept: Existing[] = [];
  for (const existing of inventory) {
    const { type, arn } = existing;
    const tracker = type === 'eventTracker' ? await personalize.describe(type, arn) : undefined;
    if (tracker === undefined || !(await isActionTracker(personalize, actions.arn, tracker))) kept.push(existing);
  }
  return kept;
}

function existing(type: DesiredType, summary: Description): Existing {
  const { arnMember, nameMember } = RESOURCE_TYPES[type];
  const { [arnMember]: arn, [nameMember]: name, status = 'ACTIVE' } = summary;
  return { type, arn: String(arn), name: typeof name === 'string' ? name : '', status, summary };
}

function byAge(one: Existing, other: Existing): number {
  const time = ({ summary }: Existing) => summary.creationDateTime?.getTime() ?? 0;
  return time(one) - time(other) || (one.name < other.name ? -1 : 1);
}

/** Name in messages, e.g. `campaign 'top-picks'`. A resource without a name, such as a solution version, is named by the end of its ARN. */
export function label({ type, name, arn }: Pick<Existing, 'type' | 'name' | 'arn'>): string {
  return `${RESOURCE_TYPES[type].title.toLowerCase()} '${name || arn.slice(arn.indexOf('/') + 1)}'`;
}
