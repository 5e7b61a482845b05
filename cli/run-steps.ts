import { ExecutionDoesNotExist, type HistoryEvent, type SFNClient } from '@aws-sdk/client-sfn';
import { parseExecutionArn } from '../aws/arn';
import { undefinedOn } from '../aws/undefined-on';
import { present } from '../record-table/item';
import { childOf, historyOf, INNERMOST } from './current-state';

/** A state of a run's state machines that started another one, has failed, or is in progress. */
export interface RunStep {
  readonly step: string;
  /** How many steps it is inside of. */
  readonly depth: number;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  /** Of a step that works on one solution or several, separated by commas, unless what it is inside of does too. */
  readonly solution?: string;
  /** ISO time. */
  readonly startedAt: string;
  readonly finishedAt?: string;
}

/** @returns in the order of their beginnings, each followed by those inside of it; empty if Step Functions has forgotten the execution */
export async function stepsOf(
  sfn: SFNClient,
  executionArn: string,
  depth = 0,
  outer?: string,
): Promise<readonly RunStep[]> {
  const found: RunStep[] = [];
  const events = await undefinedOn(historyOf(sfn, executionArn), ExecutionDoesNotExist);
  for (const { child, solution = outer, ...step } of stepsIn(events ?? [])) {
    found.push({ ...step, ...(solution !== outer && { solution }), depth });
    const { machine } = parseExecutionArn(child ?? '');
    if (child === undefined || INNERMOST.test(machine)) continue;
    const inside = await stepsOf(sfn, child, depth + 1, solution);
    found.push(...(UNDER_LOCK.test(machine) ? withoutOuter(inside, depth + 1) : inside));
  }
  return found;
}

/** Of a machine that only starts another one: its step says nothing, unless the other one has not begun. */
const UNDER_LOCK = /-locked-workflow$/;

function withoutOuter(steps: readonly RunStep[], outer: number): readonly RunStep[] {
  return steps
    .filter(({ depth }, index) => depth > outer || (steps[index + 1]?.depth ?? 0) <= outer)
    .map((step) => (step.depth > outer ? { ...step, depth: step.depth - 1 } : step));
}

interface FoundStep extends Omit<RunStep, 'depth'> {
  /** ARN of the execution that it started last. */
  readonly child?: string;
}

/** Those that take time. Where one of a Map fails, the step inside says so. */
const STATES = /^(Task|Wait)StateEntered$/;
const FAILURE = /^Task(\w*Failed|TimedOut)$/;

function stepsIn(events: readonly HistoryEvent[]): readonly FoundStep[] {
  const isOver = events.some(({ type = '' }) => /^Execution(?!Started|Redriven)/.test(type));
  return [...byState(events)].flatMap(
    ([{ stateEnteredEventDetails, timestamp, type: entered = '' }, inside]): readonly FoundStep[] => {
      if (!STATES.test(entered)) return [];
      const child = inside.filter(({ type }) => type === 'TaskSubmitted').at(-1);
      const last = inside.findLast(({ type = '' }) => FAILURE.test(type) || type === 'TaskSucceeded');
      const exit = inside.find(({ type = '' }) => type.endsWith('StateExited'));
      const isOpen = exit === undefined && !isOver;
      const isFailed = FAILURE.test(last?.type ?? '') || (exit === undefined && !isOpen);
      if (child === undefined && !isOpen && !isFailed) return [];
      const end = exit ?? last;
      return [
        {
          step: stateEnteredEventDetails?.name ?? '',
          status: isOpen ? 'RUNNING' : isFailed ? 'FAILED' : 'SUCCEEDED',
          ...present({ solution: solutionOf(inside) }),
          startedAt: timestamp?.toISOString() ?? '',
          ...(!isOpen && end?.timestamp && { finishedAt: end.timestamp.toISOString() }),
          ...(child && { child: childOf(child) }),
        },
      ];
    },
  );
}

/** Names in the input that a step gives through a lock to the machine that it starts, and the name in that of a scheduled run. */
function solutionOf(events: readonly HistoryEvent[]): string | undefined {
  const scheduled = events.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
  const { Input: outer }: { readonly Input?: StepInput } = JSON.parse(scheduled?.parameters ?? '{}');
  const { solution = outer?.solution, solutions = solution } = outer?.input ?? {};
  return solutions === undefined ? undefined : [solutions].flat().join(', ');
}

interface StepInput {
  readonly solution?: string;
  readonly input?: { readonly solution?: string; readonly solutions?: readonly string[] };
}

/** Events by the one that entered their state. */
function byState(events: readonly HistoryEvent[]): ReadonlyMap<HistoryEvent, readonly HistoryEvent[]> {
  const owners = new Map<number | undefined, HistoryEvent>();
  const found = new Map<HistoryEvent, HistoryEvent[]>();
  for (const event of events) {
    const { id, type = '', previousEventId } = event;
    const owner = type.endsWith('StateEntered') ? event : owners.get(previousEventId);
    if (owner === undefined) continue;
    owners.set(id, owner);
    if (owner === event) found.set(event, []);
    else found.get(owner)?.push(event);
  }
  return found;
}
