import type { DesiredResource, DesiredState } from '../../parameter-file/desired-state';
import { isActive, isFailed, isInactive, isStoppedOrStopping } from '../../personalize/statuses';
import type { DataStatistics } from '../../record-table/data-statistics';
import { present } from '../../record-table/item';
import { versionsOf } from '../account/solution-versions';
import { reserve } from '../budget/reserve';
import { NothingPromoted, UnmetNeed } from '../errors';
import { versionsWhere } from '../promotion/active-versions';
import { canBeJudged } from '../promotion/baselines';
import { servingVersion } from '../promotion/serving-version';
import { allResources } from '../resource-reference';
import { isJob, STRATEGIES } from '../resource-types';
import { type Assessment, assessNamed, compare } from '../resource-types/assess';
import { missingBaseline } from '../resource-types/import-baseline';
import {
  knownRefusal,
  refusedAgain,
  rejectedRows,
  rejectedRowsText,
  unfitItems,
} from '../resource-types/known-refusals';
import { assertDatasets } from '../resource-types/needed-datasets';
import { reusableJob } from '../resource-types/reconcile-job';
import { noteOnStopped, STOPPED } from '../resource-types/reconcile-named';
import type { FoundResource, JobResource, NamedResource } from '../resource-types/resource-type';
import { isRetraining } from '../resource-types/solution-version';
import { datasetOf, describeResource, type Step, solutionArnOf, solutionOf } from '../step';
import type { ForeseenPersonalize } from './foreseen-personalize';
import type { PlannedChange } from './plan';

const NEVER_TRAINED = 'not created: its solution has no trained version';
const STAMPED = 'with a timestamp after the name, if an earlier version has that name';

/** Context of a plan: a step without its resource. */
export type PlanContext = Omit<Step, 'resource' | 'personalize'> & { readonly personalize: ForeseenPersonalize };

/** Change that an upload would make to each resource of the file, parents before children. */
export async function planResources(state: DesiredState, context: PlanContext): Promise<readonly PlannedChange[]> {
  const changes = new Map<DesiredResource, PlannedChange>();
  const created = new Set<string>();
  const all = allResources(state);
  const isVersion = ({ type }: DesiredResource) => type === 'solutionVersion';
  // Solution versions are planned first, because a promotion rule may compare a version with a version of a solution that
  // comes later in the file.
  for (const resource of [...all.filter(isVersion), ...all.filter((each) => !isVersion(each))]) {
    const step: Step = { ...context, resource };
    const change = await planResource(step, context);
    // Datasets may share a schema. The schema is created once, so the plan shows one creation.
    const shared = resource.type === 'schema' && change.action === 'create' && created.has(resource.name);
    if (resource.type === 'schema') created.add(resource.name);
    changes.set(resource, shared ? { ...change, action: 'unchanged' } : change);
  }
  return all.flatMap((resource) => changes.get(resource) ?? []);
}

type Result = Pick<PlannedChange, 'action' | 'note' | 'isConditional' | 'differences' | 'resolution'>;

/** Change that an upload would make to the step's resource. */
export async function planResource(step: Step, context: PlanContext): Promise<PlannedChange> {
  const { type, name, pointer } = step.resource;
  const change = { type, name, label: describeResource(step), pointer };
  const strategy = STRATEGIES[type];
  try {
    const planned = await (isJob(strategy) ? planJob(strategy, step, context) : planNamed(strategy, step));
    return { ...change, ...(planned.action === 'create' ? await oncePromoted(planned, step) : planned) };
  } catch (error) {
    if (!(error instanceof UnmetNeed)) throw error;
    const { problem, resolution } = error;
    return { ...change, action: 'blocked', note: problem, resolution };
  }
}

async function planNamed(strategy: NamedResource, step: Step): Promise<Result> {
  const assessment = await assessNamed(strategy, step);
  // A run waits until a pending resource is ACTIVE before it compares the resource. A plan compares the resource at once.
  const arrived =
    assessment.state === 'PENDING' || assessment.state === 'UPDATING'
      ? await compare(strategy, step, assessment.found)
      : assessment;
  const result = resultOf(strategy, step, arrived);
  if (result.action === 'create') await assertDatasets(strategy, step);
  if (result.action !== 'create' && result.action !== 'update') return result;
  const notes = [result.note, await strategy.noteOnChange?.(step, result.differences)].filter(
    (note) => note !== undefined,
  );
  return { ...result, ...(notes.length > 0 && { note: notes.join('; ') }) };
}

