import { datasetArn } from '../../personalize/arn';
import { DATASET_TYPES, type DatasetType } from '../../personalize/dataset-types';
import { isActive, isBeingCreated } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import { importsOf } from '../account/imports-of';
import type { SolutionStep } from '../account/solution-versions';
import { findNamed } from '../resource-reference';
import { solutionOf } from '../step';
import { type Version, versionsWhere } from './active-versions';
import type { MeasuredBaseline } from './judge';

/** Newest version and metrics of each other solution that the promotion rules compare with. */
export async function baselinesFor(step: SolutionStep, version: Version): Promise<readonly MeasuredBaseline[]> {
  const found: MeasuredBaseline[] = [];
  for (const solution of solutionsCompared(step)) {
    const newest = await newestOf(step, solution);
    if (newest === undefined) found.push({ solution, metrics: {} });
    else {
      const { version: arn, createdAt } = newest;
      const importedAt = await lastImportBetween(step, version.createdAt, createdAt);
      const metrics = (await step.personalize.metrics(arn)) ?? {};
      found.push({ solution, version: arn, createdAt, ...present({ importedAt }), metrics });
    }
  }
  return found;
}

/** True if the version and all versions that the rules compare with have metrics. A version that exists, or is ACTIVE, only in a plan has none. */
export async function canBeJudged(step: SolutionStep, version: Version): Promise<boolean> {
  const needed = [version];
  for (const solution of solutionsCompared(step)) needed.push(...[(await newestOf(step, solution)) ?? []].flat());
  for (const each of needed) if ((await step.personalize.metrics(each.version)) === undefined) return false;
  return true;
}

/** True while Personalize trains another solution that the rules compare with. */
export async function areBaselinesTraining(step: SolutionStep): Promise<boolean> {
  for (const solution of solutionsCompared(step)) {
    const { version: resource } = findNamed(step.state, 'solutions', solution);
    if ((await versionsWhere(isBeingCreated, { ...step, resource })).length > 0) return true;
  }
  return false;
}

/** Names of the other solutions that the rules compare with. */
function solutionsCompared(step: SolutionStep): readonly string[] {
  return [...new Set(solutionOf(step).promotion?.rules.flatMap(({ over = [] }) => over))];
}

/** The newest ACTIVE version of a solution in the file, whatever the decision on this version. */
async function newestOf(step: SolutionStep, solution: string): Promise<Version | undefined> {
  const { version: resource } = findNamed(step.state, 'solutions', solution);
  const [newest] = await versionsWhere(isActive, { ...step, resource });
  return newest;
}

/** Time when the last import into the dataset group between two times ended; undefined if there was no import. All times are ISO times. */
async function lastImportBetween({ state, scope, personalize }: SolutionStep, one: string, other: string) {
  const [from = '', to = ''] = [one, other].sort();
  const ends: string[] = [];
  // All dataset types are searched, because a dataset group can have datasets that are not in its parameter file.
  for (const type of Object.keys(DATASET_TYPES) as DatasetType[])
    for (const { status = '', lastUpdatedDateTime } of await importsOf(
      personalize,
      datasetArn(scope, state.datasetGroup.name, type),
    ))
      if (isActive(status) && lastUpdatedDateTime !== undefined) ends.push(lastUpdatedDateTime.toISOString());
  return ends
    .filter((end) => from < end && end < to)
    .sort()
    .at(-1);
}
