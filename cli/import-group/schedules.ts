import type { Schedule } from '../../lib/parameter-file/leaves';
import { literal } from '../../lib/parameter-file/placeholders';
import type { DesiredTask } from '../../lib/parameter-file/tasks';
import { present } from '../../lib/record-table/item';
import { show } from '../../lib/text/format';
import { errorOf } from '../check-answer';
import { WrongUsage } from '../failure';
import type { LeftOut } from './left-out';

export interface ScheduleOptions {
  readonly importSchedule?: string;
  readonly fullSchedule?: readonly string[];
  readonly updateSchedule?: readonly string[];
  /** IANA time zone of these schedules. Default: the time zone of the deployment. */
  readonly timezone?: string;
}

/**
 * Checks the given schedules by the same rules as `validate`.
 * @throws WrongUsage if a text is not a valid schedule or does not have the form of its option, or if a schedule never
 * runs after `now`
 */
export function assertSchedules(options: ScheduleOptions, now: Date): void {
  const { importSchedule, fullSchedule = [], updateSchedule = [], timezone } = options;
  const check = (option: string, text: string, expression: string) => {
    const wrong = errorOf({ expression: literal(expression), ...present({ timezone }) }, now);
    if (wrong === undefined) return;
    // The message begins with the expression. The expression is replaced by what the user typed: the option and its text.
    const message = wrong.message.replace(show(expression), () => `${option} '${text}'`);
    throw new WrongUsage(message, wrong.hint);
  };
  if (importSchedule !== undefined) check('--import-schedule', importSchedule, importSchedule);
  for (const text of fullSchedule) check('--full-schedule', text, split('--full-schedule', text)[1]);
  for (const text of updateSchedule) check('--update-schedule', text, split('--update-schedule', text)[1]);
}

/**
 * Schedules by their place in a parameter file. The keys of the maps are names of solutions or recommenders. For batch
 * jobs, the keys are JSON pointers in the file in force.
 */
export type DesiredSchedules = ReturnType<typeof desiredSchedules>;

/**
 * The schedules for the generated file. A schedule given as an option replaces the existing schedule. All
 * others are the schedules that the dataset group already has in this deployment.
 * @param solutions names of the solutions in the file
 * @throws WrongUsage if an option names a solution that does not exist or is left out, or if `--timezone` is given
 * without a schedule
 */
export function desiredSchedules(
  tasks: readonly DesiredTask[],
  options: ScheduleOptions,
  solutions: readonly string[],
  leftOut: readonly LeftOut[],
) {
  const existing = (applies: (task: DesiredTask) => boolean, key: (task: DesiredTask) => string) =>
    tasks.filter(applies).map((task) => [key(task), scheduleOf(task)] as const);
  const training = (mode: string) =>
    existing(
      ({ workflow, input }) => workflow === 'solution-maintenance' && input.trainingMode === mode,
      ({ input }) => input.solution ?? '',
    );
  const { importSchedule, fullSchedule = [], updateSchedule = [], timezone } = options;
  if (timezone !== undefined && importSchedule === undefined && fullSchedule.length + updateSchedule.length === 0)
    throw new WrongUsage(
      '--timezone applies to schedules, but no schedule is given.',
      'Add --import-schedule, --full-schedule or --update-schedule.',
    );
  const inZone = (expression: string): Schedule => (timezone === undefined ? expression : { expression, timezone });
  const asked = (option: string, texts: readonly string[]) =>
    texts.map((text) => {
      const [solution, expression] = parse(option, text, solutions, leftOut);
      return [solution, inZone(expression)] as const;
    });
  const importTask = tasks.find(({ workflow }) => workflow === 'dataset-import');
  const operations = (operation: string) =>
    new Map(
      existing(
        ({ input }) => input.operation === operation,
        ({ input }) => input.recommender ?? '',
      ),
    );
  return {
    start: operations('START'),
    stop: operations('STOP'),
    import: importSchedule === undefined ? importTask && scheduleOf(importTask) : inZone(importSchedule),
    full: new Map([...training('FULL'), ...asked('--full-schedule', fullSchedule)]),
    update: new Map([...training('UPDATE'), ...asked('--update-schedule', updateSchedule)]),
    batch: new Map(
      existing(
        ({ workflow }) => workflow === 'batch-inference' || workflow === 'batch-segment',
        ({ input }) => input.job ?? '',
      ),
    ),
  };
}

function scheduleOf({ expression, timezone, flexibleTimeWindowMinutes }: DesiredTask): Schedule {
  if (timezone === undefined && flexibleTimeWindowMinutes === undefined) return expression;
  return { expression, ...present({ timezone, flexibleTimeWindowMinutes }) };
}

/** Parses `SOLUTION@SCHEDULE` for a solution of the file. */
function parse(
  option: string,
  text: string,
  solutions: readonly string[],
  leftOut: readonly LeftOut[],
): readonly [string, string] {
  const [solution, expression] = split(option, text);
  const left = leftOut.find((candidate) => candidate.solution === solution);
  if (left !== undefined) {
    throw new WrongUsage(`${option} '${text}': solution '${solution}' is left out of the file: ${left.reason}.`);
  }
  if (solutions.includes(solution)) return [solution, expression];
  const message = `${option} '${text}': the dataset group has no solution '${solution}'.`;
  throw new WrongUsage(message, `It has: ${solutions.join(', ') || 'none'}.`);
}

/** Splits `SOLUTION@SCHEDULE`. The command line of "Maintaining Personalized Experiences with Machine Learning" has this format. */
function split(option: string, text: string): readonly [solution: string, expression: string] {
  const at = text.indexOf('@');
  if (at < 0) throw new WrongUsage(`${option} '${text}' must have the form SOLUTION@SCHEDULE.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
