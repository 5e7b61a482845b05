import { show } from '../../personalize/text';
import { ScheduleExpressionError } from '../../schedule-expression/expression';
import { parseScheduleExpression } from '../../schedule-expression/parse';
import { isTimeZone } from '../../schedule-expression/time-zone';
import { didYouMean } from '../did-you-mean';
import { parseDuration } from '../duration';
import { joinPointer, resolvePointer } from '../json-pointer';
import { isJsonObject, member } from '../json-value';
import { DELETE_SCHEDULE } from '../leaves';
import type { Outline } from '../outline';
import { valuesOf } from '../section-walk';
import { batchTaskName } from '../tasks';
import { BATCH_WORKFLOWS } from '../workflows';
import type { Rule } from './rule';

/** Most hints of one file: each compares a name with hundreds, which takes a millisecond. */
const MOST_HINTS = 100;
const TIME_ZONES = Intl.supportedValuesOf('timeZone');

export const SCHEDULE_RULES: readonly Rule[] = [
  {
    name: 'schedule',
    demands: `A schedule is a cron or rate expression, or "${DELETE_SCHEDULE}".`,
    *check(outline) {
      for (const { path, value } of expressions(outline)) {
        if (typeof value !== 'string' || value === DELETE_SCHEDULE) continue;
        const reason = whyNoSchedule(value);
        if (reason === undefined) continue;
        const hint = 'E.g. "cron(0 3 * * ? *)" (daily at 03:00), "rate(7 days)", or "delete".';
        yield { path, value, message: `${show(value)} is not a schedule expression: ${reason}.`, hint };
      }
    },
  },
  {
    name: 'unique-task-names',
    demands: 'Schedules of batch jobs have different names; the second of solution "a" is named as the first of "a-2".',
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
      for (const { pointer, value } of valuesOf('schedule', file)) {
        const timezone = member(value, 'timezone');
        if (typeof timezone !== 'string' || isTimeZone(timezone)) continue;
        hints += 1;
        const hint = (hints <= MOST_HINTS && didYouMean(timezone, TIME_ZONES)) || 'E.g. "Europe/Berlin".';
        const message = `${show(timezone)} is not an IANA time zone.`;
        yield { path: joinPointer(pointer, 'timezone'), value: timezone, message, hint };
      }
    },
  },
  {
    name: 'duration',
    demands: 'A duration has numbers with units.',
    *check({ file }) {
      for (const { pointer, value } of valuesOf('duration', file)) {
        if (typeof value !== 'string' || parseDuration(value) !== undefined) continue;
        const hint = 'Write a number and a unit, e.g. "6 hours", "365 days" or "1 week, 2 days".';
        yield { path: pointer, value, message: `${show(value)} is not a duration.`, hint };
      }
    },
  },
];

/** The names of the schedules of all batch jobs that have one. */
function* batchTasks({ file, solutions }: Outline) {
  const seen = new Set<string>();
  for (const solution of solutions) {
    // Two solutions of one name are reported by another rule.
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

/** EventBridge Scheduler's longest expression; a longer one is not even parsed. */
const LONGEST_EXPRESSION = 256;

function whyNoSchedule(text: string): string | undefined {
  if (text.length > LONGEST_EXPRESSION) return `it is longer than ${LONGEST_EXPRESSION} characters`;
  try {
    const { kind } = parseScheduleExpression(text);
    return kind === 'at' ? 'it runs only once' : undefined;
  } catch (error) {
    if (error instanceof ScheduleExpressionError) return `${error.part} ${show(error.value)} ${error.rule}`;
    throw error;
  }
}

/** Expressions of all schedules, whether given alone or in an object. */
function* expressions({ file }: Outline) {
  for (const { pointer, value } of valuesOf('schedule', file)) {
    yield isJsonObject(value)
      ? { path: joinPointer(pointer, 'expression'), value: member(value, 'expression') }
      : { path: pointer, value };
  }
}
