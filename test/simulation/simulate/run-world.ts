import type { CallListener } from '../../../emulator/core/aws';
import type { ResourceSnapshot } from '../../../emulator/services/personalize/service';
import type { ExecutionListener } from '../../../emulator/services/stepfunctions/events';
import type { Invariant } from '../../../simulation/invariants/invariant';
import { ExecutionLog } from '../../../simulation/simulate/execution-log';
import type { World } from '../../../simulation/simulate/world';

/** A world without an emulator, in which tests let runs begin, call Personalize and end. */
export class RunWorld {
  readonly broken: string[] = [];
  /** Milliseconds since 1970. */
  now = 0;
  readonly resources: (Pick<ResourceSnapshot, 'type' | 'name' | 'arn' | 'status'> & { readonly createdAt: number })[] =
    [];
  /** Items of the record table. */
  readonly items: object[] = [];
  private readonly calls: CallListener[] = [];
  private readonly executions: ExecutionListener[] = [];
  private readonly world: World;

  constructor(
    private readonly invariant: Invariant,
    more: object = {},
  ) {
    const local = {
      names: { recordTable: 'record' },
      clock: { now: () => this.now },
      aws: {
        onCall: (listener: CallListener) => this.calls.push(listener),
        call: async () => ({ Items: this.items }),
      },
      stepFunctions: { onEvent: (listener: ExecutionListener) => this.executions.push(listener) },
    };
    const executionLog = new ExecutionLog(local as never);
    const ofType = (type: string) => this.resources.filter((resource) => resource.type === type);
    this.world = { local, executionLog, ofType, manualVersions: new Set(), ...more } as unknown as World;
    invariant.watch?.(this.world, (what) => this.broken.push(what));
  }

  /** Starts an execution of `run`, by default for an upload, and a nested execution of it. */
  begin(run: string, input: object = {}): void {
    const request = { trigger: 'upload', datasetGroup: 'movies', file: { versionId: `file of ${run}` }, ...input };
    this.emit('executionStarted', `arn:${run}`, 'run', run, request);
    this.emit('executionStarted', `arn:${run}-nested`, 'nested', `${run}-nested`, { run });
  }

  end(run: string, status = 'SUCCEEDED'): void {
    this.emit('executionFinished', `arn:${run}`, 'run', run, {}, status);
  }

  /** Calls Personalize as a function of the run. */
  ask(run: string, operation: string, input: object): void {
    const call = { operation, input };
    const event = JSON.stringify({ run });
    for (const listener of this.calls)
      listener({ service: 'personalize', call, caller: { kind: 'role' }, event } as never);
  }

  put(item: object): void {
    const call = { operation: 'PutItem', input: { Item: item } };
    for (const listener of this.calls) listener({ service: 'dynamodb', call, caller: { kind: 'role' } } as never);
  }

  /** @returns all violations */
  async check(): Promise<readonly string[]> {
    await this.invariant.check?.(this.world, (what) => this.broken.push(what));
    return this.broken;
  }

  private emit(kind: string, arn: string, machine: string, name: string, input: object, status = 'RUNNING'): void {
    const execution = {
      arn,
      name,
      status,
      startDate: new Date(this.now),
      history: { events: [] },
      stateMachine: { name: `personalize-${machine}` },
      inputText: JSON.stringify(input),
    };
    for (const listener of this.executions) listener({ kind, execution } as never);
  }
}

/** An item of the record table in DynamoDB's form. */
export function wire(members: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(members).map(([name, S]) => [name, { S }]));
}
