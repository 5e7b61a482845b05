import { type Input, ServiceError } from '../../core/service';
import { compileFilterPattern } from './filter-pattern';
import { keptEvents, type LogEvent, type LogGroup, type LogStream } from './log-group';

const LARGEST_PAGE = 10_000;

/**
 * GetLogEvents: returns a page of one stream's events. The response always has tokens for the next and the previous
 * page, even if there are no more events.
 */
export function getLogEvents(group: LogGroup, stream: LogStream, input: Input, now: number): unknown {
  const events = keptEvents(group, stream, now).filter(within(input));
  const limit = Math.min(Number(input.limit ?? LARGEST_PAGE), LARGEST_PAGE);
  const [from, to] = pageRange(events.length, limit, input);
  return {
    events: events.slice(from, to).map(shown),
    nextForwardToken: `f/${to}`,
    nextBackwardToken: `b/${from}`,
  };
}

function pageRange(length: number, limit: number, { nextToken, startFromHead }: Input): readonly [number, number] {
  if (nextToken === undefined) {
    return startFromHead === true ? [0, Math.min(limit, length)] : [Math.max(0, length - limit), length];
  }
  const [, direction, position] = /^([fb])\/(\d+)$/.exec(String(nextToken)) ?? [];
  if (position === undefined) {
    throw new ServiceError('InvalidParameterException', `The specified nextToken '${nextToken}' is invalid.`);
  }
  const at = Math.min(Number(position), length);
  return direction === 'f' ? [at, Math.min(at + limit, length)] : [Math.max(0, at - limit), at];
}

/** FilterLogEvents: returns a page of the events in a group that match the filter, sorted by time. */
export function filterLogEvents(group: LogGroup, input: Input, now: number): unknown {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  const matches = compileFilterPattern(String(input.filterPattern ?? ''));
  const found = [...group.streams.values()]
    .filter(({ name }) => names === undefined || (names as readonly string[]).includes(name))
    .filter(({ name }) => name.startsWith(String(prefix ?? '')))
    .flatMap((stream) =>
      keptEvents(group, stream, now)
        .filter(within(input))
        .filter(({ message }) => matches(message))
        .map((event) => ({
          logStreamName: stream.name,
          ...shown(event),
          // An event has the same id in every call. `aws logs tail --follow` thereby skips events that it has printed.
          eventId: `${stream.name}/${stream.events.indexOf(event)}`,
        })),
    )
    .sort((a, b) => a.timestamp - b.timestamp);
  const from = Number(input.nextToken ?? 0);
  const to = from + Math.min(Number(input.limit ?? LARGEST_PAGE), LARGEST_PAGE);
  return {
    events: found.slice(from, to),
    searchedLogStreams: [],
    ...(to < found.length && { nextToken: String(to) }),
  };
}

/** Returns a test for events of the requested time range: `startTime` is included, `endTime` is not. */
function within({ startTime, endTime }: Input): (event: LogEvent) => boolean {
  const from = Number(startTime ?? Number.NEGATIVE_INFINITY);
  const to = Number(endTime ?? Number.POSITIVE_INFINITY);
  return ({ timestamp }) => timestamp >= from && timestamp < to;
}

function shown({ timestamp, message, ingestionTime }: LogEvent) {
  return { timestamp, message, ingestionTime };
}
