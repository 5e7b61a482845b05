import type { Random } from '../../core/random';
import type { EventsService } from '../eventbridge/service';
import type { ExecutionEvent, ExecutionView } from './events';

/**
 * Maximum size of the input and output in an event, in bytes of escaped text. The output is omitted if it is larger than
 * this limit. The input is omitted if input and output together are larger. Source: Step Functions developer guide,
 * "Automating Step Functions event delivery".
 */
const DATA_BYTES = 248 * 1024;

/** Maximum difference, in milliseconds, between an event's `startDate` and the context object's `StartTime`. */
const MAX_APART = 5;

/**
 * Publishes the new status of an execution on the account's default bus, as Step Functions does for standard workflows.
 * AWS does not document that an event's `startDate` equals the context object's `StartTime`. Here the two times always
 * differ, so that no code can depend on equal times.
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
 * Returns the detail of an event. Members that do not apply are null (recorded on AWS). The members about redrives are not implemented.
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
