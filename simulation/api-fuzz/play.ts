import { EmulatedService } from '../../emulator/core/emulated-service';
import { Random } from '../../emulator/core/random';
import { type Call, type Input, ServiceError } from '../../emulator/core/service';
import { LocalAws } from '../../emulator/local-aws';
import { digest } from './digest';
import { garbled } from './garble';
import { inputOf, pick } from './generate';
import { judgeError, judgeOutput } from './judge';
import { KnownTexts } from './known-texts';
import { ALARM, FUNCTION, MACHINE, RECIPE, SCHEMA, TRUST } from './samples';
import { requestOf } from './wire';

/** Maximum number of requests to one local AWS. Then a new local AWS is used, so that the state stays small. */
export const BATCH = 250;

/** Maximum real milliseconds until a response. */
const SLOW = 2000;

/** Probability that a request is garbled. */
const GARBLED = 0.05;

/** Probability that time passes between two requests. */
const TIME_PASSES = 0.02;
/** Maximum time that passes between two requests, in virtual milliseconds. */
const LONGEST_PAUSE = 3 * 3_600_000;

export interface RequestReport {
  readonly number: number;
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly violations: readonly string[];
}

export interface Tally {
  readonly requests: number;
  /** Number of accepted requests of each operation, as `service:Operation`. */
  readonly accepted: ReadonlyMap<string, number>;
  /** Duration of the slowest response, in real milliseconds. */
  readonly slowest: number;
  readonly reports: readonly RequestReport[];
}

/**
 * Sends random requests to all operations of all services.
 * @param seed seed of the local AWS and of the requests
 */
export async function playRequests(seed: number, count: number): Promise<Tally> {
  const world = new World(seed);
  await world.prepare();
  const reports: RequestReport[] = [];
  for (let number = 0; number < count; number += 1) {
    reports.push(...(await world.send(number)), ...(await world.passTime(number)));
  }
  return { requests: count, accepted: world.accepted, slowest: world.slowest, reports };
}

/**
 * Response of a service. `operation` is the operation that responded. If the request is garbled, or if a name in its path is absent or has
 * a slash, it may match another operation than the requested one.
 */
type Response = { readonly operation: string } & ({ readonly output: unknown } | { readonly error: unknown });

class World {
  /** Number of accepted requests of each operation. */
  readonly accepted = new Map<string, number>();
  slowest = 0;
  private readonly local: LocalAws;
  private readonly random: Random;
  private readonly operations: readonly (readonly [EmulatedService, string])[];
  private readonly knownTexts = new KnownTexts();
  private response: Response | undefined;

  constructor(seed: number) {
    this.local = new LocalAws({ seed });
    this.random = new Random(seed);
    this.operations = this.local.aws
      .all()
      .filter((service): service is EmulatedService => service instanceof EmulatedService)
      .flatMap((service) => service.operationNames().map((name) => [service, name] as const));
    // Only responses to the client's own calls are recorded. Calls between services are ignored.
    this.local.aws.intercept(async ({ caller, overWire, call: { operation } }, perform) => {
      const isOwn = overWire && caller.kind === 'administrator';
      try {
        const output = await perform();
        if (isOwn) this.response = { operation, output };
        return output;
      } catch (error) {
        if (isOwn) this.response = { operation, error };
        throw error;
      }
    });
  }

