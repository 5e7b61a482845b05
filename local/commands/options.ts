import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { Account } from '../../emulator/core/aws';
import { PARTITIONS } from '../../emulator/core/partitions';
import { STEPS } from '../../emulator/services/personalize/durations';
import { failingResource } from '../../emulator/services/personalize/failures';
import type { FixedMetric } from '../../emulator/services/personalize/fixed-metrics';
import { QUOTA_TYPES } from '../../emulator/services/personalize/quotas';
import { didYouMean } from '../../lib/parameter-file/did-you-mean';
import { parseDuration } from '../../lib/parameter-file/duration';
import { givenValue, type Values } from '../../lib/parameter-file/placeholders';
import { DOCUMENTED_METRICS } from '../../lib/personalize/solution-metrics';
import { CRON_FIELDS } from '../../lib/schedule-expression/cron-field';

/** Parsers of option values. Each parser refuses invalid text with one clear line. */

export function seed(text: string): number {
  return wholeNumber(text, 0, 2 ** 31 - 1);
}

export function port(text: string): number {
  return wholeNumber(text, 0, 65_535);
}

/**
 * Maximum of `--speed`. At a higher speed, a step of virtual time can take so long that the local AWS answers late and does not
 * stop when asked.
 */
const MAX_SPEED = 1_000_000;

export function speed(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= MAX_SPEED))
    throw new InvalidArgumentError(
      `It must be a number above 0, at most ${MAX_SPEED}: seconds of virtual time per real second.`,
    );
  return value;
}

/** Parses a duration to seconds. */
export function duration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined)
    throw new InvalidArgumentError(`'${text}' is not a duration. Write for example 90s, 30m, 60h or "2 days".`);
  return seconds;
}

/** A day, or a time with a time zone. */
const DAY_OR_TIME = /^(\d{4}-\d\d-\d\d)(?:T.*(?:Z|[+-]\d\d:\d\d))?$/;

/** Years in which virtual time can begin. In later years, a cron expression has no next run. */
const { from: FIRST_YEAR, to: LAST_YEAR } = CRON_FIELDS.year;

/** Parses a start time to epoch milliseconds. The text is `now`, a day, or an ISO time with a time zone. */
export function startTime(text: string): number {
  if (text === 'now') return Math.floor(Date.now() / 1000) * 1000;
  const [, day = ''] = DAY_OR_TIME.exec(text) ?? [];
  const time = new Date(text);
  const year = time.getUTCFullYear();
  if (!isDay(day) || !(year >= FIRST_YEAR && year <= LAST_YEAR))
    throw new InvalidArgumentError(
      `Write now, a day of the calendar from ${FIRST_YEAR} to ${LAST_YEAR}, such as 2026-03-01, or a time such as 2026-03-01T06:00:00Z.`,
    );
  return time.getTime();
}

/** True for a day of the calendar. JavaScript takes February 30 for March 2. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Parses a Terraform variable, `NAME=VALUE`. Can be repeated. */
export function variable(text: string, earlier: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const [name = '', ...value] = text.split('=');
  if (name === '' || value.length === 0) throw new InvalidArgumentError('Write NAME=VALUE, e.g. log_level=DEBUG.');
  return new Map([...earlier, [name, value.join('=')]]);
}

/** Parses the name of a host, without a port. Can be repeated. */
export function host(text: string, earlier: readonly string[] = []): readonly string[] {
  if (!/^[a-z0-9.-]+$/i.test(text)) throw new InvalidArgumentError('Write the name alone, e.g. host.docker.internal.');
  return [...earlier, text];
}

/** Parses the value of a placeholder in parameter files, `NAME=VALUE`. Can be repeated. */
export function value(text: string, earlier: Values = {}): Values {
  const given = givenValue(text);
  if (given === undefined) throw new InvalidArgumentError('Write NAME=VALUE, e.g. stage=dev.');
  return { ...earlier, ...given };
}

