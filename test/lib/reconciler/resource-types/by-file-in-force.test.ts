import { LeftFile } from '../../../../lib/reconciler/errors';
import {
  byFileInForce,
  jobByFileInForce,
  versionByFileInForce,
} from '../../../../lib/reconciler/resource-types/by-file-in-force';
import { type Step, solutionOf } from '../../../../lib/reconciler/step';
import { stateOf } from '../../../support/planned';
import { completeSample, type Sample, type SampleSolution, solution } from '../../../support/sample';

/**
 * Returns a step for a resource of the sample file, while a newer file is in force.
 *
 * @param change makes the newer file from the sample
 */
function prepare(
  type: 'solutionVersion' | 'campaign' | 'datasetImportJob' | 'batchInferenceJob',
  change: (file: Sample) => unknown,
): Step {
  const state = stateOf(JSON.stringify(completeSample()));
  const newer = completeSample();
  change(newer);
  const [solution] = state.solutions;
  const [dataset] = state.datasets;
  const resources = {
    solutionVersion: solution?.version,
    campaign: solution?.campaigns[0],
    datasetImportJob: dataset?.importJob,
    batchInferenceJob: solution?.batchInferenceJobs[0],
  };
  const newerFile = async () => stateOf(JSON.stringify(newer));
  return { state, resource: resources[type], newerFile } as unknown as Step;
}

/** Moves the first solution of the file to the end. */
const reorder = ({ solutions }: Sample) => solutions.push(...solutions.splice(0, 1));

describe('the step of a run whose file is no longer in force', () => {
  test('uses the resource of the same name in the file in force, even if that file has the resource in another place', async () => {
    // Prepare
    const step = prepare('campaign', (file) => {
      for (const { campaigns = [] } of file.solutions)
        for (const { serviceConfig } of campaigns) serviceConfig.minProvisionedTPS = 7;
      reorder(file);
    });

    // Act
    const current = await byFileInForce(step);

    // Assess
    expect(current.resource).toMatchObject({ name: step.resource.name, request: { minProvisionedTPS: 7 } });
    expect(current.resource.pointer).not.toBe(step.resource.pointer);
    expect(await byFileInForce(current)).toBe(current);
  });

  test('changes no campaign that the file in force has under another solution', async () => {
    // Prepare
    const moved = ({ solutions }: Sample) => {
      for (const each of solutions) each.campaigns = [];
      solutions.push(solution('other', ['small-campaign']));
    };

    // Act and assess
    await expect(byFileInForce(prepare('campaign', moved))).rejects.toThrow(
      new LeftFile("campaign 'small-campaign'", 'the parameter file in force describes it differently'),
    );
  });

  test('changes no campaign and begins no training if the file in force no longer has their solution', async () => {
    // Prepare
    const without = ({ solutions }: Sample) => solutions.shift();

    // Act and assess
    await expect(byFileInForce(prepare('campaign', without))).rejects.toThrow(LeftFile);
    expect((await jobByFileInForce(prepare('solutionVersion', without))).left).toBeInstanceOf(LeftFile);
  });

  test("keeps the job of the run's file, but uses the budget of the file in force", async () => {
    // Prepare
    const step = prepare('solutionVersion', (file) => {
      reorder(file);
      Object.assign(file, { budget: { trainingHoursPerMonth: 5 } });
    });

    // Act
    const { budgeted, left } = await jobByFileInForce(step);

    // Assess
    expect(left).toBeUndefined();
    expect(budgeted.resource).toBe(step.resource);
    expect(budgeted.state).toMatchObject({ solutions: step.state.solutions, budget: { limits: { trainingHours: 5 } } });
  });

  test("keeps the training settings of the run's file, but uses the promotion rules of the file in force", async () => {
    // Prepare
    const promotion = { rules: [{ metric: 'coverage', minimum: 0.5 }] };
    const step = prepare('solutionVersion', (file) => {
      for (const solution of file.solutions.slice(0, 1)) Object.assign(solution, { workflowConfig: { promotion } });
      reorder(file);
    });

    // Act
    const current = await versionByFileInForce(step);

    // Assess
    expect(solutionOf(current)).toMatchObject({ name: solutionOf(step).name, promotion });
    expect(current.resource.request).toBe(step.resource.request);
  });

  test.each<[string, SampleSolution['batchInferenceJobs'], boolean]>([
    ['does not begin a batch job that the file in force no longer has', [], false],
    [
      'does not begin a batch job that has other settings in the file in force',
      [{ serviceConfig: { numResults: 7 } }],
      false,
    ],
    [
      'does not begin a batch job that has another place among the jobs of its solution in the file in force',
      [{ serviceConfig: { numResults: 7 } }, { serviceConfig: {} }],
      false,
    ],
    [
      'begins a batch job that has the same settings, and the same place in its solution, in the file in force',
      [{ serviceConfig: {} }],
      true,
    ],
    [
      'begins a batch job for which the file in force spells out a default value',
      [{ serviceConfig: { numResults: 25 } }],
      true,
    ],
  ])('%s', async (_, batchInferenceJobs, expected) => {
    // Prepare
    const step = prepare('batchInferenceJob', (file) => {
      for (const solution of file.solutions.slice(0, 1)) Object.assign(solution, { batchInferenceJobs });
      reorder(file);
    });

    // Act
    const { left } = await jobByFileInForce(step);

    // Assess
    expect(left === undefined).toBe(expected);
  });

  test('does not import, since the upload of the newer file does', async () => {
    // Prepare
    const step = prepare('datasetImportJob', reorder);

    // Act
    const { left } = await jobByFileInForce(step);

    // Assess
    expect(left?.message).toBe(
      "dataset import job of the interactions dataset 'small-interactions': not created or changed, because a newer parameter file is in force: its upload checks and imports the data.",
    );
  });
});
