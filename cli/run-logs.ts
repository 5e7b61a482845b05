import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/parameter-file/json-value';
import type { Run } from '../lib/record-table/runs';
import type { DeployedAws } from './aws';

export interface LogLine {
  /** ISO time. */
  readonly time: string;
  readonly logGroup: string;
  /** Text as the function wrote it. */
  readonly message: string;
}

/**
 * Time before and after a run in which log lines are also searched. The function `upload` logs before the run is
 * recorded, and functions may log after the run has ended.
 */
const MARGIN_MILLISECONDS = 15 * 60_000;

/** Lines that all functions have logged under the run's id, oldest first. */
export async function logLinesOf(aws: DeployedAws, { id, startedAt, finishedAt }: Run): Promise<readonly LogLine[]> {
  const client = await aws.logs();
  const lines: LogLine[] = [];
  for (const logGroupName of aws.names.functionLogGroups.split(',')) {
    const request = {
      logGroupName,
      filterPattern: `"${id}"`,
      startTime: Date.parse(startedAt) - MARGIN_MILLISECONDS,
      ...(finishedAt !== undefined && { endTime: Date.parse(finishedAt) + MARGIN_MILLISECONDS }),
    };
    for await (const { events = [] } of paginateFilterLogEvents({ client }, request))
      for (const { timestamp = 0, message = '' } of events)
        lines.push({ time: new Date(timestamp).toISOString(), logGroup: logGroupName, message: message.trimEnd() });
  }
  return lines.sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0));
}

/** Log levels, the least severe first. */
const LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error'];

/** True if a line is at least as severe as the level, or has no known level. */
export function isAtLeast(level: string, message: string): boolean {
  const own = LEVELS.indexOf(String(objectOf(message)?.level).toLowerCase());
  return own === -1 || own >= LEVELS.indexOf(level);
}

/**
 * Members of a log line that are not shown after the text, because they have their own column or do not describe the
 * work of the run.
 */
const SHOWN_ALREADY = new Set([
  ...['level', 'message', 'timestamp', 'service', 'runId', 'sampling_rate', 'xray_trace_id'],
  ...['cold_start', 'function_arn', 'function_memory_size', 'function_name', 'function_request_id'],
]);

/** Text such as `INFO   ensure-resources  dataset 'movies': ACTIVE  reason=...`. Lines that are not JSON are unchanged. */
export function readable(message: string): string {
  const line = objectOf(message);
  if (line === undefined) return message;
  const rest = Object.entries(line).filter(([member]) => !SHOWN_ALREADY.has(member));
  const members = rest.map(([member, value]) => `${member}=${textOf(value)}`);
  const { level = '', service = '', message: text = '' } = line;
  return [String(level).padEnd(5), String(service).padEnd(15), String(text), ...members].join('  ').trimEnd();
}

/** Text of a value. An error is shown as its name and message, which help more than its stack trace. */
function textOf(value: JsonValue = null): string {
  if (typeof value === 'string') return value;
  const isError = isJsonObject(value) && typeof value.message === 'string' && typeof value.name === 'string';
  return isError ? `${value.name}: ${value.message}` : JSON.stringify(value);
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
