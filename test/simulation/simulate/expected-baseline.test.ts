import { expectedBaseline } from '../../../simulation/simulate/expected-baseline';
import type { LoggedBaseline } from '../../../simulation/simulate/promotion-log';
import type { World } from '../../../simulation/simulate/world';

const MINUTE = 60_000;
const [JUDGED, OTHER] = ['simulated-0-solution-0', 'simulated-0-solution-1'];
const version = (solution: string, number: number) => ({
  type: 'solutionVersion',
  arn: `arn:solution/${solution}/${number}`,
  name: `${solution}/${number}`,
  status: 'ACTIVE',
  createdAt: number * MINUTE,
  settledAt: (number + 20) * MINUTE,
});
const imported = (group: string, minute: number) => ({
  type: 'datasetImportJob',
  name: `interactions-simulated-${group}-1`,
  status: 'ACTIVE',
  settledAt: minute * MINUTE,
});

/**
 * Expected baseline of a decision that is made at minute `decided` and recorded a minute later. Trainings of the other solution began at minutes
 * 0 and 60, the training of the judged version at minute 62. Each takes 20 minutes.
 */
function baselineOf(
  named: Omit<LoggedBaseline, 'solution'> | undefined,
  imports: readonly object[] = [],
  decided = 90,
) {
  const resources = [version(OTHER, 0), version(OTHER, 60), version(JUDGED, 62), ...imports];
  const world = {
    teams: [{ name: 'simulated-0' }],
    ofType: (type: string) => resources.filter((each) => (each as { readonly type: string }).type === type),
  } as unknown as World;
  const verdict = { metric: 'coverage', passed: true, ...(named && { baseline: { solution: OTHER, ...named } }) };
  const decision = {
    version: version(JUDGED, 62).arn,
    decidedAt: new Date(decided * MINUTE).toISOString(),
    recordedAt: (decided + 1) * MINUTE,
    verdicts: [verdict],
  };
  return expectedBaseline(world, decision, OTHER);
}

const [older, newer] = [0, 60].map((number) => version(OTHER, number).arn);

describe('the baseline that the simulation expects', () => {
  it('is the newest version whose training had ended when the decision was made', () => {
    // Act and assess
    expect(baselineOf({ version: newer ?? '' })).toEqual({ version: newer, isOld: false });
    expect(baselineOf({ version: older ?? '' })).toBe(`compares with ${older}, but the newest version was ${newer}`);
  });

  it.each([
    [
      'the older of two versions, if the decision names it and the newer one becomes ready during the decision',
      { version: older ?? '' },
      79.5,
    ],
    [
      'the newer of two versions, if the decision names it and it becomes ready during the decision',
      { version: newer ?? '' },
      79.5,
    ],
    ['absent before the first training has ended', {}, 10],
  ])('is %s', (_, named, decided) => {
    // Act and assess
    expect(baselineOf(named, [], decided)).toMatchObject({ isOld: false });
  });

  it('counts as trained with other data only if an import of its dataset group ended between the starts of the two trainings', () => {
    // Prepare
    const old = { version: newer ?? '', importedAt: new Date(61 * MINUTE).toISOString() };

    // Act and assess
    expect(baselineOf(old, [imported('0', 61)])).toEqual({ version: newer, isOld: true });
    expect(baselineOf({ version: newer ?? '' }, [imported('0', 61)])).toMatch(/^misses an import between/);
    expect(baselineOf(old, [imported('1', 61), imported('0', 59), imported('0', 63)])).toMatch(/^invents an import/);
  });

  it('must be named by the decision', () => {
    // Act and assess
    expect(baselineOf(undefined)).toBe(`compares with no version of ${OTHER}`);
  });
});
