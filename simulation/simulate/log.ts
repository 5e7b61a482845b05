import type { Call, Caller } from '../../emulator/core/service';
import type { LocalAws } from '../../emulator/local-aws';
import type { ExecutionEvent } from '../../emulator/services/stepfunctions/events';
import type { FaultKind } from '../faults/rates';
import { machineOf } from './execution-log';

/** Maximum number of characters of a value in the log. Longer values are cut: their beginning suffices to recognize them. */
const VALUE_LENGTH = 300;

/** Log of a simulation. Each event is a line with the virtual time, the kind of event, and a text. */
export class Log {
  private local: LocalAws | undefined;

  /** @param write called with each line. Default: nothing is logged */
  constructor(private readonly write?: (line: string) => void) {}

  /** Starts to log every call, every state of an execution, and every change of a resource. */
  follow(local: LocalAws): void {
    if (this.write === undefined) return;
    this.local = local;
    local.aws.onCall(({ service, call, caller, error }) => {
      const answer = error === undefined ? '' : ` -> ${error.code}: ${error.message}`;
      this.note('call', `${callerName(caller)} ${service} ${call.operation} ${inputOf(call)}${answer}`);
      if (service === 'sns' && call.operation === 'Publish' && error === undefined)
        this.note('notification', String(call.input.Subject));
    });
    local.stepFunctions.onEvent((event) => this.noteExecution(event));
    local.personalize.onChange(({ arn, status, update, failureReason = '' }) =>
      this.note('resource', `${arn}${update ? ' (update)' : ''} ${status} ${failureReason}`.trimEnd()),
    );
  }

  fault(kind: FaultKind, subject: string): void {
    this.note('fault', `${kind}: ${subject}`);
  }

  note(kind: string, text: string): void {
    if (this.write === undefined || this.local === undefined) return;
    const time = new Date(this.local.clock.now()).toISOString();
    this.write(`${time} ${kind.padEnd(12)} ${text}`);
  }

  private noteExecution(event: ExecutionEvent): void {
    const { execution } = event;
    const where = `${machineOf(execution)} ${execution.name}`;
    switch (event.kind) {
      case 'executionStarted':
        this.note('execution', `${where} starts with ${cut(execution.inputText)}`);
        break;
      case 'executionFinished': {
        const why = execution.error === undefined ? '' : ` ${execution.error}: ${cut(execution.cause ?? '')}`;
        this.note('execution', `${where} is ${execution.status}${why}`);
        break;
      }
      default:
        this.note(event.kind === 'stateEntered' ? 'state' : 'retry', `${where}: ${event.state}`);
    }
  }
}

function callerName(caller: Caller): string {
  switch (caller.kind) {
    case 'role':
      return caller.session;
    case 'service':
      return caller.principal;
    default:
      return 'an operator';
  }
}

/** Returns the input of a call as JSON text. Binary bodies are shown as text. */
function inputOf({ input }: Call): string {
  const members = Object.entries(input).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  ]);
  return cut(JSON.stringify(Object.fromEntries(members)));
}

function cut(text: string): string {
  return text.length <= VALUE_LENGTH ? text : `${text.slice(0, VALUE_LENGTH)}… (${text.length} characters)`;
}
