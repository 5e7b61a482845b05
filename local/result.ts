import type { LocalAws } from '../emulator/local-aws';
import { type RunRow, runs } from './runs';
import { solutionMetrics } from './solution-metrics';

/** The document that `run --json` prints. */
export type RunDocument = Awaited<ReturnType<typeof collectResult>>;

/**
 * @param since start of the recording, epoch milliseconds of virtual time
 * @param undelivered failed runs, one for each upload whose event no function received
 */
export async function collectResult(local: LocalAws, since: number, undelivered: readonly RunRow[] = []) {
  return {
    simulatedSeconds: (local.clock.now() - since) / 1000,
    runs: [...(await runs(local)), ...undelivered],
    resources: local.personalize.snapshot().map(({ type, name, arn, status }) => ({ type, name, arn, status })),
    notifications: local.sns.messages().map(({ subject = '', message }) => ({ subject, message })),
    /** Events, in the form in which EventBridge delivers them. */
    events: local.events.events(),
    /** Offline metrics of the local models, not of Amazon Personalize. */
    localModels: await solutionMetrics(local),
    counts: local.counts(),
  };
}

/**
 * True if there are runs, and each of them has ended without a failure.
 * @param cutShort true if runs may still be in progress, because the time limit was reached
 */
export function succeeded({ runs: all }: RunDocument, cutShort: boolean): boolean {
  const good = ['SUCCEEDED', 'UNCHANGED', 'SKIPPED', ...(cutShort ? ['RUNNING'] : [])];
  return all.length > 0 && all.every(({ status }) => good.includes(status));
}
