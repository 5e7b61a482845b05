import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outdatedBy, planAgain, readSavedPlan, type SavedPlan, savePlan } from '../../../cli/plan/saved-plan';
import type { PreparedUpload } from '../../../cli/prepare-upload';
import type { LeftResource } from '../../../lib/reconciler/plan/left-resources';
import type { Plan, PlannedChange } from '../../../lib/reconciler/plan/plan';

const PLAN: Plan = {
  file: 'shop/config.json',
  datasetGroup: 'shop',
  changes: [],
  settings: [],
  notInFile: [],
  unmanaged: [],
  forecast: { from: '', to: '', uses: [], ended: [] },
};

/** The planned creation of the batch job with this index. All jobs are of one solution. */
function job(index: number): PlannedChange {
  return {
    action: 'create',
    type: 'batchInferenceJob',
    name: '',
    label: "batch inference job of solution 'top'",
    pointer: `/solutions/0/batchInferenceJobs/${index}`,
  };
}

const CAMPAIGN: LeftResource = {
  type: 'campaign',
  name: 'second',
  arn: 'arn:aws:personalize:us-east-1:123456789012:campaign/second',
  status: 'ACTIVE',
  onRemoval: 'keep',
  isDeletedByUpload: false,
  usedBy: [],
  isNameNeeded: false,
  uses: [],
};

/** Saves the plan, and returns it as `apply` reads it. */
async function saved(plan: Plan): Promise<SavedPlan> {
  const folder = await mkdtemp(join(tmpdir(), 'plan-'));
  const aws = {
    now: () => 0,
    names: { runStateMachineArn: 'arn:aws:states:us-east-1:1:stateMachine:personalize-run' },
    scope: {},
  };
  const file = join(folder, 'plan.json');
  await savePlan(file, { path: '.' }, { aws, fingerprints: {}, plans: [plan] } as unknown as PreparedUpload);
  const read = await readSavedPlan(file);
  await rm(folder, { recursive: true });
  if (read === undefined) throw new Error('The saved file is not a plan.');
  return read;
}

describe('A saved plan', () => {
  test.each([
    ['is not outdated if the same two batch jobs are planned again', [job(0), job(1)], [job(0), job(1)], []],
    [
      'is outdated if a second batch job of the solution is planned in addition',
      [job(1)],
      [job(0), job(1)],
      [
        "not in the saved plan: shop: + create batch inference job of solution 'top'; /solutions/0/batchInferenceJobs/0",
      ],
    ],
    [
      'is outdated if another batch job of the solution is planned instead',
      [job(1)],
      [job(0)],
      [expect.stringMatching(/^not planned any more: .*1$/), expect.stringMatching(/^not in the saved plan: .*0$/)],
    ],
  ])('%s', async (_, before, now, says) => {
    // Prepare
    const plan = await saved({ ...PLAN, changes: before });

    // Act
    const outdated = outdatedBy(plan, {}, [{ ...PLAN, changes: now }]);

    // Assess
    expect(outdated).toEqual(says);
  });

  test('is outdated if --prune would now delete a resource that is missing from the saved plan', async () => {
    // Prepare
    const plan = await saved(PLAN);

    // Act
    const outdated = outdatedBy(plan, {}, [{ ...PLAN, notInFile: [CAMPAIGN] }]);

    // Assess
    expect(outdated).toEqual(["not in the saved plan: shop: campaign 'second', which is not in the file any more"]);
  });

  test('is not outdated if a resource no longer in the file has since been deleted', async () => {
    // Prepare
    const plan = await saved({ ...PLAN, notInFile: [CAMPAIGN] });

    // Act
    const outdated = outdatedBy(plan, {}, [PLAN]);

    // Assess
    expect(outdated).toEqual([]);
  });

  test('is not outdated if the status of a resource no longer in the file has changed', async () => {
    // Prepare
    const plan = await saved({ ...PLAN, notInFile: [CAMPAIGN] });

    // Act
    const outdated = outdatedBy(plan, {}, [{ ...PLAN, notInFile: [{ ...CAMPAIGN, status: 'DELETE PENDING' }] }]);

    // Assess
    expect(outdated).toEqual([]);
  });
});

describe('the command that repeats a plan', () => {
  test('puts paths in quotes if a shell would change them', () => {
    // Act
    const text = planAgain('my data', 'plan.json');

    // Assess
    expect(text).toContain("`personalize-mlops plan 'my data' --out plan.json`");
  });
});
