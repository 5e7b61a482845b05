import type { EndedExecution } from '../../lib/aws/execution-status';
import { member } from '../../lib/parameter-file/json-value';
import type { RunInput } from '../../lib/record-table/run-request';
import { checkedValues, type EventRules, TEXT } from '../shared/invalid-event';
import { failureOfStopped } from './failure';
import type { EndRunEvent } from './run-end';

/**
 * Event `Step Functions Execution Status Change` (Step Functions developer guide). The stack's rule matches ABORTED and
 * TIMED_OUT only.
 */
export interface StatusChange {
  readonly source: 'aws.states';
  readonly detail: {
    readonly executionArn: string;
    readonly name: string;
    readonly status: 'ABORTED' | 'TIMED_OUT';
    /** Start in milliseconds since 1970. May differ from the start in the context object. */
    readonly startDate: number;
    /** JSON text; null if its escaped form exceeds 248 KiB. */
    readonly input?: string | null;
    readonly error?: string | null;
    readonly cause?: string | null;
  };
}

/** True for the event of a stopped or timed-out execution. The input from `run` has no `source`. */
export function isStatusChange(event: object): event is StatusChange {
  return member(event, 'source') === 'aws.states';
}

const RULES: EventRules = {
  'detail.executionArn': TEXT,
  'detail.name': TEXT,
  'detail.startDate': [(value) => Number.isSafeInteger(value) && isDate(Number(value)), 'in milliseconds since 1970'],
  'detail.input': [(value) => typeof value !== 'string' || isJson(value), 'JSON'],
};

function isDate(milliseconds: number): boolean {
  return !Number.isNaN(new Date(milliseconds).getTime());
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The lost event of a stopped or timed-out execution, rebuilt from the execution; undefined for other executions. */
export function lostEvent({ status, executionArn, name, startDate, ...rest }: Partial<EndedExecution>) {
  if (status !== 'ABORTED' && status !== 'TIMED_OUT') return undefined;
  const { input, error, cause } = rest;
  const detail = { executionArn, name, status, startDate: startDate?.getTime(), input, error, cause };
  return { source: 'aws.states', detail } as StatusChange;
}

/**
 * The input of `end-run` for a stopped or timed-out execution, which could not pass this input itself.
 * @throws InvalidEvent if the event has an unexpected form
 * @throws Error if the event has no input, without which the run is unknown
 */
export function endOfStopped(event: StatusChange): EndRunEvent {
  checkedValues(event, RULES, 'an event of Step Functions');
  const { detail } = event;
  const { executionArn, name: Name, startDate, input } = detail;
  if (typeof input !== 'string')
    throw new Error(
      `The event about execution ${executionArn} (${detail.status}) has no input: Step Functions leaves out an input above 248 KiB.`,
    );
  return {
    begun: {},
    execution: {
      Id: executionArn,
      Name,
      StartTime: new Date(startDate).toISOString(),
      Input: JSON.parse(input) as RunInput,
    },
    end: failureOfStopped(detail),
  };
}
