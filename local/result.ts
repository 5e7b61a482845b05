import type { LocalAws } from '../local-aws/local-aws';
import { type RunResult, runs } from './runs';

/** The document that `run --json` prints. */
export interface Result {
  readonly simulatedSeconds: number;
  readonly runs: readonly RunResult[];
  readonly resources: readonly ResourceResult[];
  readonly notifications: readonly {
    readonly subject: string;
    readonly message: Readonly<Record<string, string>>;
  }[];
  /** As EventBridge delivers them. */
  readonly events: readonly unknown[];
  readonly counts: {
    readonly stateTransitions: number;
    readonly lambdaInvocations: number;
    readonly personalizeCalls: number;
  };
}

export interface ResourceResult {
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  readonly status: string;
}

/**
 * @param since when it all began, epoch milliseconds of virtual time
 * @param unheard runs that should have been and of which the local AWS knows nothing
 */
export async function collectResult(
  local: LocalAws,
  since: number,
  unheard: readonly RunResult[] = [],
): Promise<Result> {
  return {
    simulatedSeconds: (local.clock.now() - since) / 1000,
    runs: [...(await runs(local)), ...unheard],
    resources: local.personalize
      .snapshot()
      .map(({ type, name, arn, status }) => ({ type, name, arn, status })),
    notifications: local.sns.messages().map(({ subject = '', message }) => ({ subject, message })),
    events: local.events.events(),
    counts: local.counts(),
  };
}

/** @param cutShort whether time was up before everything had come to its end: then a run may still be going on */
export function succeeded({ runs: all }: Result, cutShort: boolean): boolean {
  const good = ['SUCCEEDED', 'SKIPPED', ...(cutShort ? ['RUNNING'] : [])];
  return all.length > 0 && all.every(({ status }) => good.includes(status));
}
