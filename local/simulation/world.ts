import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { Faults } from '../faults/faults';
import { Hands } from '../faults/hands';
import { FAULT_KINDS } from '../faults/rates';
import { LocalAws } from '../local-aws';
import type { Call, Caller, ServiceError } from '../service';
import type { ExecutionEvent } from '../stepfunctions/events';
import {
  type Edition,
  GROUP,
  interactions,
  parameterFile,
  type Scenario,
  type Step,
  solutionNames,
} from './scenario';

const FOREIGN_GROUP = 'not-ours';

/** A day after the last step, everything must have come to rest; longer means that something never ends. */
const PATIENCE = 30 * 24 * 3600 * 1000;

export interface RunExecution {
  readonly arn: string;
  readonly name: string;
  /** The run's request or the schedule's fire. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether it got so far as to run its workflow. */
  ran: boolean;
  status: string;
  error: string | undefined;
  cause: string | undefined;
}

/** A local AWS in which a scenario plays, with a record of everything that the invariants speak of. */
export class World {
  readonly runs = new Map<string, RunExecution>();
  /** Errors of all other executions, by the name of the error. */
  readonly executionErrors = new Map<string, string>();
  /** Solution versions that some step made or found, by ARN. */
  readonly knownVersions = new Set<string>();
  /** How many steps at a solution version ended without saying which. */
  unknownVersions = 0;
  readonly denials: string[] = [];
  readonly campaignMoves: { readonly campaign: string; readonly version: string }[] = [];
  /** Versions of the parameter file that must each be told of. */
  uploads = 0;
  restless = false;
  private edition: Edition;
  private dataEdition = 0;
  private readonly hands: Hands;

  private constructor(
    readonly local: LocalAws,
    readonly scenario: Scenario,
    readonly faults: Faults,
    machines: readonly string[],
  ) {
    this.edition = { minProvisionedTPS: 1, filter: scenario.filter };
    this.hands = new Hands(local, machines);
    local.stepFunctions.onEvent((event) => this.watchExecution(event));
    local.aws.onCall((record) => this.watchCall(record));
  }

  static async open(stackFile: string, seed: number, scenario: Scenario): Promise<World> {
    const local = new LocalAws({ seed });
    await local.load(stackFile);
    const { stateMachines } = (await local.aws.call('states', 'ListStateMachines', {})) as {
      readonly stateMachines: readonly { readonly stateMachineArn: string }[];
    };
    await local.aws.call('personalize', 'CreateDatasetGroup', { name: FOREIGN_GROUP });
    await local.clock.advanceUntilIdle();
    const kinds = FAULT_KINDS.filter((kind) => scenario.creationsFail || kind !== 'creationFailed');
    const faults = new Faults(local, { kinds, scale: scenario.faults });
    const arns = stateMachines.map(({ stateMachineArn }) => stateMachineArn);
    return new World(local, scenario, faults, arns);
  }

  /** Plays the scenario, then lets everything come to rest without faults, and uploads once more. */
  async play(): Promise<void> {
    await this.uploadData();
    await this.upload();
    for (const step of this.scenario.steps) {
      await this.local.clock.advanceTo(this.local.clock.now() + step.afterSeconds * 1000);
      await this.take(step);
    }
    await this.rest();
    this.faults.stop();
    await this.rest();
    await this.upload();
    await this.rest();
  }

  get foreignGroupIsUntouched(): boolean {
    return this.local.personalize
      .snapshot()
      .some(
        ({ type, name, status }) => type === 'datasetGroup' && name === FOREIGN_GROUP && status === 'ACTIVE',
      );
  }

  get wantsFilter(): boolean {
    return this.edition.filter;
  }

  get minProvisionedTPS(): number {
    return this.edition.minProvisionedTPS;
  }

