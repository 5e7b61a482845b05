import { scheduleChanges, settingChanges } from '../../../lib/parameter-file/setting-changes';
import { stateOf } from '../../support/planned';
import { filter, type Sample, sample, solution, withChecks, withItems } from '../../support/sample';

const state = (file: object) => stateOf(JSON.stringify(file));

/** @param workflowConfig the solution's `workflowConfig` */
function solutionWith(workflowConfig: NonNullable<Sample['solutions'][number]['workflowConfig']>): Sample {
  const file = sample();
  for (const solution of file.solutions) solution.workflowConfig = workflowConfig;
  return file;
}

function withPopular(file: Sample): Sample {
  return { ...file, solutions: [...file.solutions, solution('popular')] };
}

function withFilter(file: Sample, onRemoval?: string): Sample {
  return { ...file, filters: [{ ...filter('seen'), ...(onRemoval && { workflowConfig: { onRemoval } }) }] };
}

/** A file with imports, trainings and a batch job that have this `workflowConfig`. */
function withWork(workflowConfig: { maxAge?: string }, imports: object, solutionVersion: object): Sample {
  const file = solutionWith(workflowConfig);
  const [first] = file.solutions;
  if (first !== undefined) {
    Object.assign(first.serviceConfig, { solutionVersion });
    first.batchInferenceJobs = [{ serviceConfig: {}, workflowConfig }];
  }
  file.datasetGroup.workflowConfig = workflowConfig;
  return Object.assign(file, { datasets: { serviceConfig: imports, ...file.datasets } });
}

const RULES = { rules: [{ metric: 'coverage', maximumDrop: '10%' }] };

