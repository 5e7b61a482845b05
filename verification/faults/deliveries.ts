import type { Clock } from '../../local-aws/core/clock';
import type { Dice } from './dice';
import { drawable, serviceError } from './errors';

type Perform = () => Promise<unknown>;

/** What AWS delivers by itself, events of S3 and EventBridge and schedules' fires: at least once, sooner or later, in any order. */
export class Deliveries {
  /** Events that wait for another one to overtake them. */
  private readonly held: AbortController[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly dice: Dice,
  ) {}

  async event(perform: Perform, subject: string): Promise<unknown> {
    if (this.dice.befalls('eventDelayed', subject)) await this.clock.sleep(this.dice.delay('event'));
    if (this.dice.draws('eventReordered')) await this.letSupersede(subject);
    const output = await perform();
    for (const held of this.held.splice(0)) held.abort();
    this.perhapsAgain('eventDuplicated', 'event', perform, subject);
    return output;
  }

  /** Of EventBridge: no two of them are about one thing, so their order does not matter. */
  async busEvent(perform: Perform, subject: string): Promise<unknown> {
    if (this.dice.befalls('eventDelayed', subject)) await this.clock.sleep(this.dice.delay('event'));
    const output = await perform();
    this.perhapsAgain('eventDuplicated', 'event', perform, subject);
    return output;
  }

  async fire(perform: Perform, subject: string): Promise<unknown> {
    if (this.dice.befalls('invocationDelayed', subject)) await this.clock.sleep(this.dice.delay('fire'));
    const refusals = drawable('refused', 'states', 'StartExecution');
    const refusal = this.dice.befallsAs('invocationRefused', subject, refusals);
    if (refusal !== undefined) throw serviceError('refused', refusal);
    const output = await perform();
    this.perhapsAgain('invocationDuplicated', 'fire', perform, subject);
    return output;
  }

  private async letSupersede(subject: string): Promise<void> {
    const held = new AbortController();
    this.held.push(held);
    const longest = this.dice.delay('overtaking');
    await this.clock.sleep(longest, held.signal).catch(() => undefined);
    if (!held.signal.aborted) return;
    this.dice.count('eventReordered', subject);
    // Longer than the other one takes through Lambda's queue.
    await this.clock.sleep(1000);
  }

  private perhapsAgain(
    kind: 'eventDuplicated' | 'invocationDuplicated',
    delay: 'event' | 'fire',
    perform: Perform,
    subject: string,
  ): void {
    if (!this.dice.befalls(kind, subject)) return;
    this.clock.at(this.clock.now() + this.dice.delay(delay), () => {
      void perform().catch(() => undefined);
    });
  }
}
