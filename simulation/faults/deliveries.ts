import type { Clock } from '../../emulator/core/clock';
import type { Dice } from './dice';
import { drawable, serviceError } from './errors';

type Perform = () => Promise<unknown>;

/**
 * Asynchronous deliveries of AWS. Events of S3, events of EventBridge and invocations of schedules may come late, more than once, and in
 * another order. Events of EventBridge may also be lost.
 */
export class Deliveries {
  /** Lost events of EventBridge, as JSON text. */
  readonly lostBusEvents: string[] = [];
  /** Controllers of events of S3 that are held back until another one is delivered, or until the longest delay is over. */
  private readonly held: AbortController[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly dice: Dice,
  ) {}

  async event(perform: Perform, subject: string): Promise<unknown> {
    if (this.dice.strikes('eventDelayed', subject)) await this.clock.sleep(this.dice.delay('event'));
    if (this.dice.draws('eventReordered')) await this.holdBack(subject);
    const output = await perform();
    for (const held of this.held.splice(0)) held.abort();
    this.mayRepeat('eventDuplicated', 'event', perform, subject);
    return output;
  }

  /**
   * Delivers an event of EventBridge about an execution that was stopped or timed out, unless the event is lost. The order of such events
   * does not matter, because each event concerns another execution.
   * @param event the event as JSON text
   */
  async busEvent(perform: Perform, subject: string, event: string): Promise<unknown> {
    if (this.dice.strikes('busEventLost', subject)) {
      this.lostBusEvents.push(event);
      return { StatusCode: 202 };
    }
    if (this.dice.strikes('eventDelayed', subject)) await this.clock.sleep(this.dice.delay('stopEvent'));
    const output = await perform();
    this.mayRepeat('eventDuplicated', 'event', perform, subject);
    return output;
  }

  async invocation(perform: Perform, subject: string): Promise<unknown> {
    if (this.dice.strikes('invocationDelayed', subject)) await this.clock.sleep(this.dice.delay('invocation'));
    const refusals = drawable('refused', 'states', 'StartExecution');
    const refusal = this.dice.strikesAs('invocationRefused', subject, refusals);
    if (refusal !== undefined) throw serviceError('refused', refusal);
    const output = await perform();
    this.mayRepeat('invocationDuplicated', 'invocation', perform, subject);
    return output;
  }

  private async holdBack(subject: string): Promise<void> {
    const held = new AbortController();
    this.held.push(held);
    const longest = this.dice.delay('reordering');
    await this.clock.sleep(longest, held.signal).catch(() => undefined);
    if (!held.signal.aborted) return;
    this.dice.count('eventReordered', subject);
    // Waits another second, so that Lambda takes the other event from its queue first.
    await this.clock.sleep(1000);
  }

  private mayRepeat(
    kind: 'eventDuplicated' | 'invocationDuplicated',
    delay: 'event' | 'invocation',
    perform: Perform,
    subject: string,
  ): void {
    if (!this.dice.strikes(kind, subject)) return;
    this.clock.at(this.clock.now() + this.dice.delay(delay), () => {
      void perform().catch(() => undefined);
    });
  }
}
