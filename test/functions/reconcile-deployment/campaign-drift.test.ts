import { correctCampaigns } from '../../../functions/reconcile-deployment/campaign-drift';
import type { RunningRun } from '../../../lib/record-table/run-history';
import type { RunRequest } from '../../../lib/record-table/run-request';
import { at, version, versionsOfSolution } from '../../support/solution-versions';

const FILE = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' };

/** A dataset group whose campaign serves version 1, although version 2 is recorded as serving. */
async function prepare() {
  const { step, decisions } = await versionsOfSolution();
  const { state, scope, personalize } = step({});
  const decision = { solution: 'top', version: version(2), createdAt: at(2), decision: 'PROMOTED' } as const;
  const others = { metrics: {}, verdicts: [], decidedBy: 'eve', decidedAt: at(3) };
  const serving = { version: version(2), decidedUpTo: at(2) };
  await decisions.record('shop', [{ ...decision, ...others }], { ...serving, revision: 0 });
  const described = { status: 'ACTIVE', solutionVersionArn: version(1), lastUpdatedDateTime: new Date(at(4)) };
  const warnings: unknown[] = [];
  const started: (readonly [string, RunRequest])[] = [];
  const correct = (day: number, running: readonly RunningRun[] = []) =>
    correctCampaigns(state, FILE, new Date(at(day)), {
      setting: 'restore',
      scope,
      decisions,
      logger: { warn: (...entry) => void warnings.push(entry[1]) },
      personalize: { ...personalize, describe: async () => described },
      runs: { begunBefore: async () => running },
      starter: { start: async (name, request) => started.push([name, request]) > 0 },
    });
  return { correct, started, warnings };
}

describe('correctCampaigns', () => {
  test('starts a run that restores the recorded version, under the same name in a second call and another name the next day', async () => {
    // Prepare
    const { correct, started } = await prepare();

    // Act
    await correct(5);
    await correct(5);
    await correct(6);

    // Assess
    const [[name, request] = [], [again] = [], [nextDay] = []] = started;
    expect(request).toEqual({
      datasetGroup: 'shop',
      workflow: 'solution-promotion',
      trigger: 'drift',
      file: FILE,
      solution: 'top',
      choice: expect.objectContaining({ action: 'RESTORE', version: version(2) }),
    });
    expect(again).toBe(name);
    expect(nextDay).not.toBe(name);
  });

  test('starts no run while another run is in progress, but logs what should be restored', async () => {
    // Prepare
    const { correct, started, warnings } = await prepare();

    // Act
    await correct(5, [{} as RunningRun]);

    // Assess
    expect(started).toEqual([]);
    expect(warnings).toEqual([
      expect.objectContaining({
        datasetGroup: 'shop',
        solution: 'top',
        choice: expect.objectContaining({ action: 'RESTORE' }),
      }),
    ]);
  });
});
