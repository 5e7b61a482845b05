import type { World } from '../world';
import type { Invariant } from './invariant';

/** One that a person stopped can tell nobody: Step Functions runs nothing of it any more. */
const SILENT = new Set(['ABORTED']);

export const oneNotificationEach: Invariant = {
  name: 'every run, and every refused upload, is told of exactly once, or again where that cannot be known',
  check: async (world) => {
    const told = new Map<string, number>();
    for (const { message } of world.local.sns.messages()) {
      const { runId } = JSON.parse(message.lambda ?? '{}') as { readonly runId?: string };
      told.set(runId ?? '', (told.get(runId ?? '') ?? 0) + 1);
    }
    const runs = [...world.runs.values()].filter(({ ran, status }) => ran || status === 'FAILED');
    const untold = runs.filter(({ name, status }) => !told.has(name) && !SILENT.has(status));
    const excess = [...told.values()].reduce((sum, count) => sum + count - 1, 0);
    const twice = excess > doubts(world) ? [...told].filter(([, count]) => count > 1) : [];
    return [
      ...untold.map(({ name, status }) => `nobody was told of run ${name}, which is ${status}`),
      ...twice.map(([run, count]) => `run '${run}' was told of ${count} times`),
    ];
  },
};

/**
 * How often a function was interrupted that may have told the topic already. SNS has no idempotency, so it has to tell
 * again: twice is better than never.
 */
function doubts({ faults }: World): number {
  return faults.interruptions.filter(
    ({ service, roleName }) =>
      service === 'sns' || (service !== 'lambda' && /-(end-run|upload)-/.test(roleName)),
  ).length;
}

export const noUploadIsDropped: Invariant = {
  name: 'every upload ends in a run, in a refusal, or was overtaken by a later upload',
  check: async (world) => {
    const lost = world.local.lambda.failedEvents();
    const last = lastUploadRun(world);
    return [
      // Lambda hands an event on which the function failed for good to the topic: somebody is told.
      ...lost
        .filter(({ destination }) => destination === undefined)
        .map(({ requestId }) => `event ${requestId} was lost`),
      ...(last?.status === 'SUCCEEDED'
        ? []
        : [`the last upload's run is ${last?.status}: ${last?.error} ${last?.cause}`]),
    ];
  },
};

/** At twice the usual rates, all attempts of a call may go wrong one after the other. */
const HARSH = 2;

export const passingFaultsFailNothing: Invariant = {
  name: 'faults that pass by themselves fail no run',
  check: async ({ runs, scenario }) => {
    const { faults, creationsFail, steps } = scenario;
    if (faults >= HARSH || creationsFail || steps.some(({ kind }) => kind === 'byHand')) return [];
    return [...runs.values()]
      .filter(({ status }) => status !== 'SUCCEEDED')
      .map(({ name, status, error, cause }) => `run ${name} is ${status}: ${error}: ${cause}`);
  },
};

function lastUploadRun({ runs }: World) {
  return [...runs.values()].filter(({ input }) => input.trigger === 'upload').at(-1);
}
