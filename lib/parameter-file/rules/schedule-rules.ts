import {
  type CronExpression,
  type ScheduleExpression,
  ScheduleExpressionError,
} from '../../schedule-expression/expression';
import { fromUnixCron } from '../../schedule-expression/from-unix-cron';
import { lastWallTime } from '../../schedule-expression/next-run';
import { parseScheduleExpression } from '../../schedule-expression/parse';
import { asUtc, instantOfOrAfter, isTimeZone } from '../../schedule-expression/time-zone';
import { show } from '../../text/format';
import { didYouMean } from '../did-you-mean';
import { parseDuration } from '../duration';
import { joinPointer, resolvePointer } from '../json-pointer';
import { isJsonObject, member } from '../json-value';
import { DELETE_SCHEDULE } from '../leaves';
import type { Outline } from '../outline';
import { sectionValues } from '../section-walk';
import { batchTaskName } from '../tasks';
import { BATCH_WORKFLOWS } from '../workflows';
import type { Rule, RuleViolation } from './rule';
import { describeTooOften } from './schedule-frequency';

/**
 * Maximum number of wrong time zones in a file for which a similar name is suggested. Each suggestion takes a millisecond,
 * because there are hundreds of names.
 */
const MAX_HINTS = 100;
const TIME_ZONES = Intl.supportedValuesOf('timeZone');

export const SCHEDULE_RULES: readonly Rule[] = [
  {
    name: 'schedule',
    demands: `A schedule is a cron expression that runs again, a rate of at most a hundred years, or "${DELETE_SCHEDULE}".`,
    *check(outline) {
      for (const { path, value, timezone } of expressions(outline)) {
        if (typeof value !== 'string' || value === DELETE_SCHEDULE) continue;
        const wrong = whyNoSchedule(value, timezone, outline.now);
        if (wrong !== undefined) yield { path, value, hint: EXAMPLES, ...wrong };
      }
    },
  },
  {
    name: 'frequent-schedule',
    severity: 'warning',
    demands: 'The interval between the runs of a schedule is longer than its work takes.',
    *check(outline) {
      for (const { key, path, value } of expressions(outline)) {
        if (typeof value !== 'string' || value.length > LONGEST_EXPRESSION) continue;
        const parsed = parse(value);
        const message = parsed instanceof ScheduleExpressionError ? undefined : describeTooOften(key, parsed);
        if (message !== undefined)
          yield { path, value, message, hint: 'Write a longer interval, e.g. "cron(0 3 * * ? *)" (daily at 03:00).' };
      }
    },
  },
  {
    name: 'unique-task-names',
    demands:
      'No two schedules of batch jobs may get the same name. The name contains the solution: the second job of "a" and the first job of "a-2" would share one.',
    *check(outline) {
      const first = new Map<string, string>();
      for (const { name, path } of batchTasks(outline)) {
        const earlier = first.get(name);
        if (earlier === undefined) {
          first.set(name, path);
          continue;
        }
        const message = `The schedule would have the name "${name}", which ${earlier} uses already.`;
        yield { path, atKey: true, value: name, message, hint: 'Rename one of the solutions.' };
      }
    },
  },
  {
    name: 'time-zone',
    demands: 'A time zone is one of the IANA database.',
    *check({ file }) {
      let hints = 0;
      for (const { pointer, value } of sectionValues('schedule', file)) {
        const timezone = member(value, 'timezone');
        if (typeof timezone !== 'string' || isTimeZone(timezone)) continue;
        hints += 1;
        const hint = (hints <= MAX_HINTS && didYouMean(timezone, TIME_ZONES)) || 'E.g. "Europe/Berlin".';
        const message = `${show(timezone)} is not an IANA time zone.`;
        yield { path: joinPointer(pointer, 'timezone'), value: timezone, message, hint };
      }
    },
  },
  {
    name: 'duration',
    demands: 'A duration has numbers with units.',
    *check({ file }) {
      for (const { pointer, value } of sectionValues('duration', file)) {
        if (typeof value !== 'string' || parseDuration(value) !== undefined) continue;
        const hint = 'Write a number and a unit, e.g. "6 hours", "365 days" or "1 week, 2 days".';
        yield { path: pointer, value, message: `${show(value)} is not a duration.`, hint };
      }
    },
  },
];

