import { CallerEnded, type CallOnItsWay } from '../aws';
import type { LocalAws } from '../local-aws';
import type { Caller } from '../service';
import { Dice } from './dice';
import { failed, throttled } from './errors';
import { orderFailure } from './failed-creations';
import { FAULT_KINDS, type FaultKind } from './rates';
import { Visibility } from './visibility';

export interface FaultOptions {
  /** Default: every kind. */
  readonly kinds?: readonly FaultKind[];
  /** Of all rates. Default: 1. */
  readonly scale?: number;
}

type Perform = () => Promise<unknown>;

/** A function that ended in the middle of a call, or a call whose answer it never got. */
export interface Interruption {
  readonly service: string;
  readonly operation: string;
  readonly roleName: string;
}

/**
 * Lets calls go wrong as they do in AWS, by chance that is drawn from the seed. Only the stack's own calls do: a person's,
 * and those of the emulated services among themselves, stay sound.
 */
export class Faults {
  /** In which nobody can know whether what was asked for was done. */
  readonly interruptions: Interruption[] = [];
  private readonly dice: Dice;
  private readonly visibility: Visibility;

  constructor(
    private readonly local: LocalAws,
    { kinds = FAULT_KINDS, scale = 1 }: FaultOptions = {},
  ) {
    const { clock, random } = local.aws;
    this.dice = new Dice(random.fork('faults'), new Set(kinds), scale);
    this.visibility = new Visibility(clock, this.dice);
    local.aws.intercept((call, perform) => this.pass(call, perform));
  }

  /** From now on nothing goes wrong any more. */
  stop(): void {
    this.dice.stop();
  }

  counts(): ReadonlyMap<FaultKind, number> {
    return this.dice.counts();
  }

  private pass(onItsWay: CallOnItsWay, perform: Perform): Promise<unknown> {
    const { service, call, caller, overWire } = onItsWay;
    if (isEvent(service, caller)) return this.deliver('event', perform);
    if (caller.kind !== 'role') return perform();
    if (isFire(onItsWay)) return this.deliver('fire', perform);
    const sound =
      service === 'personalize'
        ? () => this.personalize(onItsWay, () => this.visibility.show(call, perform))
        : perform;
    const note = () =>
      this.interruptions.push({ service, operation: call.operation, roleName: caller.roleName });
    return overWire ? this.fromFunction(service, sound, note) : this.fromStateMachine(service, sound, note);
  }

  private async personalize({ call }: CallOnItsWay, perform: Perform): Promise<unknown> {
    if (/^(Create|Update)/.test(call.operation) && this.dice.befalls('creationFailed'))
      orderFailure(this.local.personalize, call);
    const output = await perform();
    if (call.operation.startsWith('Create') && this.dice.befalls('creationAnswerLost'))
      throw failed('personalize');
    return output;
  }

  private async fromFunction(service: string, perform: Perform, note: () => void): Promise<unknown> {
    if (this.dice.befalls('callerCrashed')) {
      note();
      if (this.dice.coin()) await settled(perform());
      throw new CallerEnded('Runtime exited with error: signal: killed');
    }
    if (this.dice.befalls('callerTimedOut')) {
      note();
      if (this.dice.coin()) await settled(perform());
      await this.wait('hang');
      throw new CallerEnded('Runtime exited without providing a reason');
    }
    if (this.dice.befalls('slow')) await this.wait('slow');
    return this.answer(service, perform, note);
  }

  /** Step Functions itself makes sure that a call whose answer was lost is not carried out twice, or says so. */
  private fromStateMachine(service: string, perform: Perform, note: () => void): Promise<unknown> {
    return service === 'lambda' ? this.answer(service, perform, note) : perform();
  }

  private async answer(service: string, perform: Perform, note: () => void): Promise<unknown> {
    if (this.dice.befalls('throttled')) throw throttled(service);
    if (this.dice.befalls('failed')) throw failed(service);
    const output = await perform();
    if (!this.dice.befalls('answerLost')) return output;
    note();
    throw failed(service);
  }

  /** At least once, sooner or later. */
  private async deliver(what: 'event' | 'fire', perform: Perform): Promise<unknown> {
    const [delayed, duplicated] = (
      what === 'event' ? ['eventDelayed', 'eventDuplicated'] : ['fireDelayed', 'fireDuplicated']
    ) as [FaultKind, FaultKind];
    if (this.dice.befalls(delayed)) await this.wait(what);
    const output = await perform();
    if (this.dice.befalls(duplicated)) {
      const again = this.dice.delay(what);
      const { clock } = this.local;
      clock.at(clock.now() + again, () => void settled(perform()));
    }
    return output;
  }

  private wait(what: Parameters<Dice['delay']>[0]): Promise<void> {
    return this.local.clock.sleep(this.dice.delay(what));
  }
}

function isEvent(service: string, caller: Caller): boolean {
  return service === 'lambda' && caller.kind === 'service' && caller.principal === 's3.amazonaws.com';
}

/** EventBridge Scheduler starts a state machine under the schedule's role, with the schedule's name as its session. */
function isFire({ service, call, caller, overWire }: CallOnItsWay): boolean {
  return (
    !overWire &&
    service === 'states' &&
    call.operation === 'StartExecution' &&
    caller.kind === 'role' &&
    /schedul/.test(caller.roleName)
  );
}

async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
