import { isActive, isInactive } from '../../lib/personalize/statuses';
import type { RunExecution } from '../simulate/execution-log';
import { recommenderName } from '../simulate/names';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { LATE } from './overlaps';

/** Time at which a recommender was last created, in epoch milliseconds, by the recommender's name. */
const CREATED = new WeakMap<object, Map<string, number>>();

export const recommendersStayAsScheduled: Invariant = {
  name: 'a recommender is only started and stopped by runs of its schedules, and keeps the state in which the last run left it',
  watch: (world, broken) => {
    const created = new Map<string, number>();
    CREATED.set(world.local, created);
    world.local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'personalize' || error !== undefined) return;
      const now = world.local.clock.now();
      if (operation === 'CreateRecommender') created.set(String(input.name), now);
      if (caller.kind !== 'role' || !/^(?:Start|Stop)Recommender$/.test(operation)) return;
      const name = String(input.recommenderArn).split('/').at(-1) ?? '';
      const isOfCall = ({ run, isStart }: RecommenderRun) =>
        isStart === (operation === 'StartRecommender') && (run.endedAt ?? now) >= now - LATE;
      if (!runsOf(world, name).some(isOfCall)) broken(`${operation} of ${name} without a run of its schedule`);
    });
  },
  check: async (world, broken) => {
    for (const { name: group } of world.teams.filter((team) => team.group.domain)) {
      const name = recommenderName(group);
      const recommender = world.ofType('recommender').find((each) => each.name === name);
      const last = runsOf(world, name)
        .filter(({ run }) => run.ran)
        .at(-1);
      if (recommender === undefined || last === undefined || last.run.status !== 'SUCCEEDED') continue;
      if ((last.run.endedAt ?? 0) < (CREATED.get(world.local)?.get(name) ?? 0)) continue;
      const isAsLeft = last.isStart ? isActive(recommender.status) : isInactive(recommender.status);
      if (!isAsLeft)
        broken(
          `${name} is ${recommender.status} after ${last.run.name} has ${last.isStart ? 'started' : 'stopped'} it`,
        );
    }
  },
};

interface RecommenderRun {
  readonly run: RunExecution;
  readonly isStart: boolean;
}

/** Returns the runs that start or stop a recommender, in the order of their ends. */
function runsOf({ executionLog }: World, name: string): readonly RecommenderRun[] {
  const tasks = { [`recommender-start-${name}`]: true, [`recommender-stop-${name}`]: false };
  return [...executionLog.runs.values()]
    .flatMap((run) => {
      const isStart = tasks[String(run.input.task)];
      return isStart === undefined ? [] : [{ run, isStart }];
    })
    .sort(
      (one, other) => (one.run.endedAt ?? Number.POSITIVE_INFINITY) - (other.run.endedAt ?? Number.POSITIVE_INFINITY),
    );
}
