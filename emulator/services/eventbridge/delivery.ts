import type { Aws } from '../../core/aws';
import type { Envelope } from './event';
import type { EventBus, Rule } from './event-bus';
import { matchesPattern } from './pattern';
import { deliver, type LostEvent, type Target } from './target';

/** Milliseconds of virtual time between an event and its delivery. */
const DELAY = 1000;

/** Delivers events from a bus to the targets of its rules. */
export class Delivery {
  private readonly lostEvents: LostEvent[] = [];

  constructor(private readonly aws: Aws) {}

  /** Events that a target refused, oldest first. */
  lost(): readonly LostEvent[] {
    return this.lostEvents;
  }

  /** @param rules the rules that match the event */
  pass(event: Envelope, rules: readonly Rule[]): void {
    const { clock } = this.aws;
    for (const rule of rules) {
      for (const target of rule.targets.values())
        clock.at(clock.now() + DELAY, () => {
          this.send(event, rule, target).catch((error) => clock.fail(error));
        });
    }
  }

  private async send(event: Envelope, rule: Rule, target: Target): Promise<void> {
    const error = await deliver(this.aws, rule.arn, target, event);
    if (error === undefined) return;
    this.lostEvents.push({ ruleArn: rule.arn, target, event, at: this.aws.clock.now(), error });
  }
}

export function rulesFor(bus: EventBus, event: Envelope): readonly Rule[] {
  return [...bus.rules.values()].filter(({ enabled, pattern }) => enabled && matchesPattern(pattern, { ...event }));
}