  /** Creates resources that many requests need. */
  async prepare(): Promise<void> {
    const { aws } = this.local;
    await aws.call('iam', 'CreateRole', { RoleName: 'fuzz', AssumeRolePolicyDocument: TRUST });
    await aws.call('s3', 'CreateBucket', { Bucket: 'fuzz-bucket' });
    await aws.call('s3', 'PutObject', { Bucket: 'fuzz-bucket', Key: 'a.csv', Body: 'text' });
    await aws.call('dynamodb', 'CreateTable', {
      TableName: 'fuzz',
      AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    await aws.call('sqs', 'CreateQueue', { QueueName: 'fuzz' });
    await aws.call('logs', 'CreateLogGroup', { logGroupName: '/group' });
    await aws.call('logs', 'CreateLogStream', { logGroupName: '/group', logStreamName: 'stream' });
    await aws.call('dynamodb', 'PutItem', { TableName: 'fuzz', Item: { a: { S: 'x' } } });
    await aws.call('events', 'PutRule', { Name: 'rule', EventPattern: '{"source":["a"]}' });
    await aws.call('monitoring', 'PutMetricAlarm', ALARM);
    const create = async (service: string, operation: string, input: Input): Promise<Input> => {
      const output = (await aws.call(service, operation, input)) as Input;
      this.knownTexts.add(output);
      await this.local.clock.advanceUntilIdle();
      return output;
    };
    await create('lambda', 'CreateFunction', FUNCTION);
    await create('states', 'CreateStateMachine', MACHINE);
    await create('sns', 'CreateTopic', { Name: 'fuzz' });
    await create('scheduler', 'CreateScheduleGroup', { Name: 'fuzz' });
    const { datasetGroupArn } = await create('personalize', 'CreateDatasetGroup', { name: 'fuzz' });
    const { schemaArn } = await create('personalize', 'CreateSchema', { name: 'fuzz', schema: SCHEMA });
    const dataset = { name: 'fuzz', datasetGroupArn, schemaArn, datasetType: 'Interactions' };
    await create('personalize', 'CreateDataset', dataset);
    await create('personalize', 'CreateEventTracker', { name: 'fuzz', datasetGroupArn });
    await create('personalize', 'CreateSolution', { name: 'fuzz', datasetGroupArn, recipeArn: RECIPE });
    await this.local.clock.advanceUntilIdle();
  }

  /** Lets time pass with the probability `TIME_PASSES`, so that functions, schedules, state machines and jobs run. */
  async passTime(number: number): Promise<readonly RequestReport[]> {
    if (this.random.float() > TIME_PASSES) return [];
    const { clock } = this.local;
    try {
      await clock.advanceTo(clock.now() + this.random.integer(1, LONGEST_PAUSE));
      return [];
    } catch (error) {
      const text = `a bug while time passed: ${error instanceof Error ? error.stack : String(error)}`;
      return [{ number, service: 'clock', operation: 'advanceTo', input: {}, violations: [text] }];
    }
  }

  async send(number: number): Promise<readonly RequestReport[]> {
    const { random, knownTexts } = this;
    const [service, operation] = pick(random, this.operations);
    const implemented = service.membersOf(operation);
    const call = { operation, input: inputOf({ model: service.model, random, knownTexts, implemented }, operation) };
    this.knownTexts.add(call.input);
    await this.local.clock.settle();
    const before = digest(service);
    const violations = [...(await this.violationsOf(service, call))];
    await this.local.clock.settle();
    const failed = this.response === undefined || 'error' in this.response;
    if (failed && digest(service) !== before) violations.push('a state that has changed although the request failed');
    if (this.response !== undefined && 'output' in this.response) {
      const name = `${service.name}:${this.response.operation}`;
      this.accepted.set(name, (this.accepted.get(name) ?? 0) + 1);
      this.knownTexts.add(this.response.output);
    }
    return violations.length === 0 ? [] : [{ number, service: service.name, operation, input: call.input, violations }];
  }

  private async violationsOf(service: EmulatedService, call: Call): Promise<readonly string[]> {
    const bugs: unknown[] = [];
    this.response = undefined;
    const start = performance.now();
    const request = requestOf(service, call);
    if (request !== undefined) {
      const sent = this.random.float() < GARBLED ? garbled(this.random, request) : request;
      await this.local.aws.respond(sent, (error) => bugs.push(error));
    } else await this.callInside(service, call, bugs);
    const took = performance.now() - start;
    this.slowest = Math.max(this.slowest, took);
    return [
      ...bugs.map((error) => `a bug: ${error instanceof Error ? error.stack : String(error)}`),
      ...(took > SLOW ? [`a response after ${Math.round(took)} ms`] : []),
      ...this.judge(service),
    ];
  }

  /** Calls a service that has no HTTP interface in the emulator. Only other services can call it. */
  private async callInside(service: EmulatedService, { operation, input }: Call, bugs: unknown[]): Promise<void> {
    try {
      this.response = { operation, output: await this.local.aws.call(service.name, operation, input) };
    } catch (error) {
      this.response = { operation, error };
      if (!(error instanceof ServiceError)) bugs.push(error);
    }
  }

  private judge(service: EmulatedService): readonly string[] {
    const { response } = this;
    if (response === undefined) return [];
    const { operation } = response;
    if ('output' in response) return judgeOutput(service, operation, response.output);
    return response.error instanceof ServiceError ? judgeError(service, operation, response.error) : [];
  }
}