/** The planned creation, or a change without creation if the resource needs a solution version and none is promoted yet. */
async function oncePromoted(planned: Result, step: Step): Promise<Result> {
  if (!['campaign', 'batchInferenceJob', 'batchSegmentJob'].includes(step.resource.type)) return planned;
  const [newest] = await versionsWhere(isActive, step);
  // A planned training counts as a version, because versions are planned first. If there is no version at all, the usual
  // reason is that the month's budget does not cover the first training.
  if (newest === undefined && step.state.budget !== undefined)
    return { action: 'unchanged', note: NEVER_TRAINED, isConditional: true };
  if (newest === undefined || (await servingVersion(step)) !== undefined) return planned;
  // The upload may train a version that the rules promote. The nightly comparison trains nothing, so it (`isDecided`) uses recorded decisions.
  const { name, promotion } = solutionOf(step);
  if (!step.isDecided && promotion?.approval === 'automatic' && !(await canBeJudged(step, newest)))
    return { ...planned, note: 'if its solution version is promoted', isConditional: true };
  return { action: 'unchanged', note: `not created: ${new NothingPromoted(name).message}`, isConditional: true };
}

function resultOf(strategy: NamedResource, step: Step, assessment: Assessment): Result {
  switch (assessment.state) {
    case 'ABSENT':
      return { action: 'create' };
    case 'DELETING':
      return { action: 'create', note: 'once the old resource, which is being deleted, is gone' };
    case 'FAILED':
      return { action: 'create', note: `replaces the resource that is ${assessment.found.description.status}` };
    case 'DIFFERENT':
      if (isStopped(assessment))
        return { action: 'unchanged', note: noteOnStopped(step, assessment.found.arn) ?? STOPPED };
      return { action: 'update', differences: assessment.changes };
    case 'CONFLICT':
      return { action: 'conflict', differences: assessment.conflicts, resolution: strategy.resolution };
    case 'EQUAL':
      return {
        action: 'unchanged',
        ...(isStopped(assessment) && present({ note: noteOnStopped(step, assessment.found.arn) })),
      };
    default:
      return { action: 'unchanged' };
  }
}

const isStopped = ({ found }: { readonly found: FoundResource }) => isInactive(found.description.status ?? '');

async function planJob(strategy: JobResource, step: Step, { personalize, now }: PlanContext): Promise<Result> {
  if ((await reusableJob(strategy, step)) !== undefined) {
    return { action: 'unchanged', ...present({ note: await importNote(step, [missingBaseline, rejectedNote]) }) };
  }
  const skipped = await strategy.skip?.(step);
  if (skipped !== undefined) return { action: 'unchanged', note: skipped.note };
  await assertDatasets(strategy, step);
  await strategy.assertInput?.(step);
  const exceeded = await reserve(step, strategy.estimate, undefined, strategy.existsAlready);
  if (exceeded?.isSkipped) return { action: 'unchanged', note: exceeded.note };
  const notes = [...(await notesOnCreation(step)), exceeded?.note].filter((note) => note !== undefined);
  if (strategy.type === 'solutionVersion') personalize.train(solutionArnOf(step), now);
  return { action: 'create', ...(notes.length > 0 && { note: notes.join('; ') }) };
}

async function notesOnCreation(step: Step): Promise<readonly (string | undefined)[]> {
  const { type, name } = step.resource;
  if (type === 'datasetImportJob') {
    const isChecked = datasetOf(step).checks !== undefined;
    const checked = isChecked && ['after a check of every row', await importNote(step, [missingBaseline, refusalNote])];
    return [...(checked || []), await unfitItems(step)];
  }
  if (type !== 'solutionVersion') return [];
  const newest = (await versionsOf(step)).find(({ status = '' }) => !isStoppedOrStopping(status));
  return [
    isFailed(newest?.status ?? '') ? 'the newest version has failed' : undefined,
    name !== '' && (await isRetraining(step)) ? STAMPED : undefined,
    solutionOf(step).promotion === undefined ? undefined : 'its promotion is decided after the training',
  ];
}

type NoteOnImport = (step: Step, checks: readonly DataStatistics[]) => Promise<string | undefined>;

/** Notes on an import, made from the recorded checks of the import's dataset. Undefined if there are no notes, and for other types of jobs. */
async function importNote(step: Step, notes: readonly NoteOnImport[]): Promise<string | undefined> {
  if (step.resource.type !== 'datasetImportJob') return undefined;
  const checks = await step.dataStatistics.of(step.state.datasetGroup.name, datasetOf(step).csvName);
  const found = await Promise.all(notes.map((note) => note(step, checks)));
  return found.filter((note) => note !== undefined).join('; ') || undefined;
}

const refusalNote: NoteOnImport = async (step, checks) => {
  const check = await knownRefusal(step, checks);
  return check && refusedAgain(step.state.datasetGroup.name, datasetOf(step).csvName, check);
};

const rejectedNote: NoteOnImport = async (step, checks) => {
  const check = await rejectedRows(step, checks);
  return check && rejectedRowsText(datasetOf(step).csvName, check);
};
