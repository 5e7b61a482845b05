import { isActive, isFailed } from '../../lib/personalize/statuses';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';

/** An import into a dataset of the scenario, by a run or by a person in the console. */
interface Import {
  readonly jobName: string;
  /** Name of the dataset group. */
  readonly group: string;
  readonly datasetArn: string;
  readonly location: string;
  readonly mode: string;
  readonly isByPerson: boolean;
  /** Time of creation, in epoch milliseconds. */
  readonly createdAt: number;
}

/** Imports of each world, the newest first. */
const IMPORTS = new WeakMap<World, Import[]>();

/** Milliseconds by which the clocks of S3 and Personalize may differ. */
const UNCERTAIN = 10_000;

/**
 * Milliseconds for which object versions prove what a job has read. This is a day less than the shortest time for which
 * replaced versions are kept.
 */
const PROVABLE = 48 * 3_600_000;

export const keptCsvAreNotImportedAgain: Invariant = {
  name: 'no run imports csv again that Personalize has kept unchanged, whatever a person has imported beside them or has failed to import',
  watch: (world, broken) => {
    const imports: Import[] = [];
    IMPORTS.set(world, imports);
    world.local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'personalize' || operation !== 'CreateDatasetImportJob' || error !== undefined) return;
      const { jobName, datasetArn, dataSource, importMode = 'FULL' } = input;
      const made: Import = {
        jobName: String(jobName),
        group: /:dataset\/([^/]+)\//.exec(String(datasetArn))?.[1] ?? '',
        datasetArn: String(datasetArn),
        location: (dataSource as { readonly dataLocation: string }).dataLocation,
        mode: String(importMode),
        isByPerson: caller.kind !== 'role',
        createdAt: world.local.clock.now(),
      };
      const earlier = made.isByPerson ? undefined : keptSince(world, imports, made);
      if (earlier !== undefined) broken(`${jobName} imports csv again that ${earlier.jobName} has imported`);
      imports.unshift(made);
    });
  },
};

/**
 * Returns the last import of the dataset, if this import is ACTIVE and has surely read the same, unchanged csv as `made`, in the same
 * mode or in mode FULL. Ignores failed imports, and incremental imports of other csv by a person: neither replaces the csv.
 */
function keptSince(world: World, imports: readonly Import[], made: Import): Import | undefined {
  const status = statuses(world);
  const isOfOther = ({ location }: Import) => location !== made.location;
  const last = imports.find(
    (each) =>
      each.datasetArn === made.datasetArn &&
      !isFailed(status.get(each.jobName) ?? '') &&
      !(each.isByPerson && each.mode === 'INCREMENTAL' && isOfOther(each)),
  );
  const changedAt = world.teams.find(({ name }) => name === made.group)?.changedAt;
  if (last === undefined || changedAt === undefined || isOfOther(last)) return undefined;
  const isSure = last.createdAt > changedAt + UNCERTAIN && made.createdAt < last.createdAt + PROVABLE;
  const isAlike = last.mode === 'FULL' || last.mode === made.mode;
  return isSure && isAlike && isActive(status.get(last.jobName) ?? '') ? last : undefined;
}

export const teamsHaveTheLastImport: Invariant = {
  name: 'after the last upload, no import of a person has replaced the csv of the team, or added changed rows of them',
  check: async (world, broken) => {
    const imports = IMPORTS.get(world) ?? [];
    const settledAt = new Map(world.local.personalize.snapshot().map((each) => [each.name, each.settledAt ?? 0]));
    const status = statuses(world);
    for (const datasetArn of new Set(imports.filter((each) => each.isByPerson).map((each) => each.datasetArn))) {
      const all = imports.filter((each) => each.datasetArn === datasetArn);
      const own = lastByRun(all, status);
      const isIncremental = world.teams.find(({ name }) => name === own?.group)?.group.incremental ?? false;
      const [last] = all
        .filter(({ jobName }) => isActive(status.get(jobName) ?? ''))
        .filter(({ mode, location }) => mode === 'FULL' || location === own?.location)
        .sort((one, other) => (settledAt.get(other.jobName) ?? 0) - (settledAt.get(one.jobName) ?? 0));
      if (last?.location !== own?.location || (last?.mode === 'INCREMENTAL' && !isIncremental))
        broken(`${last?.jobName} of ${last?.location} (${last?.mode}) decides what ${datasetArn} holds`);
    }
  },
};

/**
 * Returns the S3 URIs of csv that persons have added to a dataset. These are csv of incremental imports from other
 * locations than the location of the last import by a run. Personalize keeps the rows of these csv and the rows of the
 * runs' csv.
 */
export function addedByPersons(world: World, datasetArn: string): readonly string[] {
  const all = (IMPORTS.get(world) ?? []).filter((each) => each.datasetArn === datasetArn);
  const own = lastByRun(all, statuses(world));
  return all
    .filter(({ isByPerson, mode, location }) => isByPerson && mode === 'INCREMENTAL' && location !== own?.location)
    .map(({ location }) => location);
}

/**
 * Returns the newest ACTIVE import by a run; if there is none, the newest import by a run, whatever its status. A failed import, for
 * example of a folder whose csv were moved back meanwhile, leaves the data as they were.
 */
function lastByRun(all: readonly Import[], status: ReadonlyMap<string, string>): Import | undefined {
  const byRuns = all.filter((each) => !each.isByPerson);
  return byRuns.find(({ jobName }) => isActive(status.get(jobName) ?? '')) ?? byRuns[0];
}

/** Returns the statuses of all resources, by name. */
function statuses(world: World): ReadonlyMap<string, string> {
  return new Map(world.local.personalize.snapshot().map(({ name, status }) => [name, status]));
}