/** Parses a quota of Personalize, `campaign=10`. Can be repeated. */
export const quota = repeated((text) => {
  const [name = '', limit = ''] = text.split('=');
  const type = QUOTA_TYPES.find((known) => known === name);
  if (type === undefined || !/^\d{1,9}$/.test(limit))
    throw new InvalidArgumentError(`Write TYPE=NUMBER with a TYPE of: ${QUOTA_TYPES.join(', ')}.`);
  return { type, limit: Number(limit) };
});

/** Parses an AWS partition. The local AWS uses one region of each partition. */
export function partition(text: string): Pick<Account, 'partition' | 'region'> {
  const found = Object.entries(PARTITIONS).find(([name]) => name === text);
  if (found === undefined) {
    throw new InvalidArgumentError(`It must be one of ${Object.keys(PARTITIONS).join(', ')}.`);
  }
  return { partition: text, region: found[1].region };
}

export function folder(text: string): string {
  if (!existsSync(text) || !statSync(text).isDirectory()) throw new InvalidArgumentError('The folder was not found.');
  return text;
}

export function file(text: string): string {
  if (!existsSync(text)) throw new InvalidArgumentError('The file was not found.');
  if (!statSync(text).isFile()) throw new InvalidArgumentError('It is a folder, a pipe or a device, not a file.');
  return text;
}

/** Parses a file name. The file is opened for writing at once, so that an error is noticed before any work. */
export function writable(text: string): string {
  try {
    closeSync(openSync(text, 'a'));
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be written: ${(error as Error).message}.`);
  }
  return text;
}

/** Parses a planned failure in Personalize, `campaign/NAME=REASON`. Can be repeated. */
export const failure = repeated((text) => {
  const [resource = '', ...reason] = text.split('=');
  if (resource === '' || reason.length === 0) {
    throw new InvalidArgumentError('Write TYPE/NAME=REASON, e.g. "campaign/top-picks=Internal error".');
  }
  try {
    return { resource: failingResource(resource), reason: reason.join('=') };
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
});

/** Parses the duration of a step of Personalize, `solutionVersion=60h`. Can be repeated. */
export const stepDuration = repeated((text) => {
  const [name = '', time = ''] = text.split('=');
  const step = STEPS.find((known) => known === name);
  if (step === undefined) throw new InvalidArgumentError(`Write STEP=TIME with a STEP of: ${STEPS.join(', ')}.`);
  return { step, seconds: duration(time) };
});

/**
 * Parses a metric that trainings report, `SOLUTION:METRIC=VALUE`. If the text ends in `@N`, only the Nth training
 * reports this value. Can be repeated.
 */
export const metric = repeated((text): FixedMetric => {
  const [, solution = '', name = '', value = '', training] =
    /^([^:=]+):([^:=]+)=([^@]+)(?:@([1-9]\d*))?$/.exec(text) ?? [];
  if (solution === '' || !Number.isFinite(Number(value)))
    throw new InvalidArgumentError(
      'Write SOLUTION:METRIC=VALUE or SOLUTION:METRIC=VALUE@TRAINING, e.g. top-picks:coverage=0.01@2.',
    );
  const meant = DOCUMENTED_METRICS.includes(name) ? undefined : didYouMean(name, DOCUMENTED_METRICS);
  if (meant !== undefined) throw new InvalidArgumentError(`Personalize reports no metric "${name}". ${meant}`);
  const order = { solution, metric: name, value: Number(value) };
  return training === undefined ? order : { ...order, training: Number(training) };
});

/** Parses the request rate of a campaign or recommender, `CAMPAIGN=TPS`. Can be repeated. */
export const requestRate = repeated((text) => {
  const [, name, rate] = /^([^=]+)=([0-9.]+)$/.exec(text) ?? [];
  if (name === undefined || !Number.isFinite(Number(rate)))
    throw new InvalidArgumentError('Write CAMPAIGN=NUMBER, requests a second, e.g. top-picks=0.5.');
  return { name, perSecond: Number(rate) };
});

function repeated<Value>(read: (text: string) => Value) {
  return (text: string, earlier: readonly Value[] = []): readonly Value[] => [...earlier, read(text)];
}

export function wholeNumber(text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  }
  return value;
}
