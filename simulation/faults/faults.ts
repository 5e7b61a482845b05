import { CallerEnded, CallerStuck, type CallInTransit } from '../../emulator/core/aws';
import type { Call } from '../../emulator/core/service';
import type { LocalAws } from '../../emulator/local-aws';
import { inUse, limitExceeded } from '../../emulator/services/personalize/errors';
import { quotaMessage } from '../../emulator/services/personalize/quotas';
import { Clocks } from './clocks';
import { CompetingWriter } from './competing-writer';
import { Deliveries } from './deliveries';
import { Dice, type FaultListener } from './dice';
import { EndedExecutions } from './ended-executions';
import { DECLARED, drawable, serviceError } from './errors';
import { failing } from './failed-creations';
import { type LastingFault, LastingFaults } from './permanent-faults';
import { QuotaPressure } from './quota-pressure';
import { FAULT_KINDS, type FaultKind } from './rates';
import { ShownExecutions } from './shown-executions';
import { conflict, isTransaction, TransactedItems } from './transaction-conflicts';
import { Visibility } from './visibility';

export interface FaultOptions {
  /** Faults that may happen. Default: all. */
  readonly kinds?: readonly FaultKind[];
  /** Factor for all rates. Default: 1. */
  readonly scale?: number;
  readonly onFault?: FaultListener;
  /** Fault that lasts until the faults stop. Default: none. */
  readonly lasting?: LastingFault;
}

/** Limit that the message of `inProgressLimit` names. The number does not matter: callers recognize the error by the words of the message. */
const IN_PROGRESS_LIMIT = 5;

/**
 * Maximum number of invocations by state machines with the same event that break in a row. State machines retry a broken invocation three
 * times, so a fault would no longer be transient if the third retry also broke. Without a maximum, a function that makes
 * hundreds of calls would nearly always break.
 */
const MAX_BROKEN_IN_A_ROW = 3;

/** Faults in which Personalize accepts a call and its work fails later, by the name of the operation. */
const FAILING = [
  [/^Create/, 'creationFailed'],
  [/^Update/, 'updateFailed'],
] as const;

type Perform = () => Promise<unknown>;

/** A function that ended or hung in the middle of a call, or a call whose response was lost. */
export interface Interruption {
  readonly kind: 'CALLER_ENDED' | 'CALLER_HUNG' | 'ANSWER_LOST';
  readonly service: string;
  readonly call: Call;
  readonly roleName: string;
  /** Event of the function that made the call, as JSON text; absent for other callers. */
  readonly event?: string;
}

/**
 * Makes calls fail as they do in AWS. The seed determines which calls fail. Only calls of the deployed stack fail. Calls by operators and
 * calls between emulated services do not fail, but the events that services send to functions may be late, repeated or lost.
 */
export class Faults {
  /** Interruptions after which the caller cannot know if the request was carried out. */
  readonly interruptions: Interruption[] = [];
  /** Number of broken invocations since the last successful one, by the function's event as JSON text. */
  private readonly brokenInARow = new Map<string, number>();
  private readonly transacted = new TransactedItems();
  /** Events, as JSON text, of wake-ups that were reported as failed while their function still worked. */
  private readonly givenUp = new Set<string>();
  private readonly dice: Dice;
  private readonly visibility: Visibility;
  private readonly executions: ShownExecutions;
  private readonly quotas: QuotaPressure;
  private readonly clocks: Clocks;
  private readonly deliveries: Deliveries;
  private readonly competingWriter: CompetingWriter;
  private readonly lasting: LastingFaults;

  constructor(
    private readonly local: LocalAws,
    { kinds = FAULT_KINDS, scale = 1, onFault, lasting }: FaultOptions = {},
  ) {
    const { clock, random } = local.aws;
    this.dice = new Dice(random.fork('faults'), new Set(kinds), scale);
    if (onFault !== undefined) this.dice.onFault(onFault);
    this.lasting = new LastingFaults(local.aws, this.dice, lasting);
    this.visibility = new Visibility(clock, this.dice);
    this.executions = new ShownExecutions(clock, this.dice, random.fork('shown executions'), local.stepFunctions);
    this.quotas = new QuotaPressure(clock, this.dice);
    this.clocks = new Clocks(this.dice);
    this.deliveries = new Deliveries(clock, this.dice);
    this.competingWriter = new CompetingWriter(local, this.dice);
    new EndedExecutions(local, this.dice);
    local.lambda.skewClocks((functionName) => this.clocks.offsetOf(functionName));
    local.dynamoDb.lagReads((call, caller) => this.lagOf({ service: 'dynamodb', call, caller, overWire: true }));
    local.aws.intercept((call, perform) => this.pass(call, perform));
  }

  stop(): void {
    this.dice.stop();
  }

  counts(): ReadonlyMap<FaultKind, number> {
    return this.dice.counts();
  }

  /** True if the event about the end of this execution, on the account's bus, was lost. */
  hasLostStop(executionArn: string): boolean {
    return this.deliveries.lostBusEvents.some((event) => event.includes(JSON.stringify(executionArn)));
  }

