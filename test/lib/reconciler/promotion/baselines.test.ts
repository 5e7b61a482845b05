import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { baselinesFor, canBeJudged } from '../../../../lib/reconciler/promotion/baselines';
import type { Step } from '../../../../lib/reconciler/step';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const VERSION = { version: `${ARN}:solution/top/1`, createdAt: at(10).toISOString(), mode: 'FULL', status: 'ACTIVE' };

interface Trained {
  /** Versions of the baseline: hour of the creation, and status. */
  readonly versions: readonly (readonly [hour: number, status: string])[];
  /** Imports: hour of the end, and status. */
  readonly imports?: readonly (readonly [hour: number, status: string])[];
  /** True if the versions of the baseline are yet to be trained. */
  readonly isForeseen?: boolean;
}

/**
 * Returns a step for a solution with two rules that name the same baseline. The file names no datasets, but the
 * dataset group has an ITEMS dataset.
 */
function stepOf(trained: Trained): Step {
  const rules = [1, 2].map(() => ({ metric: 'coverage', minimumRise: 0, over: 'popular' }));
  const solutions = [
    { name: 'top', version: { pointer: '/solutions/0' }, promotion: { rules } },
    { name: 'popular', version: { pointer: '/solutions/1' } },
  ];
  const { versions, imports = [], isForeseen } = trained;
  const personalize = {
    describe: async (_: string, arn: string) => (arn.endsWith('/ITEMS') ? { creationDateTime: at(0) } : undefined),
    list: async (type: string, { solutionArn }: Description): Promise<readonly Description[]> =>
      type === 'datasetImportJob'
        ? imports.map(([hour, status]) => ({ status, creationDateTime: at(1), lastUpdatedDateTime: at(hour) }))
        : versions.map(([hour, status]) => ({
            solutionVersionArn: `${solutionArn}/${hour}`,
            status,
            creationDateTime: at(hour),
          })),
    metrics: async (arn: string) => (isForeseen && arn !== VERSION.version ? undefined : { coverage: 0.3 }),
  };
  const scope = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
  const state = { datasetGroup: { name: 'shop' }, datasets: [], solutions };
  return { state, resource: solutions[0]?.version, scope, personalize } as unknown as Step;
}

describe('the baseline version', () => {
  it.each<[string, Trained, object]>([
    [
      'the newest ACTIVE version of the other solution, with its time and metrics',
      {
        versions: [
          [7, 'ACTIVE'],
          [8, 'ACTIVE'],
          [9, 'CREATE FAILED'],
          [11, 'CREATE IN_PROGRESS'],
        ],
      },
      { version: `${ARN}:solution/popular/8`, createdAt: at(8).toISOString(), metrics: { coverage: 0.3 } },
    ],
    ['absent while no version is ACTIVE', { versions: [[8, 'CREATE PENDING']] }, { metrics: {} }],
    [
      'given with the time of the last import, into any dataset, that ended between the creations of the two versions',
      {
        versions: [[5, 'ACTIVE']],
        imports: [
          [4, 'ACTIVE'],
          [7, 'ACTIVE'],
          [6, 'ACTIVE'],
          [11, 'ACTIVE'],
        ],
      },
      { importedAt: at(7).toISOString() },
    ],
    [
      'given with the time of an import that ended between the two creations, even if the judged version was created first',
      { versions: [[12, 'ACTIVE']], imports: [[11, 'ACTIVE']] },
      { importedAt: at(11).toISOString() },
    ],
  ])('is %s', async (_, trained, expected) => {
    // Act
    const found = await baselinesFor(stepOf(trained), VERSION);

    // Assess
    expect(found).toEqual([expect.objectContaining({ solution: 'popular', ...expected })]);
  });

  it.each([['CREATE FAILED'], ['CREATE IN_PROGRESS']])(
    'counts as trained with the same data as the judged version if the only import in between is %s',
    async (status) => {
      // Act
      const [found] = await baselinesFor(stepOf({ versions: [[5, 'ACTIVE']], imports: [[7, status]] }), VERSION);

      // Assess
      expect(found).not.toHaveProperty('importedAt');
    },
  );
});

describe('a plan', () => {
  it.each<[string, Trained, boolean]>([
    ['can judge a version if the baseline version has been trained', { versions: [[8, 'ACTIVE']] }, true],
    [
      'cannot judge a version if the baseline version is yet to be trained',
      { versions: [[8, 'ACTIVE']], isForeseen: true },
      false,
    ],
    ['can judge a version if there is no baseline version', { versions: [], isForeseen: true }, true],
  ])('knows that rules %s', async (_, trained, expected) => {
    // Act and assess
    expect(await canBeJudged(stepOf(trained), VERSION)).toBe(expected);
  });
});
