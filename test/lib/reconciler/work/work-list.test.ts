import * as fc from 'fast-check';
import { desiredState } from '../../../../lib/parameter-file/desired-state';
import type { ParameterFile } from '../../../../lib/parameter-file/sections';
import { WORKFLOWS } from '../../../../lib/parameter-file/workflows';
import type { WorkItem } from '../../../../lib/reconciler/work/work-item';
import { type WorkScope, workList } from '../../../../lib/reconciler/work/work-list';
import { LOCKS } from '../../../../lib/reconciler/work/work-locks';
import { plausibleFiles } from '../../../support/arbitrary-file';

const named = (name: string) => ({ serviceConfig: { name } });
const EVENTS = { name: 'Interactions', fields: [{ name: 'USER_ID', type: 'string' }] };

const FILE = {
  datasetGroup: named('shop'),
  datasets: {
    interactions: { dataset: named('clicks'), schema: { serviceConfig: { name: 'click-schema', schema: EVENTS } } },
    items: { dataset: named('goods'), schema: { serviceConfig: { name: 'good-schema', schema: {} } } },
  },
  eventTracker: named('tracker'),
  filters: [{ serviceConfig: { name: 'bought', filterExpression: 'INCLUDE ItemID WHERE Items.GENRE IN ("A")' } }],
  metricAttribution: { serviceConfig: { name: 'attribution', metrics: [] } },
  recommenders: [{ serviceConfig: { name: 'viewed', recipeArn: 'arn:aws:personalize:::recipe/any' } }],
  solutions: [
    {
      serviceConfig: { name: 'top', recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization' },
      campaigns: [named('one'), named('two')],
      batchInferenceJobs: [{ serviceConfig: {} }, { serviceConfig: {} }],
    },
    {
      serviceConfig: { name: 'segments', recipeArn: 'arn:aws:personalize:::recipe/aws-item-affinity' },
      batchSegmentJobs: [{ serviceConfig: {} }],
    },
  ],
} as unknown as ParameterFile;

const UPLOAD: WorkScope = { workflow: 'personalize-workflow', trigger: 'upload' };

function listOf(scope: Partial<WorkScope> = {}): readonly WorkItem[] {
  return workList(desiredState(FILE), { ...UPLOAD, ...scope });
}

function find(list: readonly WorkItem[], id: string): WorkItem {
  const item = list.find((each) => each.id === id);
  if (item === undefined) throw new Error(`No item ${id} among ${list.map((each) => each.id).join(', ')}`);
  return item;
}

/** Members of an item's work on a resource, except `kind` and `resource`. */
function asked(list: readonly WorkItem[], id: string) {
  const { work } = find(list, id);
  if (work.kind !== 'RESOURCE') throw new Error(`${id} is no resource.`);
  const { kind: _, resource: __, ...others } = work;
  return others;
}

/** Ids of all items that must have ended before an item begins. */
function allBefore(list: readonly WorkItem[], id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (each: string) => {
    const { after, afterEnd } = find(list, each);
    for (const before of [...after, ...afterEnd]) {
      if (found.has(before)) continue;
      found.add(before);
      visit(before);
    }
  };
  visit(id);
  return found;
}

const idsOf = (list: readonly WorkItem[]) => list.map(({ id }) => id);

const TOP = '/solutions/0';
const CHECKS = ['interactions', 'items'].map((name) => `datasetImportJob#/datasets/${name}#CHECKED`);
const IMPORTS = ['interactions', 'items'].map((name) => `datasetImportJob#/datasets/${name}`);

describe('the work of an upload', () => {
  const list = listOf();

  it('contains everything in the file, once', () => {
    // Act and assess
    expect(idsOf(list)).toEqual([
      ...['file', 'schedules#EXISTING', 'datasetGroup#/datasetGroup'],
      ...['schema#/datasets/interactions', 'schema#/datasets/items'],
      ...['dataset#/datasets/interactions', 'dataset#/datasets/items'],
      'eventTracker#/eventTracker',
      ...CHECKS,
      ...IMPORTS,
      'schedules#IMPORTS',
      ...['filter#/filters/0', 'metricAttribution#/metricAttribution', 'recommender#/recommenders/0'],
      'schedules#recommender#viewed',
      ...['solution#/solutions/0', 'solutionVersion#/solutions/0#STARTED', 'solutionVersion#/solutions/0', 'rules#top'],
      ...['campaign#/solutions/0/campaigns/0', 'campaign#/solutions/0/campaigns/1'],
      ...['batchInferenceJob#/solutions/0/batchInferenceJobs/0', 'batchInferenceJob#/solutions/0/batchInferenceJobs/1'],
      'schedules#solution#top',
      ...['solution#/solutions/1', 'solutionVersion#/solutions/1#STARTED', 'solutionVersion#/solutions/1'],
      ...['rules#segments', 'batchSegmentJob#/solutions/1/batchSegmentJobs/0', 'schedules#solution#segments'],
      'schedules#REST',
    ]);
  });

  it('puts the file in force before anything else, by an item without a lock', () => {
    // Act
    const others = list.filter(({ id }) => id !== 'file');

    // Assess
    expect(find(list, 'file')).toMatchObject({ after: [], afterEnd: [] });
    expect(find(list, 'file').lock).toBeUndefined();
    expect(others.filter(({ id }) => !allBefore(list, id).has('file'))).toEqual([]);
  });

  it('imports nothing before all data are checked, and the checks need no dataset', () => {
    // Act and assess
    for (const id of IMPORTS) expect(find(list, id).after).toEqual(expect.arrayContaining([...CHECKS]));
    for (const id of CHECKS) expect(find(list, id).after).toEqual(['datasetGroup#/datasetGroup']);
    expect(find(list, IMPORTS[1] ?? '').after).toContain('dataset#/datasets/items');
    expect(asked(list, IMPORTS[1] ?? '')).toEqual({ until: 'ACTIVE', isUpload: true, continues: CHECKS[1] });
  });

  it('checks and imports data under the lock on the data', () => {
    // Act and assess
    for (const id of [...CHECKS, ...IMPORTS]) expect(find(list, id).lock).toEqual(LOCKS.data);
  });

  it('creates solutions and recommenders when all imports are ready, and sets the schedules of a solution after its campaigns and batch jobs', () => {
    // Act and assess
    for (const id of ['solution#/solutions/0', 'recommender#/recommenders/0'])
      expect(find(list, id).after).toEqual(['datasetGroup#/datasetGroup', ...IMPORTS]);
    expect(find(list, 'schedules#solution#top').after).toEqual(['rules#top', ...idsOf(list.filter(isUse))]);
  });

  it('decides on a version only after the training of the baseline in the same run has succeeded or failed', () => {
    // Prepare
    const [top, segments] = FILE.solutions ?? [];
    const promotion = { rules: [{ metric: 'coverage', minimumRise: '20%', over: 'segments' }] };
    const state = desiredState({
      ...FILE,
      solutions: [{ ...top, workflowConfig: { promotion } }, segments],
    } as ParameterFile);

    // Act
    const [upload, ...others] = [
      workList(state, UPLOAD),
      workList(state, { ...UPLOAD, workflow: 'solution-maintenance', solution: 'top' }),
      workList(state, { ...UPLOAD, workflow: 'batch-inference', solution: 'top' }),
    ];

    // Assess
    expect(find(upload ?? [], 'rules#top')).toMatchObject({
      after: ['solutionVersion#/solutions/0'],
      afterEnd: ['solutionVersion#/solutions/1'],
    });
    expect(find(upload ?? [], 'rules#segments').afterEnd).toEqual([]);
    expect(others.map((list) => find(list, 'rules#top').afterEnd)).toEqual([[], []]);
  });

  it('creates filters and the metric attribution even if imports have failed, but not without the datasets that they use', () => {
    // Act
    const [filter, attribution] = ['filter#/filters/0', 'metricAttribution#/metricAttribution'].map((id) =>
      find(list, id),
    );

    // Assess
    expect([filter?.afterEnd, attribution?.afterEnd]).toEqual([IMPORTS, IMPORTS]);
    expect(filter?.after).toEqual(['datasetGroup#/datasetGroup', 'dataset#/datasets/items']);
    expect(attribution?.after).toEqual(['datasetGroup#/datasetGroup', 'dataset#/datasets/interactions']);
  });

  it('creates the event tracker after the interactions dataset, without waiting for the imports', () => {
    // Act and assess
    expect(find(list, 'eventTracker#/eventTracker')).toMatchObject({
      after: ['datasetGroup#/datasetGroup', 'dataset#/datasets/interactions'],
      afterEnd: [],
    });
  });

  it('sets the remaining schedules at the end, whatever the other results are', () => {
    // Act and assess
    expect(find(list, 'schedules#REST')).toMatchObject({ after: ['file'], afterEnd: idsOf(list.slice(0, -1)) });
  });

  it('does not mark the checks of a retry as checks of an upload, which refuse more data', () => {
    // Act and assess
    expect(asked(listOf({ trigger: 'eve' }), CHECKS[0] ?? '')).toEqual({ until: 'CHECKED', isUpload: false });
  });

  it('sets no schedules of imports if nothing is imported', () => {
    // Act
    const state = desiredState({ ...FILE, datasets: {} } as ParameterFile);

    // Assess
    expect(idsOf(workList(state, UPLOAD))).not.toContain('schedules#IMPORTS');
  });
});

function isUse({ id }: WorkItem): boolean {
  return /^(campaign|batchInferenceJob)#\/solutions\/0/.test(id);
}

describe('the work on a solution', () => {
  it('consists of the solution, the start of its training, its version, decisions, campaigns and schedules, in this order', () => {
    // Act
    const list = listOf({ workflow: 'solution-maintenance', solution: 'top', trainingMode: 'UPDATE', force: true });

    // Assess
    const version = `solutionVersion#${TOP}`;
    expect(list.map(({ id, after }) => [id, after])).toEqual([
      ['solution#/solutions/0', []],
      [`${version}#STARTED`, ['solution#/solutions/0']],
      [version, [`${version}#STARTED`]],
      ['rules#top', [version]],
      ['campaign#/solutions/0/campaigns/0', ['rules#top']],
      ['campaign#/solutions/0/campaigns/1', ['rules#top']],
      [
        'schedules#solution#top',
        ['rules#top', 'campaign#/solutions/0/campaigns/0', 'campaign#/solutions/0/campaigns/1'],
      ],
    ]);
  });

  it('trains once, as requested, and then lets campaigns serve the version that the decision chose', () => {
    // Act
    const list = listOf({ workflow: 'solution-maintenance', solution: 'top', trainingMode: 'UPDATE', force: true });

    // Assess
    const start = `solutionVersion#${TOP}#STARTED`;
    expect(asked(list, start)).toEqual({ until: 'STARTED', trainingMode: 'UPDATE', force: true });
    expect(asked(list, `solutionVersion#${TOP}`)).toEqual({
      until: 'ACTIVE',
      trainingMode: 'UPDATE',
      continues: start,
    });
    expect(asked(list, 'campaign#/solutions/0/campaigns/0')).toEqual({
      until: 'ACTIVE',
      isDecided: true,
      training: `solutionVersion#${TOP}`,
    });
  });

  it('holds the lock of the solution for all items except the schedules and the start of the training, which shares the lock on the data', () => {
    // Act
    const list = listOf({ workflow: 'solution-maintenance', solution: 'top' });

    // Assess
    const own = LOCKS.solution('top');
    const locks = Object.fromEntries(list.map(({ id, lock }) => [id, lock]));
    expect(locks).toEqual({
      ...Object.fromEntries(idsOf(list).map((id) => [id, own])),
      [`solutionVersion#${TOP}#STARTED`]: LOCKS.dataForTraining,
      'schedules#solution#top': undefined,
    });
  });

  it('includes batch jobs only if the request says so', () => {
    // Act
    const jobs = [true, false, undefined].map((withBatchJobs) =>
      idsOf(
        listOf({
          workflow: 'solution-maintenance',
          solution: 'top',
          ...(withBatchJobs !== undefined && { withBatchJobs }),
        }),
      ).filter((id) => id.startsWith('batch')),
    );

    // Assess
    expect(jobs.map(({ length }) => length)).toEqual([2, 0, 0]);
  });

  it('is refused for a solution that is not in the file', () => {
    // Act and assess
    expect(() => listOf({ workflow: 'solution-maintenance', solution: 'gone' })).toThrow(/'?gone'?/);
  });
});

describe('the work of an import', () => {
  it('consists of checks and imports, then of an item that sets the schedules of imports if anything was imported', () => {
    // Act
    const list = listOf({ workflow: 'dataset-import' });

    // Assess
    expect(idsOf(list)).toEqual([...CHECKS, ...IMPORTS, 'schedules#IMPORTS']);
    expect(find(list, 'schedules#IMPORTS')).toMatchObject({
      after: [...CHECKS, ...IMPORTS],
      work: { of: 'IMPORTS', ifCreated: IMPORTS },
    });
  });

  it("passes a person's acceptance of refused data to their check and to their import", () => {
    // Prepare
    const acceptance = { by: 'eve', reason: 'known', dataset: 'interactions' } as never;

    // Act
    const list = listOf({ workflow: 'dataset-import', acceptance });

    // Assess
    for (const id of [CHECKS[0], IMPORTS[0]]) expect(asked(list, id ?? '')).toMatchObject({ acceptance });
  });
});

describe('the work of a decision on a version', () => {
  const decision = (scope: Partial<WorkScope>) =>
    listOf({ workflow: 'solution-promotion', solution: 'top', ...scope } as WorkScope);
  const choice = (action: 'PROMOTE' | 'RESTORE') => ({ action, version: 'arn:version', by: 'eve' });

  it('is the decision, then the campaigns, under a lock that no training holds', () => {
    // Act
    const list = decision({ choice: choice('PROMOTE') });

    // Assess
    const after = ['campaign#/solutions/0/campaigns/0', 'campaign#/solutions/0/campaigns/1'];
    expect(idsOf(list)).toEqual(['decision', ...after]);
    for (const id of after) expect(find(list, id).after).toEqual(['decision']);
    for (const { lock } of list) expect(lock).toEqual(LOCKS.decisions('top'));
  });

  it('includes requested batch jobs if a version is promoted, but not if a version is only restored', () => {
    // Act
    const lists = [
      decision({ choice: choice('PROMOTE'), withBatchJobs: true }),
      decision({ choice: choice('RESTORE'), withBatchJobs: true }),
    ];

    // Assess
    expect(lists.map((list) => idsOf(list).filter((id) => id.startsWith('batch')).length)).toEqual([2, 0]);
  });
});

describe('the work of a scheduled batch job', () => {
  it('consists of decisions on versions, then the job, even if the solution has moved in the file', () => {
    // Act
    const job = '/solutions/7/batchInferenceJobs/1';
    const list = listOf({ workflow: 'batch-inference', solution: 'top', job, force: true });

    // Assess
    const id = `batchInferenceJob#${TOP}/batchInferenceJobs/1`;
    expect(idsOf(list)).toEqual(['rules#top', id]);
    expect(find(list, id)).toMatchObject({ after: ['rules#top'], lock: LOCKS.solution('top') });
    expect(asked(list, id)).toEqual({ until: 'ACTIVE', isDecided: true, force: true });
  });

  it('includes all jobs of the type if the request names no job', () => {
    // Act
    const list = listOf({ workflow: 'batch-inference', solution: 'top' });

    // Assess
    const jobs = [0, 1].map((index) => `batchInferenceJob#/solutions/0/batchInferenceJobs/${index}`);
    expect(idsOf(list)).toEqual(['rules#top', ...jobs]);
  });

  it.each([
    ['a job that is no longer', '/solutions/0/batchSegmentJobs/0', "Batch job '/solutions/0/batchSegmentJobs/0'"],
    ['all jobs of a solution that has none', undefined, "A batch job of solution 'top'"],
  ])('is refused for %s in the file', (_, job, what) => {
    // Act
    const listing = () => listOf({ workflow: 'batch-segment', solution: 'top', job });

    // Assess
    expect(listing).toThrow(`${what} not found in the parameter file.`);
  });
});

describe('the work on a recommender', () => {
  it('is one item, which carries out the requested stop under the lock of the recommender', () => {
    // Act
    const list = listOf({ workflow: 'recommender-operation', recommender: 'viewed', operation: 'STOP' });

    // Assess
    expect(list).toMatchObject([{ id: 'recommender#/recommenders/0', lock: LOCKS.recommender('viewed') }]);
    expect(asked(list, 'recommender#/recommenders/0')).toEqual({ until: 'ACTIVE', operation: 'STOP' });
  });
});

describe('the work of a deletion of users', () => {
  it('is one item, which holds the lock on the data exclusively', () => {
    // Act and assess
    expect(listOf({ workflow: 'data-deletion' })).toMatchObject([{ id: 'deletion', lock: LOCKS.data }]);
  });
});

/** Scopes of all workflows that a file has work for. */
function scopesOf(file: ParameterFile): readonly WorkScope[] {
  const { solutions, recommenders } = desiredState(file);
  const ofSolution = solutions.flatMap(({ name: solution, ...jobs }): readonly WorkScope[] => [
    { ...UPLOAD, workflow: 'solution-maintenance', solution, withBatchJobs: true },
    { ...UPLOAD, workflow: 'solution-promotion', solution, withBatchJobs: true },
    ...(jobs.batchInferenceJobs.length > 0 ? [{ ...UPLOAD, workflow: 'batch-inference' as const, solution }] : []),
    ...(jobs.batchSegmentJobs.length > 0 ? [{ ...UPLOAD, workflow: 'batch-segment' as const, solution }] : []),
  ]);
  const ofRecommender = recommenders.map(
    ({ name: recommender }): WorkScope => ({ ...UPLOAD, workflow: 'recommender-operation', recommender }),
  );
  const others = (['personalize-workflow', 'dataset-import', 'data-deletion', 'removal'] as const).map((workflow) => ({
    ...UPLOAD,
    workflow,
  }));
  return [...others, ...ofSolution, ...ofRecommender];
}

describe('the work of any run', () => {
  it('lists items with unique ids, each after the items that it needs, for 150 files', () => {
    // Prepare
    const seen = new Set<string>();

    const property = fc.property(plausibleFiles, (plausible) => {
      const file = plausible as ParameterFile;
      for (const scope of scopesOf(file)) {
        // Act
        const list = workList(desiredState(file), scope);

        // Assess
        const ids = idsOf(list);
        expect(new Set(ids).size).toBe(ids.length);
        const earlier = new Set<string>();
        for (const { id, after, afterEnd, work } of list) {
          expect([...after, ...afterEnd].filter((needed) => !earlier.has(needed))).toEqual([]);
          if (work.kind === 'RESOURCE' && work.continues !== undefined) expect(after).toContain(work.continues);
          earlier.add(id);
        }
        seen.add(scope.workflow);
        // The list is the same at each wake-up.
        expect(workList(desiredState(file), scope)).toEqual(list);
      }
    });
    fc.assert(property, { numRuns: 150, seed: 35 });

    expect([...seen].sort()).toEqual([...WORKFLOWS].sort());
  });
});
