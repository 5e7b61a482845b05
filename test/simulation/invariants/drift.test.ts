import { driftIsCorrected } from '../../../simulation/invariants/drift';
import type { Night } from '../../../simulation/simulate/night';
import type { World } from '../../../simulation/simulate/world';

const NIGHT: Night = { from: 100, until: 200 };
const NO_NIGHT: Night = { from: 0, until: 0 };
const GROUP = 'simulated-0';

/** Checks the invariant in a world in which version 2 is recorded as serving. */
async function check(served: string, run?: object, night = NIGHT, records: readonly object[] = []) {
  const edition = { solutions: 1, campaign: true };
  const name = `${GROUP}-solution-0-campaign`;
  const world = {
    teams: [{ name: GROUP, group: {}, edition }],
    editionOf: () => edition,
    night: night === NO_NIGHT ? undefined : night,
    promotionLog: { servingOf: () => ({ version: '2' }) },
    executionLog: { runs: new Map(run ? [['1', run]] : []) },
    ofType: () => [{ name, arn: 'arn', status: 'ACTIVE' }],
    describe: async () => ({ solutionVersionArn: served }),
    local: {
      names: { recordTable: 'table' },
      aws: {
        call: async () => ({ Items: [{ datasetGroup: { S: GROUP }, item: { S: 'parameter-file' } }, ...records] }),
      },
    },
  } as unknown as World;
  const broken: string[] = [];
  await driftIsCorrected.rested?.(world, (what) => broken.push(what));
  return broken;
}

const runAt = (startedAt: number, endedAt: number, trigger = 'weekly') => ({
  startedAt,
  endedAt,
  input: { datasetGroup: GROUP, trigger },
});

describe(`the invariant "${driftIsCorrected.name}"`, () => {
  it('holds if the campaign serves the recorded version', async () => {
    expect(await check('2')).toEqual([]);
  });

  it.each([
    ['no run was in progress at night', undefined],
    ['only the run that should have corrected the campaign was in progress', runAt(150, 160, 'drift')],
    ['the only run had ended before the night', runAt(10, 99)],
  ])('is violated by a campaign that does not serve the recorded version if %s', async (_, run) => {
    expect(await check('1', run)).toEqual([`${GROUP}-solution-0-campaign serves 1, but the recorded version is 2`]);
  });

  it('judges nothing before a night has passed, or if another run was in progress at night', async () => {
    expect(await check('1', undefined, NO_NIGHT)).toEqual([]);
    expect(await check('1', runAt(90, 101))).toEqual([]);
  });

  it('judges nothing if the end of a run was recorded only during the night', async () => {
    const finishedAt = { S: new Date(150).toISOString() };
    const record = { datasetGroup: { S: GROUP }, item: { S: 'run#1' }, trigger: { S: 'weekly' }, finishedAt };

    expect(await check('1', runAt(10, 20), NIGHT, [record])).toEqual([]);
  });
});
