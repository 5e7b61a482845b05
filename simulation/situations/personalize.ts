import { onOwnCall } from '../simulate/own-calls';
import { onProgress } from '../simulate/writes';
import type { Situation } from './situation';

export const creationFails: Situation = {
  name: 'Personalize accepts a creation, which fails later',
  watch: ({ local }, reached) =>
    local.personalize.onChange(({ status, update }) => {
      if (!update && status === 'CREATE FAILED') reached();
    }),
};

export const resourceIsRemoved: Situation = {
  name: 'a run deletes what has left the parameter file',
  watch: (world, reached) =>
    onProgress(world, (id, { status }, before) => {
      if (id.endsWith('#ABSENT') && status?.S === 'READY' && before.status?.S === 'OPEN') reached();
    }),
};

export const updateFails: Situation = {
  name: 'Personalize accepts an update, which fails later',
  watch: ({ local }, reached) =>
    local.personalize.onChange(({ status, update }) => {
      if (update && /FAILED/.test(status)) reached();
    }),
};

export const recommenderIsStopped: Situation = {
  name: 'a recommender is stopped by its schedule',
  watch: (world, reached) => onOwnCall(world, ({ operation }) => operation === 'StopRecommender' && reached()),
};

/** @param interruptions kinds of interruption that the creation may have had */
const survived = (name: string, interruptions: readonly string[]): Situation => ({
  name,
  watch: (world, reached) => {
    const { faults, executionLog, local } = world;
    local.stepFunctions.onEvent(({ kind, execution: { arn, status } }) => {
      const run = executionLog.runs.get(arn);
      if (kind !== 'executionFinished' || status !== 'SUCCEEDED' || run === undefined) return;
      const ofRun = faults.interruptions.filter(({ event }) => executionLog.runOf(event) === run);
      for (const { kind: how, service, call } of ofRun)
        if (service === 'personalize' && call.operation.startsWith('Create') && interruptions.includes(how)) reached();
    });
  },
});

export const SURVIVED: readonly Situation[] = [
  survived('the answer to a creation is lost, but the run succeeds', ['ANSWER_LOST']),
  survived('a function ends while it requests a creation, but the run succeeds', ['CALLER_ENDED', 'CALLER_HUNG']),
];