  private async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'upload':
        this.edition = { minProvisionedTPS: step.minProvisionedTPS, filter: step.filter };
        return this.upload();
      case 'newData':
        this.dataEdition += 1;
        return this.uploadData();
      case 'refusedUpload':
        this.uploads += 1;
        return this.put(`train/${GROUP}/config.json`, '{"datasetGroup": {}}');
      case 'byHand':
        await this.hands.do(step.deed);
        return;
      case 'nothing':
    }
  }

  private async upload(): Promise<void> {
    this.uploads += 1;
    await this.put(`train/${GROUP}/config.json`, parameterFile(this.scenario, this.edition));
  }

  private async uploadData(): Promise<void> {
    await this.put(`train/${GROUP}/interactions.csv`, interactions(this.dataEdition));
    for (const solution of this.scenario.batchJob ? solutionNames(this.scenario) : [])
      await this.put(`batch/${GROUP}/${solution}/job_config.json`, '{"userId":"user-1"}\n');
  }

  private async put(Key: string, text: string): Promise<void> {
    const { aws, names } = this.local;
    await aws.call('s3', 'PutObject', { Bucket: names.dataBucket, Key, Body: Buffer.from(text) });
  }

  private async rest(): Promise<void> {
    const { clock } = this.local;
    if (!(await clock.advanceUntilIdle(clock.now() + PATIENCE))) this.restless = true;
  }

  private watchExecution(event: ExecutionEvent): void {
    const { arn, name, stateMachine, inputText, status, error, cause } = event.execution;
    const machine = stateMachine.name.replace(/^personalize-/, '');
    const input = JSON.parse(inputText) as Record<string, unknown>;
    const run = this.runs.get(arn);
    switch (event.kind) {
      case 'executionStarted':
        if (machine === 'run')
          this.runs.set(arn, { arn, name, input, ran: false, status, error: undefined, cause: undefined });
        return;
      case 'stateEntered':
        if (run !== undefined && event.state === 'Run the workflow') run.ran = true;
        return;
      case 'executionFinished':
        if (run !== undefined) Object.assign(run, { status, error, cause });
        if (machine === 'ensure-resource' && (input.resource as { type?: string }).type === 'solutionVersion')
          this.noteVersion(event.execution.output);
        if (error !== undefined) this.executionErrors.set(error, `${arn}: ${cause}`);
        return;
      default:
    }
  }

  private noteVersion(output: string | undefined): void {
    if (output === undefined) {
      this.unknownVersions += 1;
      return;
    }
    const { memory } = JSON.parse(output) as { readonly memory: { readonly arn: string } };
    this.knownVersions.add(memory.arn);
  }

  private watchCall({
    service,
    call,
    caller,
    error,
  }: {
    readonly service: string;
    readonly call: Call;
    readonly caller: Caller;
    readonly error?: ServiceError;
  }): void {
    if (error !== undefined && /not authorized to perform/i.test(error.message))
      this.denials.push(error.message);
    if (service !== 'personalize' || caller.kind !== 'role' || error !== undefined) return;
    const { operation, input } = call;
    const version = String(input.solutionVersionArn);
    if (operation === 'CreateCampaign') this.campaignMoves.push({ campaign: String(input.name), version });
    if (operation === 'UpdateCampaign' && input.solutionVersionArn !== undefined) {
      const campaign = String(input.campaignArn).split('/').at(-1) ?? '';
      this.campaignMoves.push({ campaign, version });
    }
  }

  ofType(type: ResourceType) {
    return this.local.personalize
      .snapshot()
      .filter((resource) => resource.type === type && !resource.name.startsWith(FOREIGN_GROUP));
  }

  async describe(type: ResourceType, arn: string): Promise<Readonly<Record<string, unknown>>> {
    const { describe, arnMember, describeMember } = RESOURCE_TYPES[type];
    const answer = (await this.local.aws.call('personalize', describe, { [arnMember]: arn })) as Readonly<
      Record<string, Readonly<Record<string, unknown>>>
    >;
    return answer[describeMember] ?? {};
  }
}
