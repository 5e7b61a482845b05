import type { LocalAws } from '../../../local-aws/local-aws';
import type { ExecutionEvent } from '../../../local-aws/services/stepfunctions/events';
import { ExecutionLog } from '../../../verification/simulation/execution-log';

const START = { workflow: 'training-start', datasetGroup: 'films' };

/** What the log has of an execution of solution-maintenance that ended while, or after, it called `lock` for its run `arn:run`. */
function logOf(status: string, action: string, task: string, work: object): ExecutionLog {
  let listener: (event: ExecutionEvent) => void = () => undefined;
  const onEvent = (given: typeof listener) => {
    listener = given;
  };
  const log = new ExecutionLog({ stepFunctions: { onEvent }, clock: { now: () => 0 } } as unknown as LocalAws);
  const Payload = { action, work, holder: 'arn:run' };
  const execution = {
    arn: 'arn:maintenance',
    status,
    stateMachine: { name: 'personalize-solution-maintenance' },
    history: {
      events: [
        { type: 'TaskStateEntered' },
        {
          type: 'TaskScheduled',
          taskScheduledEventDetails: { parameters: JSON.stringify({ FunctionName: 'personalize-lock', Payload }) },
        },
        { type: 'TaskStarted' },
        ...(task === 'TaskStarted' ? [] : [{ type: task }]),
        { type: 'ExecutionAborted' },
      ],
    },
  };
  listener({ kind: 'executionFinished', execution } as unknown as ExecutionEvent);
  return log;
}

describe('a start of a training that is interrupted', () => {
  it.each([
    ['was stopped', 'ABORTED', START],
    ['was stopped, also after a pause,', 'ABORTED', [START]],
    ['timed out', 'TIMED_OUT', START],
  ])('is one whose execution %s while it asked for the lock of the data', (_what, status, work) => {
    // Act
    const log = logOf(status, 'ACQUIRE', 'TaskStarted', work);

    // Assess
    expect([...log.interruptedTrainingStarts]).toEqual(['arn:run']);
  });

  it.each([
    ['failed by itself', 'FAILED', 'ACQUIRE', 'TaskStarted', START],
    ['was stopped after it got the lock', 'ABORTED', 'ACQUIRE', 'TaskSucceeded', START],
    ['was stopped while it released the lock', 'ABORTED', 'RELEASE', 'TaskStarted', START],
    [
      'was stopped while it asked for another lock',
      'ABORTED',
      'ACQUIRE',
      'TaskStarted',
      { workflow: 'dataset-import' },
    ],
  ])('is none whose execution %s', (_what, status, action, task, work) => {
    // Act
    const log = logOf(status, action, task, work);

    // Assess
    expect([...log.interruptedTrainingStarts]).toEqual([]);
  });
});
