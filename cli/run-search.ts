import { parseExecutionArn } from '../lib/aws/arn';
import { DestroyedGroups } from '../lib/record-table/destructions';
import { RefusedPlaces } from '../lib/record-table/refused-files';
import { RunHistory } from '../lib/record-table/run-history';
import type { Run } from '../lib/record-table/runs';
import type { DeployedAws } from './aws';
import { CliFailure } from './failure';
import { newestRunsFirst, recentRuns, runsAndRefusals, unknownGroup } from './runs';

export interface RunFilter {
  readonly limit: number;
  /** True for failed runs and refused files only. */
  readonly failed: boolean;
}

/**
 * The newest runs, newest first.
 * @param group undefined for all groups, including destroyed ones, and all refused files
 * @throws CliFailure if the deployment has no record of the group
 */
export async function newestRuns(
  aws: DeployedAws,
  group: string | undefined,
  { limit, failed }: RunFilter,
): Promise<readonly Run[]> {
  const isWanted = ({ status }: Run) => !failed || status === 'FAILED' || status === 'REFUSED';
  if (group === undefined) {
    const found = [];
    for (const partition of await partitions(aws)) found.push(...(await recentRuns(aws, partition, limit, isWanted)));
    return newestRunsFirst(found).slice(0, limit);
  }
  const file = await aws.filesInForce.find(group);
  const places = await new RefusedPlaces(aws.records).all();
  const found = await runsAndRefusals(aws, group, { file, places }, limit, isWanted);
  if (found.length === 0 && !(await partitions(aws)).has(group)) throw unknownGroup(group);
  return found;
}

/** Partition keys under which runs are recorded: dataset groups, including destroyed ones, and the partitions of refused files (see `refusedUnder`). */
export async function partitions(aws: DeployedAws): Promise<ReadonlySet<string>> {
  const destroyed = await new DestroyedGroups(aws.records).all();
  const refused = await new RefusedPlaces(aws.records).all();
  return new Set([
    ...(await aws.datasetGroups.names()),
    ...destroyed.map(({ datasetGroup }) => datasetGroup),
    ...refused.map(({ filedUnder }) => filedUnder),
  ]);
}

const SHORT_LENGTH = 8;
const LISTED = 5;

/** Part of a run's id that is long enough to find the run again. */
export function shortId(id: string): string {
  return distinctPart(id).slice(0, SHORT_LENGTH);
}

/**
 * The part of a run's id that differs between runs. Only this part is useful as a short id, because ids of uploads
 * begin with the name of the dataset group.
 */
function distinctPart(id: string): string {
  return /[0-9a-f]{32}$/.exec(id)?.[0] ?? id;
}

/**
 * @param text id of a run, a text from {@link shortId}, the beginning of one of these, or the ARN of the run's
 * execution
 * @throws CliFailure if no run or several runs match the text
 */
export async function findRun(aws: DeployedAws, text: string): Promise<Run> {
  const wanted = parseExecutionArn(text).name || text;
  const found: Run[] = [];
  for (const partition of await partitions(aws)) {
    for await (const page of new RunHistory(aws.records).pages(partition)) {
      const exact = page.find(({ id }) => id === wanted);
      if (exact !== undefined) return exact;
      found.push(...page.filter(({ id }) => id.startsWith(wanted) || distinctPart(id).startsWith(wanted)));
    }
  }
  const [first, ...others] = newestRunsFirst(found);
  if (first === undefined)
    throw new CliFailure(`Run '${text}' not found.`, '`personalize-mlops runs list` lists the runs with their ids.');
  if (others.length === 0) return first;
  const listed = [first, ...others].slice(0, LISTED).map(({ id, startedAt }) => `${id} (began ${startedAt})`);
  throw new CliFailure(
    `'${text}' is the beginning of ${found.length} runs: ${listed.join(', ')}${found.length > LISTED ? ', ...' : ''}.`,
    'Give more of the id.',
  );
}
