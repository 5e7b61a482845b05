import type { CallListener } from '../../../emulator/core/aws';
import { noVersionServesBelowItsBaseline } from '../../../simulation/invariants/baselines';
import type { PromotionSetting } from '../../../simulation/simulate/scenario';
import type { World } from '../../../simulation/simulate/world';

const [JUDGED, OTHER] = ['simulated-0-solution-0', 'simulated-0-solution-1'].map((name) => `arn:solution/${name}/1`);
const DECIDED = { solution: 'simulated-0-solution-0', version: JUDGED, decision: 'PROMOTED', decidedBy: 'rules' };
const NOON = Date.UTC(2026, 0, 1, 12);

interface Given {
  /** Coverage of the judged version. */
  readonly judged: number;
  /** Coverage of the other version; absent if Personalize reports none. */
  readonly other?: number;
  readonly onMissingMetrics?: PromotionSetting['onMissingMetrics'];
  readonly decidedBy?: string;
  readonly importedAt?: string;
}

/**
 * Lets the product use a version whose coverage must be 20 % above the coverage of another solution's version.
 * @returns all violations
 */
async function use({ judged, other, onMissingMetrics = 'hold', decidedBy = 'rules', importedAt }: Given) {
  const listeners: CallListener[] = [];
  const rules = [{ metric: 0, limit: 'minimumRise', isPercentage: true, isOverLast: true, value: 0.2 }];
  const edition = { solutions: 2, promotion: { rules, approval: 'automatic', onMissingMetrics } };
  const baseline = { solution: 'simulated-0-solution-1', version: OTHER, ...(importedAt && { importedAt }) };
  const decision = {
    ...DECIDED,
    decidedBy,
    run: 'run-1',
    decidedAt: new Date(NOON).toISOString(),
    recordedAt: NOON,
    verdicts: [{ metric: 'coverage', baseline, passed: true }],
  };
  const version = (arn = '', createdAt = 0) => ({
    arn,
    name: arn.slice('arn:solution/'.length),
    status: 'ACTIVE',
    createdAt,
    settledAt: createdAt,
  });
  const imports = importedAt === undefined ? [] : [Date.parse(importedAt)];
  const resources: Readonly<Record<string, readonly object[]>> = {
    solutionVersion: [version(OTHER, NOON - 7_200_000), version(JUDGED, NOON - 3_600_000)],
    datasetImportJob: imports.map((settledAt) => ({ name: 'interactions-simulated-0', status: 'ACTIVE', settledAt })),
  };
  const world = {
    local: {
      aws: {
        onCall: (listener: CallListener) => listeners.push(listener),
        call: async (_: string, __: string, { solutionVersionArn }: { readonly solutionVersionArn: string }) => {
          const value = solutionVersionArn === JUDGED ? judged : other;
          return { metrics: value === undefined ? {} : { coverage: value } };
        },
      },
    },
    executionLog: { runOf: () => undefined, fileOfRun: new Map([['run-1', 'file-1']]) },
    promotionLog: { latestOf: () => decision },
    inForceLog: { during: () => [] },
    teams: [{ name: 'simulated-0', group: { batch: 'none', domain: false }, edition }],
    uploads: [{ group: 'simulated-0', versionId: 'file-1' }],
    editionOf: () => edition,
    ofType: (type: string) => resources[type] ?? [],
  } as unknown as World;
  const broken: string[] = [];
  const note = (what: string) => broken.push(what);
  noVersionServesBelowItsBaseline.watch?.(world, note);
  const call = { operation: 'UpdateCampaign', input: { solutionVersionArn: JUDGED } };
  for (const listener of listeners) listener({ service: 'personalize', call, caller: { kind: 'role' } } as never);
  await noVersionServesBelowItsBaseline.check?.(world, note);
  return broken;
}

describe('the invariant that a version in use beats its baseline (a version of another solution)', () => {
  it.each<[string, Given]>([
    ['beats the other solution by the required rise', { judged: 0.36, other: 0.3 }],
    ['cannot be compared, if the file promotes such versions', { judged: 0.3, onMissingMetrics: 'promote' }],
    ['was promoted by an operator', { judged: 0.1, other: 0.3, decidedBy: 'eve' }],
  ])('allows a version that %s', async (_, given) => {
    // Act and assess
    expect(await use(given)).toEqual([]);
  });

  it.each<[string, Given]>([
    ['is better than the other solution by less than the required rise', { judged: 0.35, other: 0.3 }],
    ['cannot be compared, although the file holds such versions', { judged: 0.3 }],
    [
      'beats a version that was trained with other data',
      { judged: 0.9, other: 0.3, importedAt: '2026-01-01T10:30:00.000Z' },
    ],
  ])('is violated by a version that %s', async (_, given) => {
    // Act and assess
    expect(await use(given)).toEqual([expect.stringContaining(`${JUDGED} serves with {"coverage":${given.judged}}`)]);
  });
});
