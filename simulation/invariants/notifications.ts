import type { RunExecution } from '../simulate/execution-log';
import { mayNeedPerson } from '../simulate/operated-aws';
import { isHeldUp, isTampered } from '../simulate/scenario';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { MailedRuns } from './mailed-runs';
import { items } from './record-items';
import { SentNotifications } from './sent-notifications';

export const runsAreNotifiedOnce: Invariant = {
  name: 'every run that failed or that notify_on asks for is reported exactly once (again only if a function was interrupted while it published the notification or recorded it); no other run is reported',
  check: async (world, broken) => {
    const notifications = SentNotifications.of(world);
    const all = [...world.executionLog.runs.values()];
    const records = await items(world, 'run#');
    const recorded = new Set(records.map(({ execution }) => execution?.S));
    const skipped = new Set(
      records.filter(({ status }) => status?.S === 'SKIPPED').map(({ execution }) => execution?.S),
    );
    const mailed = await MailedRuns.of(world);
    const isSettled = (run: RunExecution) =>
      notifications.runs.has(run.name) || skipped.has(run.arn) || !mailed.mustHave(run);
    for (const run of all) {
      if (notifications.runs.has(run.name)) {
        // Two kinds of notifications are sent without knowing the result. The state machine `run` sends one if the function that records
        // results has failed. Lambda sends one if the function that records the stop of a run has failed.
        const isBlind = run.notifiedByItself || notifications.unrecordedStops.has(run.arn);
        if (!mailed.mustHave(run) && !isBlind)
          broken(`a notification was sent for run ${run.name}, which notify_on = ${world.notifyOn} does not ask for`);
        continue;
      }
      if (!(run.ran || run.status !== 'SUCCEEDED') || !mailed.mustHave(run)) continue;
      // No notification is due for a run that was skipped and then stopped. No notification is possible for a run that was stopped before it
      // was recorded, if the event about its stop is lost: the nightly check does not know this run.
      const isUnknown = !recorded.has(run.arn) && world.faults.hasLostStop(run.arn);
      if (world.executionLog.endedFromOutside.has(run.arn) && (skipped.has(run.arn) || isUnknown)) continue;
      // If Scheduler invoked a scheduled run twice, one of the two executions ends early and sends no notification. The
      // other execution sends the notification, or is recorded as skipped.
      const others = all.filter((other) => other !== run && isSameScheduledRun(run, other));
      if (run.ran || !others.some(isSettled))
        broken(`no notification was sent for run ${run.name}, which is ${run.status}`);
    }
    for (const [id, count] of [...notifications.runs, ...notifications.overdue]) {
      const reasons = notifications.reasonsToRepeat(id);
      if (count > 1 + reasons)
        broken(`${count} notifications were sent for '${id}', with ${reasons} reasons to repeat`);
    }
  },
};

function isSameScheduledRun({ input: one }: RunExecution, { input: other }: RunExecution): boolean {
  return one.task !== undefined && one.task === other.task && one.scheduledTime === other.scheduledTime;
}

export const uploadsAreAccountedFor: Invariant = {
  name: 'every upload ends in exactly one run that succeeds or fails, or in one refusal with a notification',
  check: async (world, broken) => {
    const notifications = SentNotifications.of(world);
    const refusals = await items(world, 'run#');
    const runs = world.executionLog.uploadRuns();
    for (const { versionId, edition, group } of world.uploads) {
      const what = `version ${versionId} of the file of ${group}`;
      // If the upload function fails permanently, Lambda sends the event to the topic. This message counts as the notification.
      const givenUp = notifications.failedEvents.has(versionId);
      const records = refusals.filter(
        ({ fileVersion, status }) => fileVersion?.S === versionId && status?.S === 'REFUSED',
      );
      if (edition !== undefined) {
        if (!runs.has(versionId) && !givenUp) broken(`${what} has no run`);
        if (records.length > 0) broken(`${what} is valid, and was refused`);
        continue;
      }
      if (runs.has(versionId)) broken(`${what} is invalid, and ran`);
      if (givenUp) continue;
      const [id] = records.map(({ item }) => item?.S?.split('#').at(-1) ?? '');
      if (records.length !== 1 || id === undefined) broken(`${what} was refused ${records.length} times`);
      else if (!notifications.runs.has(id)) broken(`no notification was sent that ${what} was refused`);
    }
    for (const { requestId } of world.local.lambda.failedEvents().filter(isLost)) broken(`event ${requestId} was lost`);
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

/** Factor for all fault rates. From this factor on, every attempt of a call may fail, so transient errors may fail runs. */
const HARSH = 2;

/** True if a run could not reject a version because the version already served. */
function isRefusedChoice(trigger: unknown, cause = ''): boolean {
  return trigger === 'promotion' && cause.includes('this version serves: ');
}

export const transientErrorsFailNothing: Invariant = {
  name: 'transient errors fail no run, and permanent faults fail no run of another dataset group',
  check: async (world, broken) => {
    const { executionLog, scenario, teams, uploads } = world;
    if (scenario.faults >= HARSH || scenario.permanentFaults.length > 0 || isTampered(scenario)) return;
    const spoilt = new Set<unknown>(teams.filter((team) => team.hasSpoiltCsv).map(({ name }) => name));
    const isExcused = (group: unknown) => isHeldUp(scenario, group) || spoilt.has(group);
    const refusing = new Set<unknown>([
      ...uploads.filter(({ edition }) => edition?.checks === 'refuse').map(({ group }) => group),
      ...teams.filter((team) => mayNeedPerson(world, team)).map(({ name }) => name),
    ]);
    const conflicting = new Set<unknown>(uploads.flatMap((each) => (each.isConflicting ? [each.versionId] : [])));
    const isConflict = ({ file }: RunExecution['input'], error = '') =>
      error === 'ResourceConflict' && conflicting.has((file as { readonly versionId: string } | undefined)?.versionId);
    const beside = new Set<unknown>(uploads.flatMap((each) => (each.isReplacing ? [] : [each.versionId])));
    const isKeptOut = ({ file }: RunExecution['input'], error = '') =>
      error === 'OtherFileInForce' && beside.has((file as { readonly versionId: string } | undefined)?.versionId);
    // If all data were refused, a training may also fail because there are too few interactions.
    const isRefusedData = (group: unknown, error = '', cause = '') =>
      refusing.has(group) && (error === 'InvalidData' || cause.includes('fewer than 1000 interactions'));
    for (const { name, status, error, cause, input } of executionLog.runs.values())
      if (
        status !== 'SUCCEEDED' &&
        !isExcused(input.datasetGroup) &&
        !isConflict(input, error) &&
        !isKeptOut(input, error) &&
        !isRefusedData(input.datasetGroup, error, cause) &&
        !isRefusedChoice(input.trigger, cause)
      )
        broken(`run ${name} is ${status}: ${error}: ${cause}`);
  },
};
