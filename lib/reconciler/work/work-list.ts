import type {
  DesiredDataset,
  DesiredResource,
  DesiredSolution,
  DesiredState,
} from '../../parameter-file/desired-state';
import type { DatasetType } from '../../personalize/dataset-types';
import type { OwnResource } from '../../record-table/own-resources';
import { DECISION_ITEM, FILE_ITEM } from '../../record-table/progress';
import { type RunRequest, UPLOAD_TRIGGER } from '../../record-table/run-request';
import { findNamed } from '../resource-reference';
import { STRATEGIES } from '../resource-types';
import { describeResource } from '../step';
import { removalItems } from './removal-items';
import { onlyItems } from './restored-items';
import {
  itemId,
  type ResourceWork,
  type ScheduleWork,
  type StepOptions,
  type WorkItem,
  type WorkLock,
} from './work-item';
import { LOCKS } from './work-locks';

/** Parts of a run's request that determine the run's work together with its parameter file. */
export type WorkScope = Omit<RunRequest, 'datasetGroup' | 'file' | 'warnings' | 'upload'>;

/**
 * Work items of a run. In the list, each item comes after the items that it needs, with one exception: a decision may
 * need the training of another solution, whose items come later because that solution is later in the file.
 * @param state desired state from the parameter file
 * @param own resources that the run deletes if the parameter file does not have them
 */
export function workList(state: DesiredState, scope: WorkScope, own: readonly OwnResource[] = []): readonly WorkItem[] {
  const list = LISTS[scope.workflow](state, scope);
  if (scope.restored !== undefined) return onlyItems(list, [FILE_ITEM, ...scope.restored]);
  // Deletions come after all resources of the file are ready, so that an old campaign serves until its replacement is ready.
  return [...list, ...removalItems({ state, own, after: idsOf(list) })];
}

/** The only item of a run that deletes users. Such a run has no parameter file. */
export const DELETION_LIST: readonly WorkItem[] = [
  {
    id: 'deletion',
    title: 'deletion of users',
    work: { kind: 'DELETION' },
    after: [],
    afterEnd: [],
    lock: LOCKS.data,
  },
];

const LISTS: Readonly<Record<WorkScope['workflow'], (state: DesiredState, scope: WorkScope) => readonly WorkItem[]>> = {
  'personalize-workflow': uploadItems,
  'dataset-import': (state, { acceptance }) => {
    const items = importItems(state, { isUpload: false, ...(acceptance && { acceptance }) });
    const imports = idsOf(items.filter(isImport));
    return [...items, scheduleItem('IMPORTS', { after: idsOf(items) }, imports)];
  },
  'solution-maintenance': (state, { solution = '', trainingMode, ...scope }) =>
    solutionItems(state, findNamed(state, 'solutions', solution), {
      after: [],
      withBatchJobs: scope.withBatchJobs ?? false,
      isUpload: false,
      stepOptions: { until: 'ACTIVE', force: scope.force ?? false, ...(trainingMode && { trainingMode }) },
    }),
  'solution-promotion': decisionItems,
  'batch-inference': (state, scope) => batchItems(state, scope, 'batchInferenceJobs'),
  'batch-segment': (state, scope) => batchItems(state, scope, 'batchSegmentJobs'),
  'recommender-operation': (state, { recommender = '', operation }) => [
    resourceItem(state, findNamed(state, 'recommenders', recommender), {
      lock: LOCKS.recommender(recommender),
      stepOptions: { until: 'ACTIVE', ...(operation && { operation }) },
    }),
  ],
  'data-deletion': () => DELETION_LIST,
  removal: (state) => [fileItem(state)],
};

function uploadItems(state: DesiredState, { trigger }: WorkScope): readonly WorkItem[] {
  const file = fileItem(state);
  const group = resourceItem(state, state.datasetGroup, { after: [file.id] });
  const schemas = state.datasets.map(({ schema }) => resourceItem(state, schema, { after: [group.id] }));
  const datasets = state.datasets.map(({ dataset }, index) =>
    resourceItem(state, dataset, { after: idsOf(schemas.slice(index, index + 1)) }),
  );
  const imports = importItems(state, { isUpload: trigger === UPLOAD_TRIGGER }, group.id, idsOf(datasets));
  const imported = idsOf(imports.filter(isImport));
  /** Ids of the items for those datasets of the file that a resource needs. */
  const needed = (resource: DesiredResource) => {
    const types: readonly DatasetType[] = STRATEGIES[resource.type].neededDatasets?.({ state, resource }) ?? [];
    return idsOf(datasets.filter((_, index) => types.some((type) => type === state.datasets[index]?.datasetType)));
  };
  const trackers = [state.eventTracker ?? []].flat();
  // Filters and the metric attribution need data. Earlier runs may have imported data, so these items run even if an import of this run fails.
  const others = [...state.filters, ...[state.metricAttribution ?? []].flat()];
  const after = [group.id, ...imported];
  const items = [
    file,
    scheduleItem('EXISTING', { after: [file.id] }),
    group,
    ...schemas,
    ...datasets,
    ...trackers.map((tracker) => resourceItem(state, tracker, { after: [group.id, ...needed(tracker)] })),
    ...imports,
    ...(imports.length > 0 ? [scheduleItem('IMPORTS', { after: imported })] : []),
    ...others.map((each) => resourceItem(state, each, { after: [group.id, ...needed(each)], afterEnd: imported })),
    ...state.recommenders.flatMap((each) => {
      const recommender = resourceItem(state, each, { after });
      return [recommender, scheduleItem({ type: 'recommender', name: each.name }, { after: [recommender.id] })];
    }),
    ...state.solutions.flatMap((solution) =>
      solutionItems(state, solution, {
        after,
        baselines: baselineItems(state, solution),
        withBatchJobs: true,
        isUpload: true,
        stepOptions: { until: 'ACTIVE' },
      }),
    ),
  ];
  return [...items, scheduleItem('REST', { after: [file.id], afterEnd: idsOf(items) })];
}