  private pass(inTransit: CallInTransit, perform: Perform): Promise<unknown> {
    const { service, caller, overWire } = inTransit;
    const sender = service === 'lambda' && caller.kind === 'service' ? caller.principal : undefined;
    if (sender === 's3.amazonaws.com') return this.deliveries.event(perform, subjectOf(inTransit));
    if (sender === 'events.amazonaws.com')
      return this.deliveries.busEvent(perform, subjectOf(inTransit), String(inTransit.call.input.Payload));
    if (caller.kind !== 'role') return perform();
    if (isInvocation(inTransit)) return this.deliveries.invocation(perform, subjectOf(inTransit));
    const call = async () => this.clocks.shift(service, await this.throughService(inTransit, perform));
    return overWire ? this.fromFunction(inTransit, call) : this.fromStateMachine(inTransit, call);
  }

  private throughService(inTransit: CallInTransit, perform: Perform): Promise<unknown> {
    const { service, call, overWire } = inTransit;
    if (overWire && this.lasting.silences(service, subjectOf(inTransit))) return new Promise(() => undefined);
    if (service === 'states' && overWire) this.executions.assertShown(call, subjectOf(inTransit));
    if (service === 'personalize') return this.throughPersonalize(inTransit, () => this.visibility.show(call, perform));
    return service === 'dynamodb' ? this.throughDynamoDb(inTransit, perform) : perform();
  }

  private async throughPersonalize(inTransit: CallInTransit, perform: Perform): Promise<unknown> {
    const { call } = inTransit;
    this.lasting.meet(call, subjectOf(inTransit));
    this.quotas.assertQuota(call);
    this.refuseOnce(inTransit);
    const failure = FAILING.find(([operations]) => operations.test(call.operation))?.[1];
    const fails = failure !== undefined && this.dice.strikes(failure, subjectOf(inTransit));
    const output = await (fails ? failing(this.local.personalize, call, perform) : perform());
    if (call.operation.startsWith('Create')) this.failAs('creationAnswerLost', inTransit);
    return output;
  }

  /** Draws if a call of Personalize is refused. @throws ServiceError a temporary error that the operation declares */
  private refuseOnce(inTransit: CallInTransit): void {
    const { operation } = inTransit.call;
    const declares = (error: string) => DECLARED.personalize?.operations[operation]?.includes(error) ?? false;
    const subject = subjectOf(inTransit);
    if (declares('ResourceInUseException') && this.dice.strikes('inUse', subject))
      throw inUse(`What ${operation} needs is in use.`);
    if (declares('LimitExceededException') && this.dice.strikes('inProgressLimit', subject))
      throw limitExceeded(quotaMessage('pending', IN_PROGRESS_LIMIT));
  }

  private lagOf(read: CallInTransit): number {
    const isStale = read.caller.kind === 'role' && this.dice.strikes('staleRead', subjectOf(read));
    return isStale ? this.dice.delay('staleRead') : 0;
  }

  private async throughDynamoDb(inTransit: CallInTransit, perform: Perform): Promise<unknown> {
    const { call } = inTransit;
    if (isTransaction(call) && this.dice.strikes('transactionConflict', subjectOf(inTransit))) throw conflict(call);
    if (call.input.ConditionExpression === undefined && !isTransaction(call)) return perform();
    await this.competingWriter.acquireFirst(call);
    const output = await perform();
    this.loseAnswer('conditionFailedByOwnWrite', inTransit);
    return output;
  }

  private async fromFunction(inTransit: CallInTransit, perform: Perform): Promise<unknown> {
    const subject = subjectOf(inTransit);
    await this.breakCaller(inTransit, perform);
    if (this.dice.strikes('unanswered', subject)) {
      this.note('ANSWER_LOST', inTransit);
      if (this.dice.coin()) await settled(perform());
      return new Promise(() => undefined);
    }
    if (this.dice.strikes('slow', subject)) await this.wait('slow');
    if (this.givenUp.has(inTransit.event ?? '')) await this.wait('overlap');
    return this.answer(inTransit, perform);
  }

  /** Draws if the calling function breaks. It does not break if too many invocations with the same event have broken in a row. */
  private async breakCaller(inTransit: CallInTransit, perform: Perform): Promise<void> {
    const broken = this.brokenInARow.get(inTransit.event ?? '') ?? 0;
    if (broken >= MAX_BROKEN_IN_A_ROW) return;
    const subject = subjectOf(inTransit);
    const crashes = this.dice.strikes('callerCrashed', subject);
    const exhausts = !crashes && this.dice.strikes('callerOutOfMemory', subject);
    const hangs = !crashes && !exhausts && this.dice.strikes('callerTimedOut', subject);
    if (!crashes && !exhausts && !hangs) return;
    this.note(hangs ? 'CALLER_HUNG' : 'CALLER_ENDED', inTransit);
    if (this.dice.coin()) await settled(perform());
    if (hangs) throw new CallerStuck();
    // Lambda reports both a crash and a kill as Runtime.ExitError, but with different texts.
    throw new CallerEnded(`Runtime exited with error: ${crashes ? 'exit status 129' : 'signal: killed'}`);
  }

