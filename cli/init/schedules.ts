import type { Schedule } from '../../lib/parameter-file/leaves';
import { checkAnswer } from '../check-answer';
import { answerTo, canAsk, type Terminal, type Validate } from '../confirmation';
import { CliFailure, WrongUsage } from '../failure';

export interface InitScheduleOptions {
  readonly importSchedule?: string;
  readonly fullSchedule?: string;
  readonly timezone?: string;
  readonly json: boolean;
}

/** Schedules of a new parameter file. */
export interface InitSchedules {
  readonly import: Schedule;
  readonly full: Schedule;
  /** Schedule of the full training of the baseline. */
  readonly baseline: Schedule;
}

/**
 * Imports run every night, and trainings on Sundays after the import. The baseline is trained hours before the
 * solutions that are compared with it, because no decision waits for the training of the baseline. If the user chooses
 * other times, the user must also choose the time of the baseline in the file; `init` prints this.
 */
const USUAL = { import: 'cron(0 2 * * ? *)', baseline: 'cron(30 2 ? * SUN *)', full: 'cron(0 6 ? * SUN *)' };

const OPTIONS = {
  importSchedule: '--import-schedule',
  fullSchedule: '--full-schedule',
  timezone: '--timezone',
} as const;

/**
 * Chooses the schedules of a new parameter file. Given options are used. For each other schedule, the user is asked in
 * a terminal; without a terminal, the usual schedule is used.
 * @throws WrongUsage for an invalid option
 * @throws CliFailure on Ctrl-C
 */
export async function chooseSchedules(
  options: InitScheduleOptions,
  terminal: Terminal = process,
): Promise<InitSchedules> {
  const choose = async <Usual extends string | undefined>(
    option: 'importSchedule' | 'fullSchedule' | 'timezone',
    question: string,
    usual: Usual,
    validate: Validate,
  ): Promise<string | Usual> => {
    const given = options[option];
    const verdict = given === undefined || validate(given);
    if (verdict !== true) throw new WrongUsage(`${OPTIONS[option]}: ${verdict}`);
    if (given !== undefined || !canAsk(options, terminal)) return given ?? usual;
    const validateGiven = (answer: string) => answer.trim() === '' || validate(answer.trim());
    const answer = await answerTo(
      `${question} Press Enter for ${usual ?? 'the time zone of the deployment'}.`,
      terminal,
      validateGiven,
    );
    if (answer === undefined) throw new CliFailure('Nothing was written.');
    return answer.trim() || usual;
  };
  const schedule = (expression: string) => checkAnswer({ expression });
  const imports = await choose('importSchedule', 'When to import new csv?', USUAL.import, schedule);
  const full = await choose('fullSchedule', 'When to train?', USUAL.full, schedule);
  const timezone = await choose('timezone', 'In which time zone, such as Europe/Berlin?', undefined, (answer) =>
    checkAnswer({ timezone: answer }),
  );
  const inZone = (expression: string): Schedule => (timezone === undefined ? expression : { expression, timezone });
  const isUsual = imports === USUAL.import && full === USUAL.full;
  const baseline = isUsual ? USUAL.baseline : full;
  return { import: inZone(imports), full: inZone(full), baseline: inZone(baseline) };
}
