import { onPutInForce } from '../simulate/in-force-log';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { type Item, items } from './record-items';
import { SentNotifications } from './sent-notifications';

const DAY = 24 * 3_600_000;
/** Maximum period of a dataset group's first digest, in milliseconds. */
const FIRST_PERIOD = 7 * DAY;

export interface Digest {
  readonly datasetGroup: string;
  readonly period: { readonly from: string; readonly until: string };
  readonly runs: readonly string[];
}

/** Time at which a dataset group's first file came into force, by dataset group; epoch milliseconds. No digest is sent before this time. */
const inForceSince = new WeakMap<World, Map<string, number>>();

export const digestsHaveTheRest: Invariant = {
  name: 'every run that ended before the last digest, and at most a week before the first digest, is in one digest (in several only if a function was interrupted while it sent one); each digest has a run that changed something, failed, skipped work for the budget or met refused data again; each failure also has a mail of its own',
  watch: (world) => {
    const since = new Map<string, number>();
    inForceSince.set(world, since);
    onPutInForce(world, (group) => since.has(group) || since.set(group, world.local.clock.now()));
  },
  check: async (world, broken) => {
    const digests = digestsOf(world);
    if (world.digest === 'off' && digests.length > 0) broken(`${digests.length} digests were sent, but digest is off`);
    const notifications = SentNotifications.of(world);
    const ended = (await items(world, 'run#')).filter(({ finishedAt }) => finishedAt !== undefined);
    const statuses = new Map(ended.map((run) => [idOf(run), run.status?.S]));
    const reported = new Set(
      (await items(world, 'result#')).flatMap(({ item, result, isRefusedAgain }) =>
        result?.S === 'SKIPPED' || isRefusedAgain?.BOOL === true ? [item?.S?.split('#')[1]] : [],
      ),
    );
    for (const { datasetGroup, period, runs } of digests) {
      const what = `the digest of ${datasetGroup} until ${period.until}`;
      if (runs.every((id) => statuses.get(id) === 'UNCHANGED' && !reported.has(id)))
        broken(`${what} has no run that changed anything`);
      for (const id of runs) {
        if (!statuses.has(id)) broken(`${what} has run ${id}, whose end is not recorded`);
        const hasMail = notifications.runs.has(id) || statuses.get(id) !== 'FAILED';
        if (!hasMail) broken(`run ${id} failed, and only ${what} says so`);
      }
    }
    for (const { name } of world.teams) {
      const own = digests.filter(({ datasetGroup }) => datasetGroup === name);
      const included = own.flatMap(({ runs }) => runs);
      const reasons = reasonsToRepeat(world, name);
      for (const id of new Set(included)) {
        const times = included.filter((each) => each === id).length;
        if (times > 1 + reasons)
          broken(`run ${id} is in ${times} digests, but sending was interrupted ${reasons} times`);
      }
      const ends = own.map(({ period }) => period.until).sort();
      const [first = '', until = ''] = [ends[0], ends.at(-1)];
      const ofGroup = ended.filter(({ datasetGroup, namedGroup = datasetGroup }) => namedGroup?.S === name);
      for (const run of ofGroup.filter(({ finishedAt }) => String(finishedAt?.S) < until))
        if (!included.includes(idOf(run)) && Date.parse(String(run.finishedAt?.S)) >= Date.parse(first) - FIRST_PERIOD)
          broken(`run ${idOf(run)} ended before the digest until ${until}, but is in none`);
      const since = inForceSince.get(world)?.get(name) ?? Number.POSITIVE_INFINITY;
      for (const id of overdue(world, since, ofGroup, { included, reported }))
        broken(`no digest has run ${id}, though a night has passed`);
    }
  },
};

/** Digests that were sent, the oldest first. */
function digestsOf({ local }: Pick<World, 'local'>): readonly Digest[] {
  return local.sns
    .messages()
    .flatMap(({ attributes, message }) =>
      attributes?.status === 'DIGEST' ? [JSON.parse(message.lambda ?? '{}') as Digest] : [],
    );
}

/**
 * Returns the ids of runs that are in no digest, although they changed something, failed, skipped work or refused data again.
 * Only considers runs that ended before the last midnight before the end of `night`: the digest of this night must have them, because this night has no faults. Empty if digests are not
 * daily, if the world waited for no night, or if the first file came into force after the beginning of the reconciliation.
 * @param since time at which the dataset group's first file came into force
 */
function overdue(
  { digest, night }: World,
  since: number,
  ended: readonly Item[],
  { included, reported }: { readonly included: readonly string[]; readonly reported: ReadonlySet<string | undefined> },
): readonly string[] {
  if (digest !== 'daily' || night === undefined || since > night.from) return [];
  const midnight = new Date(night.until - (night.until % DAY)).toISOString();
  const isToReport = (run: Item) => run.status?.S !== 'UNCHANGED' || reported.has(idOf(run));
  const due = ended.filter((run) => isToReport(run) && String(run.finishedAt?.S) < midnight);
  return due.map(idOf).filter((id) => !included.includes(id));
}

/** Returns how often a function was interrupted while it published the dataset group's digest, or while it wrote the record of the digest. */
function reasonsToRepeat({ faults }: World, datasetGroup: string): number {
  return faults.interruptions.filter(({ service, call: { input } }) => {
    if (service === 'sns') return String(input.Subject).startsWith(`DIGEST ${datasetGroup}:`);
    const key = JSON.stringify(input.Key ?? {});
    return service === 'dynamodb' && key.includes(`"${datasetGroup}"`) && key.includes('"digest#');
  }).length;
}

/** Returns the id of a run or of a refused file. */
function idOf({ item, execution }: Item): string {
  return execution?.S?.split(':').at(-1) ?? item?.S?.split('#').slice(2).join('#') ?? '';
}