  /**
   * Passes on a call by a state machine, or by a service that uses a role. The state machines retry Invoke, Publish and StartExecution, so
   * these calls may fail. The response to Publish is never lost.
   */
  private async fromStateMachine(inTransit: CallInTransit, perform: Perform): Promise<unknown> {
    const { service, call, caller } = inTransit;
    // Lambda also makes calls under a function's role: it sends failed events to their destination, and retries by itself.
    const byMachine = caller.kind === 'role' && !caller.roleName.includes('-lambda-');
    if (service === 'lambda') {
      const invoke = () => this.answer(inTransit, perform);
      const output = await (isWakeUp(inTransit) ? this.mayGiveUp(inTransit, invoke) : invoke());
      // An invocation whose response is lost is not counted here. State machines retry such invocations separately.
      this.countBroken(call, output as { readonly FunctionError?: string });
      return output;
    }
    if (byMachine && call.operation === 'StartExecution') return this.answer(inTransit, perform);
    if (byMachine && service === 'sns') this.refuse(inTransit);
    return perform();
  }

  /**
   * Draws if an invocation is reported as failed while its function still works. If so, all calls by invocations with the same event are
   * delayed from then on.
   */
  private async mayGiveUp(inTransit: CallInTransit, invoke: Perform): Promise<unknown> {
    const errors = drawable('failed', 'lambda', 'Invoke');
    const error = this.dice.strikesAs('wakeUpGivenUp', subjectOf(inTransit), errors);
    if (error === undefined) return invoke();
    this.givenUp.add(String(inTransit.call.input.Payload));
    void settled(invoke());
    throw serviceError('failed', error);
  }

  /** Counts how many invocations with the same event have broken in a row. */
  private countBroken({ input }: Call, { FunctionError }: { readonly FunctionError?: string }): void {
    const event = String(input.Payload);
    if (FunctionError === undefined) this.brokenInARow.delete(event);
    else this.brokenInARow.set(event, (this.brokenInARow.get(event) ?? 0) + 1);
  }

  private async answer(inTransit: CallInTransit, perform: Perform): Promise<unknown> {
    this.refuse(inTransit);
    this.failAs('failed', inTransit);
    const output = await perform();
    this.transacted.note(inTransit.call);
    if (isBeginning(inTransit)) this.failAs('beginningAnswerLost', inTransit);
    this.loseAnswer('answerLost', inTransit);
    return output;
  }

  private refuse(inTransit: CallInTransit): void {
    const { service, call } = inTransit;
    const errors = this.transacted.possible(drawable('refused', service, call.operation), call);
    const error = this.dice.strikesAs('throttled', subjectOf(inTransit), errors);
    if (error !== undefined) throw serviceError('refused', error);
  }

  private loseAnswer(kind: 'answerLost' | 'conditionFailedByOwnWrite', inTransit: CallInTransit): void {
    this.failAs(kind, inTransit, () => this.note('ANSWER_LOST', inTransit));
  }

  private failAs(kind: FaultKind, inTransit: CallInTransit, before: () => void = () => {}): void {
    const { service, call } = inTransit;
    const errors = drawable('failed', service, call.operation);
    const error = this.dice.strikesAs(kind, subjectOf(inTransit), errors);
    if (error === undefined) return;
    before();
    throw serviceError('failed', error);
  }

  private note(kind: Interruption['kind'], { service, call, caller, event }: CallInTransit): void {
    const roleName = caller.kind === 'role' ? caller.roleName : '';
    this.interruptions.push({ kind, service, call, roleName, ...(event !== undefined && { event }) });
  }

  private wait(what: Parameters<Dice['delay']>[0]): Promise<void> {
    return this.local.clock.sleep(this.dice.delay(what));
  }
}

/** Returns the description of a call in the log of a simulation. */
function subjectOf({ service, call, caller }: CallInTransit): string {
  const by = caller.kind === 'role' ? caller.session : caller.kind === 'service' ? caller.principal : 'an operator';
  return `${service} ${call.operation} by ${by}`;
}

/**
 * True if EventBridge Scheduler makes the call: it starts a state machine under the role of the schedules.
 */
function isInvocation({ service, call, caller, overWire }: CallInTransit): boolean {
  return (
    !overWire &&
    service === 'states' &&
    call.operation === 'StartExecution' &&
    caller.kind === 'role' &&
    /schedul/.test(caller.roleName)
  );
}

/** True if a state machine invokes the function that begins a run. */
function isBeginning({ service, call, overWire }: CallInTransit): boolean {
  return !overWire && service === 'lambda' && /-begin-run\b/.test(String(call.input.FunctionName));
}

/** True for a wake-up: a state machine invokes the function that works on a run. */
function isWakeUp({ call }: CallInTransit): boolean {
  return /-ensure-resources\b/.test(String(call.input.FunctionName));
}

async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
