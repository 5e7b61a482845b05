import type { LocalAws } from '../emulator/local-aws';
import { type RunRow, runs } from './runs';
import { solutionMetrics } from './solution-metrics';

/** The document that `run --json` prints. */
export type RunDocument = Awaited<ReturnType<typeof collectResult>>;

/**
 * @param since start of the recording, epoch milliseconds of virtual time
 * @param undelivered failed runs for uploads whose event no function received
 */
export async function collectResult(local: LocalAws, since: number, undelivered: readonly RunRow[] = []) {
  return {
    simulatedSeconds: (local.clock.now() - since) / 1000,
    runs: [...(await runs(local)), ...undelivered],
    resources: local.personalize.snapshot().map(({ type, name, arn, status }) => ({ type, name, arn, status })),
    notifications: local.sns.messages().map(({ subject = '', message }) => ({ subject, message })),
    /** These have the form in which EventBridge delivers them. */
    events: local.events.events(),
    /** These are offline metrics of the local models, not of Amazon Personalize. */
    localModels: await solutionMetrics(local),
    counts: local.counts(),
  };
}

/** @param cutShort true if time was up before everything had ended; a run may then be in progress */
export function succeeded({ runs: all }: RunDocument, cutShort: boolean): boolean {
  const good = ['SUCCEEDED', 'UNCHANGED', 'SKIPPED', ...(cutShort ? ['RUNNING'] : [])];
  return all.length > 0 && all.every(({ status }) => good.includes(status));
}
