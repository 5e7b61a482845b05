import type { EventsService } from '../events/service';
import type { ExecutionEvent, ExecutionView } from './events';

/** Input and output are left out where they have more together (Step Functions developer guide). */
const DATA_BYTES = 248 * 1024;

/** As Step Functions does for standard workflows, announces a new status of an execution on the account's default bus. */
export function announceStatus({ kind, execution }: ExecutionEvent, events: EventsService): void {
  if (kind !== 'executionStarted' && kind !== 'executionFinished') return;
  events.announce(() => ({
    Source: 'aws.states',
    DetailType: 'Step Functions Execution Status Change',
    Resources: [execution.arn],
    Detail: detailOf(execution),
  }));
}

/** Members that do not apply are null (recorded). Those of redrives are left out: there are none here. */
function detailOf(execution: ExecutionView) {
  const { inputText, output } = execution;
  const included = Buffer.byteLength(inputText) + Buffer.byteLength(output ?? '') <= DATA_BYTES;
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachine.arn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startDate.getTime(),
    stopDate: execution.stopDate?.getTime() ?? null,
    input: included ? inputText : null,
    inputDetails: { included },
    output: included ? (output ?? null) : null,
    outputDetails: output === undefined ? null : { included },
    error: execution.error ?? null,
    cause: execution.cause ?? null,
  };
}
