import type { Schedule } from '../../parameter-file/leaves';
import type { DesiredTask } from '../../parameter-file/tasks';
import { WrongUsage } from '../failure';
import type { LeftOut } from './left-out';

/** The schedules for a parameter file, by their place in it. */
export interface DesiredSchedules {
  readonly import?: Schedule;
  /** By name of the solution. */
  readonly full: ReadonlyMap<string, Schedule>;
  readonly update: ReadonlyMap<string, Schedule>;
  /** By workflow, name of the solution and index of the job: `batch-inference my-solution 0`. */
  readonly batch: ReadonlyMap<string, Schedule>;
}

export interface ScheduleOptions {
  readonly importSchedule?: string;
  readonly fullSchedule?: readonly string[];
  readonly updateSchedule?: readonly string[];
}

/**
 * The schedules of the options, else those that the dataset group has in this deployment already.
 * @param solutions names of the solutions in the file
 * @throws WrongUsage for a solution that does not exist or is left out
 */
export function desiredSchedules(
  tasks: readonly DesiredTask[],
  options: ScheduleOptions,
  solutions: readonly string[],
  leftOut: readonly LeftOut[],
): DesiredSchedules {
  const existing = (applies: (task: DesiredTask) => boolean, key: (task: DesiredTask) => string) =>
    new Map(tasks.filter(applies).map((task) => [key(task), scheduleOf(task)]));
  const training = (mode: string) =>
    existing(
      ({ workflow, input }) => workflow === 'solution-maintenance' && input.trainingMode === mode,
      ({ input }) => input.solution ?? '',
    );
  const importTask = tasks.find(({ workflow }) => workflow === 'dataset-import');
  const desired = options.importSchedule ?? (importTask && scheduleOf(importTask));
  return {
    ...(desired !== undefined && { import: desired }),
    full: new Map([...training('FULL'), ...parse('--full-schedule', options.fullSchedule, solutions, leftOut)]),
    update: new Map([...training('UPDATE'), ...parse('--update-schedule', options.updateSchedule, solutions, leftOut)]),
    batch: existing(
      ({ workflow }) => workflow === 'batch-inference' || workflow === 'batch-segment',
      ({ workflow, input }) => batchKey(workflow, input.solution ?? '', Number(input.job?.split('/').at(-1))),
    ),
  };
}

export function batchKey(workflow: string, solution: string, index: number): string {
  return `${workflow} ${solution} ${index}`;
}

function scheduleOf({ expression, timezone, flexibleTimeWindowMinutes }: DesiredTask): Schedule {
  if (timezone === undefined && flexibleTimeWindowMinutes === undefined) return expression;
  return {
    expression,
    ...(timezone !== undefined && { timezone }),
    ...(flexibleTimeWindowMinutes !== undefined && { flexibleTimeWindowMinutes }),
  };
}

/** Parses `SOLUTION@SCHEDULE`, the form of the AWS solution's command line. */
function parse(
  option: string,
  texts: readonly string[] = [],
  solutions: readonly string[],
  leftOut: readonly LeftOut[],
): readonly (readonly [string, string])[] {
  return texts.map((text) => {
    const at = text.indexOf('@');
    const solution = text.slice(0, Math.max(at, 0));
    if (at < 0) throw new WrongUsage(`${option} '${text}' must have the form SOLUTION@SCHEDULE.`);
    const left = leftOut.find((candidate) => candidate.solution === solution);
    if (left !== undefined) {
      throw new WrongUsage(`${option} '${text}': solution '${solution}' is left out of the file: ${left.reason}.`);
    }
    if (!solutions.includes(solution)) {
      throw new WrongUsage(
        `${option} '${text}': the dataset group has no solution '${solution}'.`,
        `It has: ${solutions.join(', ') || 'none'}.`,
      );
    }
    return [solution, text.slice(at + 1)];
  });
}
