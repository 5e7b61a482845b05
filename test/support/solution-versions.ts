import type { Promotion } from '../../lib/parameter-file/promotion';
import type { Metrics } from '../../lib/reconciler/promotion/judge';
import { decideOnVersions, servingVersion } from '../../lib/reconciler/promotion/serving-version';
import type { Step } from '../../lib/reconciler/step';
import { VersionDecisions } from '../../lib/record-table/version-decisions';
import { recordTable } from './record-table';

const SOLUTION = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
export const version = (day: number) => `${SOLUTION}/${String(day).padStart(8, '0')}`;
export const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();

const CAMPAIGN = { type: 'campaign', name: 'home', pointer: '/solutions/0/campaigns/0', request: {} };

export interface Setup {
  /**
   * Coverage of each version, by the day of its training. For the training mode FULL, it is a number. For UPDATE, it is
   * a list of one number, or of undefined if the version has no coverage. A version whose training never ends has `IN TRAINING`.
   */
  readonly trained: Readonly<Record<number, number | readonly [number | undefined] | 'IN TRAINING'>>;
  readonly promotion?: Promotion;
  /** Version that the campaign serves. */
  readonly campaign?: string;
  /** True if Personalize itself moves the campaign to new versions. */
  readonly isSynced?: boolean;
}

export async function versionsOfSolution({ promotion, campaign, isSynced }: Omit<Setup, 'trained'> = {}) {
  const { table } = await recordTable();
  const decisions = new VersionDecisions(table);
  const step = (trained: Setup['trained']): Step =>
    ({
      state: {
        datasetGroup: { name: 'shop' },
        solutions: [
          {
            name: 'top',
            solution: { pointer: '/solutions/0' },
            version: CAMPAIGN,
            campaigns: [CAMPAIGN],
            ...(promotion && { promotion }),
          },
        ],
      },
      resource: CAMPAIGN,
      scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
      now: new Date(at(9)),
      runId: 'run-1',
      decisions,
      personalize: {
        list: async () =>
          Object.entries(trained).map(([day, coverage]) => ({
            solutionVersionArn: version(Number(day)),
            creationDateTime: new Date(at(Number(day))),
            status: coverage === 'IN TRAINING' ? 'CREATE IN_PROGRESS' : 'ACTIVE',
            trainingMode: Array.isArray(coverage) ? 'UPDATE' : 'FULL',
          })),
        describe: async (type: string) =>
          type === 'campaign' && campaign
            ? {
                solutionVersionArn: campaign,
                ...(isSynced && { campaignConfig: { syncWithLatestSolutionVersion: true } }),
              }
            : undefined,
        metrics: async (arn: string): Promise<Metrics> => {
          const coverage = [trained[Number(arn.slice(-8))]].flat()[0];
          return typeof coverage === 'number' ? { coverage } : {};
        },
      },
    }) as unknown as Step;
  const decided = async () =>
    (await decisions.ofSolution('shop', 'top')).map(({ version: arn, decision }) => [arn.slice(-1), decision]);
  /** Decides by rules, as a run does. @returns ARN of the version that serves then */
  const serve = async (made: Step) => {
    await decideOnVersions(made, decisions);
    return servingVersion({ ...made, isDecided: true });
  };
  return { decisions, step, decided, serve };
}
