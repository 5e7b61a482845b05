import type { RunExecution } from '../execution-log';
import { isHeldUp, isTampered } from '../scenario';
import type { World } from '../world';
import type { Broken, Invariant } from './invariant';
import { Told } from './notified';
import { items } from './record-items';

export const runsAreNotifiedOnce: Invariant = {
  name: 'every run is told of exactly once, or again where a function ended between telling and noting that it had',
  check: async (world, broken) => {
    const told = Told.of(world);
    const all = [...world.executionLog.runs.values()];
    const skipped = new Set(
      (await items(world, 'run#'))
        .filter(({ status }) => status?.S === 'SKIPPED')
        .map(({ execution }) => execution?.S),
    );
    for (const run of all) {
      if (!(run.ran || run.status !== 'SUCCEEDED') || told.runs.has(run.name)) continue;
      // One that was stopped when it had been skipped had nothing left to do.
      if (world.executionLog.endedFromOutside.has(run.arn) && skipped.has(run.arn)) continue;
      // A delivery that ended before it found that another one has the fire leaves it to that one to be told of or skipped.
      const others = all.filter((other) => other !== run && isSameScheduledRun(run, other));
      if (run.ran || !others.some(({ name, arn }) => told.runs.has(name) || skipped.has(arn)))
        broken(`nobody was told of run ${run.name}, which is ${run.status}`);
    }
    for (const [id, count] of [...told.runs, ...told.overdue]) {
      const doubts = told.doubtsOf(id);
      if (count > 1 + doubts)
        broken(`'${id}' was told of ${count} times, with ${doubts} reasons to do so again`);
    }
  },
};

function isSameScheduledRun({ input: one }: RunExecution, { input: other }: RunExecution): boolean {
  return one.task !== undefined && one.task === other.task && one.scheduledTime === other.scheduledTime;
}

export const uploadsAreAccountedFor: Invariant = {
  name: 'every upload ends in exactly one run that succeeds or fails, or one refusal, and somebody is told',
  check: async (world, broken) => {
    const told = Told.of(world);
    const refusals = await items(world, 'run#');
    const runs = world.executionLog.uploadRuns();
    for (const { versionId, valid, group } of world.uploads) {
      const what = `version ${versionId} of the file of ${group}`;
      // Lambda hands an event on which the function failed for good to the topic: somebody is told.
      const givenUp = told.failedEvents.has(versionId);
      if (valid) {
        if (!runs.has(versionId) && !givenUp) broken(`${what} has no run`);
        for (const { status, ran, name } of runs.get(versionId) ?? [])
          if (status === 'SUCCEEDED' && !ran) broken(`${what} has the run ${name}, which did nothing`);
        continue;
      }
      const records = refusals.filter(
        ({ fileVersion, status }) => fileVersion?.S === versionId && status?.S === 'REFUSED',
      );
      if (runs.has(versionId)) broken(`${what} is invalid, and ran`);
      if (givenUp) continue;
      const [id] = records.map(({ item }) => item?.S?.split('#').at(-1) ?? '');
      if (records.length !== 1 || id === undefined) broken(`${what} was refused ${records.length} times`);
      else if (!told.runs.has(id)) broken(`nobody was told that ${what} was refused`);
    }
    for (const { requestId } of world.local.lambda.failedEvents().filter(isLost))
      broken(`event ${requestId} was lost`);
  },
};

function isLost(event: { readonly destination?: string; readonly destinationError?: string }): boolean {
  return event.destination === undefined || event.destinationError !== undefined;
}

export const lastUploadSucceeds: Invariant = {
  name: 'after the faults, an upload succeeds',
  check: async (world, broken) => {
    for (const { name } of world.teams) checkLast(world, name, broken);
  },
};

function checkLast({ uploads, executionLog }: World, group: string, broken: Broken): void {
  const last = uploads.filter((upload) => upload.group === group).at(-1);
  const [run] = executionLog.uploadRuns().get(last?.versionId ?? '') ?? [];
  if (run?.status !== 'SUCCEEDED')
    broken(`the last upload's run of ${group} is ${run?.status}: ${run?.error} ${run?.cause}`);
}

/** At twice the usual rates, all attempts of a call may go wrong one after the other. */
const HARSH = 2;

export const transientErrorsFailNothing: Invariant = {
  name: 'faults that pass by themselves fail no run, nor do those of another dataset group that never pass',
  check: async ({ executionLog, scenario, teams }, broken) => {
    if (scenario.faults >= HARSH || scenario.permanentFaults.length > 0 || isTampered(scenario)) return;
    const emptied = new Set<unknown>(teams.filter((team) => team.hasEmptiedFolder).map(({ name }) => name));
    const isExcused = (group: unknown) => isHeldUp(scenario, group) || emptied.has(group);
    for (const { name, status, error, cause, input } of executionLog.runs.values())
      if (status !== 'SUCCEEDED' && !isExcused(input.datasetGroup))
        broken(`run ${name} is ${status}: ${error}: ${cause}`);
  },
};