/** The item for the parameter file. The item is ready once the file is in force. Then the file stays in force until the run ends. */
function fileItem({ datasetGroup }: DesiredState): WorkItem {
  return {
    id: FILE_ITEM,
    title: `parameter file of dataset group '${datasetGroup.name}'`,
    work: { kind: 'FILE' },
    after: [],
    afterEnd: [],
    // `lock` is absent, because the item's work acquires the lock of the dataset group. The run keeps this lock until it ends.
  };
}

/**
 * Items that check and import the data of all datasets. Imports come after all checks, so that nothing is imported if a check fails.
 * @param group id of the item for the dataset group; absent if the run does not create the dataset group
 * @param datasets ids of the items for the datasets, in the order of the file; absent if the run does not create datasets
 */
function importItems(
  state: DesiredState,
  { acceptance, ...stepOptions }: Omit<StepOptions, 'until'>,
  group?: string,
  datasets: readonly string[] = [],
): readonly WorkItem[] {
  const item = (dataset: DesiredDataset, until: StepOptions['until'], after: readonly string[], continues?: string) =>
    resourceItem(state, dataset.importJob, {
      after,
      lock: LOCKS.data,
      stepOptions: { ...stepOptions, until, ...(acceptance?.dataset === dataset.csvName && { acceptance }) },
      ...(continues && { continues }),
    });
  const checks = state.datasets.map((dataset) => item(dataset, 'CHECKED', [group ?? []].flat()));
  const imports = state.datasets.map((dataset, index) =>
    item(dataset, 'ACTIVE', [...idsOf(checks), ...datasets.slice(index, index + 1)], checks[index]?.id),
  );
  return [...checks, ...imports];
}

function isImport({ work }: WorkItem): boolean {
  return work.kind === 'RESOURCE' && work.until === 'ACTIVE';
}

/** Ids of training items. A solution's rules may compare with other solutions: these items train those other solutions. */
function baselineItems(state: DesiredState, { promotion }: DesiredSolution): readonly string[] {
  const isBaseline = ({ name }: DesiredSolution) => promotion?.rules.some(({ over }) => over === name);
  return state.solutions.filter(isBaseline).map(({ version }) => resourceItem(state, version).id);
}

interface SolutionScope {
  readonly after: readonly string[];
  /** Ids of the items that must have succeeded or failed before decisions on the solution's versions. Default: none. */
  readonly baselines?: readonly string[];
  readonly withBatchJobs: boolean;
  /** True for an upload, a retry or a restoration. Then campaigns get the settings in the file even if the training is skipped. */
  readonly isUpload: boolean;
  /** Request for the training. */
  readonly stepOptions: StepOptions;
}

/** Items for a solution, the start of its training, the end of the training, the decision, and then the resources that use the version. */
function solutionItems(
  state: DesiredState,
  { name, solution, version, ...uses }: DesiredSolution,
  { after, baselines = [], withBatchJobs, isUpload, stepOptions }: SolutionScope,
): readonly WorkItem[] {
  const lock = LOCKS.solution(name);
  const { force: _, ...unforced } = stepOptions;
  const first = resourceItem(state, solution, { after, lock });
  const start = resourceItem(state, version, {
    after: [first.id],
    // The start of a training needs the lock on the data. The solution stays locked too, because the items before and after need its lock.
    lock: LOCKS.dataForTraining,
    stepOptions: { ...stepOptions, until: 'STARTED' },
  });
  const trained = resourceItem(state, version, { after: [start.id], lock, stepOptions: unforced, continues: start.id });
  const rules = rulesItem(name, { after: [trained.id], afterEnd: baselines, lock });
  const using = { after: [rules.id], lock, stepOptions: DECIDED };
  const jobs = withBatchJobs ? [...uses.batchInferenceJobs, ...uses.batchSegmentJobs] : [];
  const usingVersion = [
    ...uses.campaigns.map((each) => resourceItem(state, each, isUpload ? using : { ...using, training: trained.id })),
    ...jobs.map((each) => resourceItem(state, each, using)),
  ];
  return [
    first,
    start,
    trained,
    rules,
    ...usingVersion,
    scheduleItem({ type: 'solution', name }, { after: [rules.id, ...idsOf(usingVersion)] }),
  ];
}