describe('settingChanges', () => {
  it.each<readonly [string, object, object, readonly string[]]>([
    ['finds no changes between equal files', sample(), sample(), []],
    [
      'says that the promotion of a solution is removed',
      solutionWith({ promotion: RULES }),
      sample(),
      ["promotion of 'small-solution' removed: every new version will serve"],
    ],
    [
      'names rules that are added',
      sample(),
      solutionWith({ promotion: RULES }),
      ["promotion of 'small-solution': rules added: metric coverage, maximumDrop 10%"],
    ],
    [
      'says that a person must approve versions from now on',
      sample(),
      solutionWith({ promotion: { approval: 'manual', remindAfter: '2 days' } }),
      [
        "promotion of 'small-solution': approval changed: automatic -> manual",
        "promotion of 'small-solution': remindAfter added: 2 days",
      ],
    ],
    [
      'names each member of promotion that changes',
      solutionWith({ promotion: RULES }),
      solutionWith({ promotion: { rules: [{ metric: 'coverage', minimum: 0.1 }], approval: 'manual' } }),
      [
        "promotion of 'small-solution': rules changed: metric coverage, maximumDrop 10% -> metric coverage, minimum 0.1",
        "promotion of 'small-solution': approval changed: automatic -> manual",
      ],
    ],
    [
      'names the solution that a rule compares with',
      withPopular(solutionWith({ promotion: RULES })),
      withPopular(
        solutionWith({
          promotion: { rules: [...RULES.rules, { metric: 'coverage', minimumRise: '20%', over: 'popular' }] },
        }),
      ),
      [
        "promotion of 'small-solution': rules changed: metric coverage, maximumDrop 10% -> metric coverage, maximumDrop 10%; metric coverage, minimumRise 20%, over popular",
      ],
    ],
    [
      'says which limits of a budget are lowered, raised and removed',
      { ...sample(), budget: { trainingHoursPerMonth: 40, importGigabytesPerMonth: 1, batchJobsPerMonth: 2 } },
      { ...sample(), budget: { trainingHoursPerMonth: 20, importGigabytesPerMonth: 5, onExceeded: 'notify' } },
      [
        "budget of 'small' lowered: trainingHoursPerMonth 40 -> 20",
        "budget of 'small' raised: importGigabytesPerMonth 1 -> 5",
        "budget of 'small' raised: batchJobsPerMonth 2 -> no limit",
        "budget of 'small': onExceeded changed: skip -> notify",
      ],
    ],
    [
      'says that a new budget limits what had no limit',
      sample(),
      { ...sample(), budget: { trainingHoursPerMonth: 40 } },
      ["budget of 'small' lowered: trainingHoursPerMonth no limit -> 40"],
    ],
    [
      'names checks that are added',
      sample(),
      withChecks(sample(), { minimumRows: 5 }),
      ['checks of the Interactions dataset added: minimumRows 5'],
    ],
    [
      'says that rows are read if the only added limit, maximumUnknownItems, does not apply to incremental imports',
      sample(),
      withChecks(withItems(withWork({}, { importMode: 'INCREMENTAL' }, {})), { maximumUnknownItems: '10%' }),
      [
        'checks of the Interactions dataset added: rows are read, without a limit',
        "imports of 'small': importMode changed: FULL -> INCREMENTAL",
      ],
    ],
    [
      'says that the checks of a dataset are removed',
      withChecks(sample(), { minimumRows: 5 }),
      sample(),
      ['checks of the Interactions dataset removed: its rows are not read any more'],
    ],
    [
      'says that checks are removed if their dataset leaves the file',
      withChecks(withItems(sample()), { minimumRows: 5 }, 'items'),
      sample(),
      ['checks of the Items dataset removed: its rows are not imported any more'],
    ],
    [
      'names the checks of a dataset that is new in the file',
      sample(),
      withChecks(withItems(sample()), { minimumRows: 5 }, 'items'),
      ['checks of the Items dataset added: minimumRows 5'],
    ],
    [
      'names each limit that changes',
      withChecks(sample(), { minimumRows: 5, maximumAge: '1 day' }),
      withChecks(sample(), { minimumRows: 4, maximumRowDrop: '10%' }),
      [
        'checks of the Interactions dataset: minimumRows changed: 5 -> 4',
        'checks of the Interactions dataset: maximumRowDrop added: 10%',
        'checks of the Interactions dataset: maximumAge removed: 1 day',
      ],
    ],
    [
      'names changes of onRemoval, also in campaigns that inherit the value of their solution',
      withFilter(sample()),
      withFilter(
        { ...solutionWith({ onRemoval: 'delete' }), eventTracker: { serviceConfig: { name: 'events' } } },
        'keep',
      ),
      [
        "solution 'small-solution': onRemoval changed: keep -> delete",
        "campaign 'small-campaign': onRemoval changed: keep -> delete",
      ],
    ],
    [
      'names changed modes of imports and trainings, and changed maximum ages of these and of batch jobs',
      withWork({}, { importMode: 'INCREMENTAL' }, {}),
      withWork({ maxAge: '1 week' }, {}, { trainingMode: 'UPDATE' }),
      [
        "imports of 'small': importMode changed: INCREMENTAL -> FULL",
        "imports of 'small': maxAge added: 7 d",
        "trainings of 'small-solution': trainingMode changed: FULL -> UPDATE",
        "trainings of 'small-solution': maxAge added: 7 d",
        "batch inference job 1 of 'small-solution': maxAge added: 7 d",
      ],
    ],
    [
      'names changed settings of capacity',
      sample(),
      { ...sample(), capacity: { minimumUse: '10%' } },
      ['capacity: minimumUse changed: 25% -> 10%'],
    ],
  ])('%s', (_, before, after, expected) => {
    // Act and assess
    expect(settingChanges(state(before), state(after))).toEqual(expected);
  });

  it('returns no changes if there is no earlier file', () => {
    // Act and assess
    expect(settingChanges(undefined, state(solutionWith({ promotion: RULES })))).toEqual([]);
    expect(scheduleChanges(undefined, state(solutionWith({ schedules: { full: 'rate(1 day)' } })))).toEqual([]);
  });
});

describe('scheduleChanges', () => {
  it('names schedules that are added, changed and removed', () => {
    // Prepare
    const before = solutionWith({ schedules: { full: 'rate(1 day)' } });
    before.datasetGroup.workflowConfig = { schedules: { import: 'rate(2 days)' } };
    const after = solutionWith({ schedules: { full: { expression: 'rate(1 day)', timezone: 'Europe/Berlin' } } });
    for (const { workflowConfig } of after.solutions)
      Object.assign(workflowConfig?.schedules ?? {}, { update: 'rate(3 days)' });

    // Act and assess
    expect(scheduleChanges(state(before), state(after))).toEqual([
      "schedule 'solution-maintenance-full-small-solution' changed: rate(1 day), the deployment's time zone -> rate(1 day), Europe/Berlin",
      "schedule 'solution-maintenance-update-small-solution' added: rate(3 days)",
      "schedule 'personalize-dataset-import-small' removed: rate(2 days)",
    ]);
  });
});
