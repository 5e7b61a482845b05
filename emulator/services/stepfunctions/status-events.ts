import type { Random } from '../../core/random';
import type { EventsService } from '../eventbridge/service';
import type { ExecutionEvent, ExecutionView } from './events';

/**
 * Maximum number of bytes of input and output, as escaped text. An output above this limit is omitted. The input is
 * omitted if both together are above the limit (Step Functions developer guide, "Automating Step Functions event
 * delivery").
 */
const DATA_BYTES = 248 * 1024;

/** Maximum number of milliseconds between `startDate` and the start in the context object. */
const MAX_APART = 5;

/**
 * Publishes the new status of an execution on the account's default bus, as Step Functions does for standard workflows.
 * AWS does not document that `startDate` equals the context object's `StartTime`. Here they always differ, so that no
 * code can depend on their being equal.
 */
export function publishStatus({ kind, execution }: ExecutionEvent, events: EventsService, random: Random): void {
  if (kind !== 'executionStarted' && kind !== 'executionFinished') return;
  const apart = millisecondsApart(random.fork(`${execution.arn} ${kind}`));
  events.publish(() => ({
    Source: 'aws.states',
    DetailType: 'Step Functions Execution Status Change',
    Resources: [execution.arn],
    Detail: detailOf(execution, apart),
  }));
}

/**
 * Returns an event's detail. As events recorded on AWS show, members that do not apply are null. The members about redrives are not
 * implemented.
 */
function detailOf(execution: ExecutionView, apart: number) {
  const { inputText, output } = execution;
  const outputBytes = output === undefined ? 0 : escapedBytes(output);
  const withOutput = outputBytes <= DATA_BYTES;
  const withInput = escapedBytes(inputText) + outputBytes <= DATA_BYTES;
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachine.arn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startDate.getTime() + apart,
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

function millisecondsApart(random: Random): number {
  const apart = random.integer(1, MAX_APART);
  return random.integer(0, 1) === 0 ? apart : -apart;
}