/** Items for an operator's decision, and then for the resources that use the serving version. */
function decisionItems(state: DesiredState, { choice, solution = '', withBatchJobs }: WorkScope): readonly WorkItem[] {
  const { name, campaigns, ...jobs } = findNamed(state, 'solutions', solution);
  const lock = LOCKS.decisions(name);
  const decision: WorkItem = {
    id: DECISION_ITEM,
    title: `decision on a version of solution '${name}'`,
    work: { kind: 'DECISION', solution: name },
    after: [],
    afterEnd: [],
    lock,
  };
  // Batch jobs are skipped as long as no version is promoted, so the first promotion creates them. Later, their schedules create them.
  const isFirst = withBatchJobs && choice?.action !== 'RESTORE';
  const using = [...campaigns, ...(isFirst ? [...jobs.batchInferenceJobs, ...jobs.batchSegmentJobs] : [])];
  // A decision changes only the version. Other settings that operators have changed are left to the nightly comparison.
  const stepOptions = { ...DECIDED, onlyVersion: true };
  return [decision, ...using.map((use) => resourceItem(state, use, { after: [decision.id], lock, stepOptions }))];
}

/**
 * Items for the batch jobs of a schedule or request.
 * @throws Error if the file does not have the solution or the job
 */
function batchItems(
  state: DesiredState,
  { solution = '', job, force = false }: WorkScope,
  list: 'batchInferenceJobs' | 'batchSegmentJobs',
): readonly WorkItem[] {
  const jobs = findNamed(state, 'solutions', solution)[list];
  // `job` is a path with the indexes of the solution and of the job. Only the job's index counts, because the
  // order of the solutions may have changed since the schedule was set.
  const meant = job === undefined ? jobs : jobs.slice(Number(job.slice(job.lastIndexOf('/') + 1))).slice(0, 1);
  const what = job === undefined ? `A batch job of solution '${solution}'` : `Batch job '${job}'`;
  if (meant.length === 0) throw new Error(`${what} not found in the parameter file.`);
  const lock = LOCKS.solution(solution);
  const rules = rulesItem(solution, { after: [], lock });
  const stepOptions = { ...DECIDED, force };
  return [rules, ...meant.map((each) => resourceItem(state, each, { after: [rules.id], lock, stepOptions }))];
}

/** Request for resources that use a solution version. They follow recorded decisions. */
const DECIDED: StepOptions = { until: 'ACTIVE', isDecided: true };

function rulesItem(
  solution: string,
  options: Pick<WorkItem, 'after' | 'lock'> & Partial<Pick<WorkItem, 'afterEnd'>>,
): WorkItem {
  const title = `decisions on versions of solution '${solution}'`;
  return { id: `rules#${solution}`, title, work: { kind: 'RULES', solution }, afterEnd: [], ...options };
}

interface ResourceOptions
  extends Partial<Pick<WorkItem, 'after' | 'afterEnd'>>,
    Pick<ResourceWork, 'continues' | 'training'> {
  readonly lock?: WorkLock;
  readonly stepOptions?: StepOptions;
}

/** How an item's title begins, for each state that the item may wait for (`until`). */
const STAGES = { CHECKED: 'check of the ', STARTED: 'start of the ', ACTIVE: '', ABSENT: 'deletion of ' } as const;

function resourceItem(
  state: DesiredState,
  resource: DesiredResource,
  { after = [], afterEnd = [], lock, stepOptions = { until: 'ACTIVE' }, continues, training }: ResourceOptions = {},
): WorkItem {
  const work: ResourceWork = { kind: 'RESOURCE', resource, ...stepOptions, ...(training && { training }) };
  return {
    id: itemId(resource, stepOptions.until),
    title: `${STAGES[stepOptions.until]}${describeResource({ state, resource })}`,
    work: continues === undefined ? work : { ...work, continues },
    after,
    afterEnd,
    ...(lock && { lock }),
  };
}

function scheduleItem(
  of: ScheduleWork['of'],
  { after = [], afterEnd = [] }: Partial<Pick<WorkItem, 'after' | 'afterEnd'>>,
  ifCreated?: readonly string[],
): WorkItem {
  const titles = { EXISTING: 'existing schedules', IMPORTS: 'schedules of imports', REST: 'schedules' };
  const [id, title] =
    typeof of === 'string' ? [of, titles[of]] : [`${of.type}#${of.name}`, `schedules of ${of.type} '${of.name}'`];
  return {
    id: `schedules#${id}`,
    title,
    work: { kind: 'SCHEDULES', of, ...(ifCreated && { ifCreated }) },
    after,
    afterEnd,
  };
}

function idsOf(items: readonly WorkItem[]): readonly string[] {
  return items.map(({ id }) => id);
}