/** Name and pointer of each schedule of a batch job. */
function* batchTasks({ file, solutions }: Outline) {
  const seen = new Set<string>();
  for (const solution of solutions) {
    // Another rule reports solutions with the same name.
    if (solution.name === undefined || seen.has(solution.name)) continue;
    seen.add(solution.name);
    for (const list of ['batchInferenceJobs', 'batchSegmentJobs'] as const) {
      for (const [index, job] of solution[list].entries()) {
        const path = joinPointer(job.pointer, 'workflowConfig', 'schedule');
        const schedule = resolvePointer(file, path);
        const expression = isJsonObject(schedule) ? schedule.expression : schedule;
        if (expression === undefined || expression === DELETE_SCHEDULE) continue;
        yield { name: batchTaskName(BATCH_WORKFLOWS[list], solution.name, index), path };
      }
    }
  }
}

/**
 * The time zone in which each local time comes last: a local time that has passed in `LAST_ZONE` has passed everywhere.
 * `LAST_ZONE` is used in place of the deployment's time zone, which the file does not name.
 */
const LAST_ZONE = 'Etc/GMT+12';

/** Maximum length of an expression in EventBridge Scheduler. Longer expressions are not parsed. */
const LONGEST_EXPRESSION = 256;

/**
 * A hundred years in milliseconds. AWS documents no limit. A far longer interval would end at a date that cannot be written.
 */
const LONGEST_RATE = 36_525 * 24 * 3_600_000;

const EXAMPLES = 'E.g. "cron(0 3 * * ? *)" (daily at 03:00), "rate(7 days)", or "delete".';

type Explanation = Pick<RuleViolation, 'message' | 'hint'>;

function whyNoSchedule(text: string, timezone: unknown, now: Date | undefined): Explanation | undefined {
  const not = (reason: string) => ({ message: `${show(text)} is not a schedule expression: ${reason}.` });
  const unfit = (reason: string) => ({ message: `${show(text)} cannot be a schedule: ${reason}.` });
  if (text.length > LONGEST_EXPRESSION) return not(`it is longer than ${LONGEST_EXPRESSION} characters`);
  const parsed = parse(text);
  if (parsed instanceof ScheduleExpressionError) {
    const unix = fromUnixCron(text);
    const isMeant = unix !== undefined && !(parse(unix) instanceof ScheduleExpressionError);
    const hint = `Write "${unix}": EventBridge has a field for the year, and its Sunday is 1.`;
    return { ...not(`${parsed.part} ${show(parsed.value)} ${parsed.rule}`), ...(isMeant && { hint }) };
  }
  if (parsed.kind === 'at') return unfit('it runs only once');
  if (parsed.kind === 'cron') return whyNeverAgain(text, parsed, timezone, now);
  return parsed.milliseconds > LONGEST_RATE ? unfit('the interval is longer than a hundred years') : undefined;
}

function whyNeverAgain(text: string, cron: CronExpression, timezone: unknown, now: Date | undefined) {
  const last = lastWallTime(cron);
  if (last === undefined) return { message: `${show(text)} never runs: its months never have such a day.` };
  const timeZone = typeof timezone === 'string' && isTimeZone(timezone) ? timezone : LAST_ZONE;
  if (now === undefined || instantOfOrAfter(last, timeZone) > now.getTime()) return undefined;
  const time = minuteText(new Date(asUtc(last)));
  return {
    message: `${show(text)} never runs again: the last time was ${time}, and it is ${minuteText(now)} UTC now.`,
    hint: `Change the year, or write "${DELETE_SCHEDULE}".`,
  };
}

/** Time as `2026-11-29 07:44`. */
function minuteText(time: Date): string {
  return time.toISOString().slice(0, 'yyyy-mm-dd hh:mm'.length).replace('T', ' ');
}

function parse(text: string): ScheduleExpression | ScheduleExpressionError {
  try {
    return parseScheduleExpression(text);
  } catch (error) {
    if (error instanceof ScheduleExpressionError) return error;
    throw error;
  }
}

/**
 * Expression of each schedule, with the schedule's key in the file. A schedule is an expression alone, or an object with an
 * expression.
 */
function* expressions({ file }: Outline) {
  for (const { pointer, value } of sectionValues('schedule', file)) {
    const key = pointer.slice(pointer.lastIndexOf('/') + 1);
    yield isJsonObject(value)
      ? {
          key,
          path: joinPointer(pointer, 'expression'),
          value: member(value, 'expression'),
          timezone: member(value, 'timezone'),
        }
      : { key, path: pointer, value, timezone: undefined };
  }
}
