import { machineOf } from '../simulate/execution-log';
import type { World } from '../simulate/world';
import { onWrite } from '../simulate/writes';
import type { Situation } from './situation';

/** @param state name of the state of the machine `run` in which the execution is stopped */
const stopped = (name: string, state: string): Situation => ({
  name,
  watch: ({ local }, reached) => {
    /** Name of the current state of each execution, by ARN. */
    const states = new Map<string, string>();
    local.stepFunctions.onEvent((event) => {
      const { arn, status } = event.execution;
      if (machineOf(event.execution) !== 'run') return;
      if (event.kind === 'stateEntered') states.set(arn, event.state);
      if (event.kind === 'executionFinished' && status === 'ABORTED' && states.get(arn) === state) reached();
    });
  },
});

export const STOPS: readonly Situation[] = [
  stopped('a run is stopped while its beginning is recorded', 'Record the run'),
  stopped('a run is stopped while it works', 'Do the work'),
  stopped('a run is stopped while its result is recorded', 'Record the result and notify'),
];

export const workIsStopped: Situation = {
  name: 'the nested execution of a run is stopped',
  watch: ({ local }, reached) =>
    local.stepFunctions.onEvent(({ kind, execution }) => {
      if (kind === 'executionFinished' && execution.status === 'ABORTED')
        if (machineOf(execution) === 'ensure-resources') reached();
    }),
};

export const stopIsReportedLate: Situation = {
  name: 'a stop is reported while another run of the task is in progress',
  watch: (world, reached) =>
    world.local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'lambda' || operation !== 'Invoke' || error !== undefined) return;
      if (caller.kind !== 'service' || caller.principal !== 'events.amazonaws.com') return;
      const [arn = ''] = /arn:aws:states:[^"]*:execution:[^"]*/.exec(String(input.Payload)) ?? [];
      const run = world.executionLog.runs.get(arn);
      if (run?.input.task !== undefined && runsOf(world, run.input.task).some((other) => other !== run)) reached();
    }),
};

/** Returns the runs of a task that are in progress. */
function runsOf({ executionLog }: World, task: unknown) {
  return [...executionLog.runs.values()].filter(({ input, endedAt }) => input.task === task && endedAt === undefined);
}

export const scheduleIsRemoved: Situation = {
  name: 'a schedule is removed while a run of it is in progress',
  watch: (world, reached) =>
    world.local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'scheduler' || operation !== 'DeleteSchedule' || caller.kind !== 'role' || error) return;
      if (runsOf(world, input.Name).length > 0) reached();
    }),
};

export const runIsSkipped: Situation = {
  name: 'a scheduled run is skipped, because the previous run is in progress',
  watch: (world, reached) =>
    onWrite(world, ({ item, put: { status } }) => {
      if (item.startsWith('run#') && status?.S === 'SKIPPED') reached();
    }),
};

export const endIsLost: Situation = {
  name: 'the end of a run is lost, and recorded at night',
  watch: (world, reached) =>
    onWrite(world, ({ item, values, roleName }) => {
      if (item.startsWith('run#') && roleName.includes('-reconcile-deployment') && values.includes('"FAILED"'))
        reached();
    }),
};

export const runIsOverdue: Situation = {
  name: 'a run is overdue, and reported',
  watch: (world, reached) =>
    onWrite(world, ({ item, update }) => {
      if (item.startsWith('run#') && update.includes('overdueReportedAt')) reached();
    }),
};

export const notificationIsRepeated: Situation = {
  name: 'a run is reported twice, because a notifier was interrupted',
  watch: ({ local }, reached) => {
    const notified = new Set<string>();
    local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 'sns' || operation !== 'Publish' || error !== undefined) return;
      const message = String(input.Message);
      const runId = /\\"runId\\":\\"([^"\\]+)\\"/.exec(message)?.[1];
      if (runId === undefined || message.includes('UPDATE OVERDUE')) return;
      if (notified.has(runId)) reached();
      notified.add(runId);
    });
  },
};
