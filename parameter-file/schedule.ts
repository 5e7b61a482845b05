import { didYouMean } from './did-you-mean';
import { joinPointer } from './json-pointer';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value';
import { type Finding, show } from './problem';
import { parseScheduleExpression } from './schedule-expression/parse';
import { isTimeZone } from './schedule-expression/time-zone';

/** The word that removes a schedule. Leaving the schedule out does the same. */
export const DELETE_SCHEDULE = 'delete';

const MEMBERS = ['expression', 'timezone', 'flexibleTimeWindowMinutes'];
/** EventBridge Scheduler's `MaximumWindowInMinutes`. */
const FLEXIBLE_MINUTES = { min: 1, max: 1440 };

/** Checks a schedule: a string, or an object that says more about the same. */
export function* checkSchedule(schedule: JsonValue, path: string): Generator<Finding> {
  if (typeof schedule === 'string') yield* checkExpression(schedule, path);
  else if (isJsonObject(schedule)) yield* checkDetail(schedule, path);
  else yield error(path, schedule, 'type', `${path} is ${show(schedule)}; it must be a string or an object.`);
}

function* checkExpression(text: string, path: string): Generator<Finding> {
  if (text === DELETE_SCHEDULE) return;
  const parsed = parseScheduleExpression(text);
  if ('reason' in parsed) {
    yield {
      ...error(path, text, 'schedule', `${path} is ${show(text)}, which is no schedule: ${parsed.reason}.`),
      hint: 'E.g. "cron(0 3 * * ? *)" (daily at 03:00), "rate(7 days)", or "delete".',
    };
  }
}

function* checkDetail(schedule: JsonObject, path: string): Generator<Finding> {
  for (const [name, value] of Object.entries(schedule)) {
    if (MEMBERS.includes(name)) continue;
    yield {
      ...error(
        joinPointer(path, name),
        value,
        'unknown-member',
        `"${name}" is not known in ${path}; known are ${MEMBERS.join(', ')}.`,
      ),
      atKey: true,
      hint: didYouMean(name, MEMBERS),
    };
  }
  const { expression, timezone, flexibleTimeWindowMinutes: minutes } = schedule;
  const at = (name: string) => joinPointer(path, name);
  if (expression === undefined) {
    yield error(at('expression'), undefined, 'required-member', `"expression" is missing in ${path}.`);
  } else if (typeof expression !== 'string') {
    yield error(
      at('expression'),
      expression,
      'type',
      `${at('expression')} is ${show(expression)}; it must be a string.`,
    );
  } else {
    yield* checkExpression(expression, at('expression'));
  }
  if (timezone !== undefined && (typeof timezone !== 'string' || !isTimeZone(timezone))) {
    yield {
      ...error(
        at('timezone'),
        timezone,
        'time-zone',
        `${at('timezone')} is ${show(timezone)}, which is no IANA time zone.`,
      ),
      hint: 'E.g. "Europe/Berlin".',
    };
  }
  const { min, max } = FLEXIBLE_MINUTES;
  if (
    minutes !== undefined &&
    !(Number.isInteger(minutes) && Number(minutes) >= min && Number(minutes) <= max)
  ) {
    yield error(
      at('flexibleTimeWindowMinutes'),
      minutes,
      'flexible-time-window',
      `${at('flexibleTimeWindowMinutes')} is ${show(minutes)}; it must be a whole number of minutes from ${min} to ${max}.`,
    );
  }
}

function error(path: string, value: unknown, rule: string, message: string): Finding {
  return { severity: 'error', path, value, rule, message };
}
