import type { LocalAws } from '../../../emulator/local-aws';
import type { ExecutionEvent } from '../../../emulator/services/stepfunctions/events';
import { ExecutionLog } from '../../../simulation/simulate/execution-log';

/** Log of a run whose nested execution ended with `status`. */
function logOf(status: string): ExecutionLog {
  const listeners: ((event: ExecutionEvent) => void)[] = [];
  const stepFunctions = { onEvent: (listener: (event: ExecutionEvent) => void) => listeners.push(listener) };
  const log = new ExecutionLog({
    stepFunctions,
    aws: { onCall: () => undefined },
    clock: { now: () => 0 },
  } as unknown as LocalAws);
  const started = { startDate: new Date(0), status: 'RUNNING', inputText: '{}' };
  const run = { ...started, arn: 'arn:run', name: 'one', stateMachine: { name: 'personalize-run' } };
  const nested = {
    ...started,
    arn: 'arn:nested',
    name: 'two',
    stateMachine: { name: 'personalize-nested' },
    inputText: '{"run":"one","file":{"versionId":"v1"}}',
  };
  const emit = (event: object) => {
    for (const listener of listeners) listener(event as ExecutionEvent);
  };
  for (const execution of [run, nested]) emit({ kind: 'executionStarted', execution });
  emit({ kind: 'executionFinished', execution: { ...nested, status } });
  return log;
}

describe('the log of executions', () => {
  it('finds the run whose id an event contains, and the version of its file', () => {
    // Act
    const log = logOf('SUCCEEDED');

    // Assess
    expect(log.runOf('{"run":"one"}')).toMatchObject({ arn: 'arn:run', ran: true });
    expect(log.runOf('{"run":""}')).toBeUndefined();
    expect(log.fileOfRun.get('one')).toBe('v1');
  });

  it.each(['ABORTED', 'TIMED_OUT'])('counts a run as interrupted if its nested execution is %s', (status) => {
    expect([...logOf(status).interrupted]).toEqual(['arn:run', 'arn:nested']);
  });

  it('does not count a run as interrupted if its nested execution has failed', () => {
    expect([...logOf('FAILED').interrupted]).toEqual([]);
  });
});
