import type { EventsService } from '../events/service';
import type { ExecutionEvent, ExecutionView } from './events';

/**
 * Of escaped text. The input is left out where it has more together with the output, the output where it has more alone (Step
 * Functions developer guide, "Automating Step Functions event delivery").
 */
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
  const outputBytes = output === undefined ? 0 : escapedBytes(output);
  const withOutput = outputBytes <= DATA_BYTES;
  const withInput = escapedBytes(inputText) + outputBytes <= DATA_BYTES;
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachine.arn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startDate.getTime(),
    stopDate: execution.stopDate?.getTime() ?? null,
    input: withInput ? inputText : null,
    inputDetails: { included: withInput },
    output: withOutput ? (output ?? null) : null,
    outputDetails: output === undefined ? null : { included: withOutput },
    error: execution.error ?? null,
    cause: execution.cause ?? null,
  };
}

function escapedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
