import { campaignPrice, type PriceName, trainingUnit } from '../../personalize/billing';
import type { Period } from '../../personalize/billing-month';
import { AUTO_TRAINING_RATE } from '../../personalize/default-members';
import { SERVING_TYPES, type ServingType } from '../../personalize/request-metrics';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import type { DesiredResource, DesiredSolution, DesiredState } from '../desired-state';
import { resolvePointer } from '../json-pointer';
import type { JsonObject } from '../json-value';
import type { DesiredTask } from '../tasks';
import { byUpload, continuous, type ForecastUse, repeated } from './forecast-use';
import { type ScheduleFacts, scheduledRuns, servingHours } from './scheduled-runs';

/** Facts that a forecast needs and the parameter file does not have. */
export interface ForecastFacts extends ScheduleFacts {
  /** Keys, from {@link keyOf}, of resources that an upload creates at the beginning of the period. Default: none. */
  readonly created?: ReadonlySet<string>;
  /** Billed units of the last training in each mode, by the solution's name. */
  readonly trainings?: ReadonlyMap<string, UnitsByMode>;
  /** Total size of each dataset's csv files in GB, by the dataset's pointer. */
  readonly gigabytes?: ReadonlyMap<string, number>;
}

export type UnitsByMode = Readonly<Partial<Record<'FULL' | 'UPDATE', number>>>;

interface Planned {
  readonly type: string;
  readonly pointer?: string;
}

export function keyOf({ type, pointer }: Planned): string {
  return `${type} ${pointer}`;
}

/** Forecast of the billed use of a parameter file in a period. Requests above the provisioned minimum are not included. */
export function forecast(state: DesiredState, period: Period, facts: ForecastFacts): readonly ForecastUse[] {
  const scope: ForecastScope = {
    facts,
    period,
    isCreated: (resource) => facts.created?.has(keyOf(resource)) ?? false,
    runs: (task) => scheduledRuns(task, period, facts).length,
  };
  return [
    ...imports(state, scope),
    ...state.solutions.flatMap((solution) => [
      ...trainings(solution, state.tasks, scope),
      ...campaigns(solution, scope),
      ...batchJobs(solution, state.tasks, scope),
    ]),
    ...recommenders(state, scope),
    ...attributions(state),
  ];
}

interface ForecastScope {
  readonly facts: ForecastFacts;
  readonly period: Period;
  readonly isCreated: (resource: Planned) => boolean;
  /** Number of runs of a task in the period. */
  readonly runs: (task: DesiredTask) => number;
}

function imports({ datasets, tasks }: DesiredState, { facts, isCreated, runs }: ForecastScope): readonly ForecastUse[] {
  const sizeOf = (pointer: string) => facts.gigabytes?.get(pointer);
  const sizes = datasets.map(({ importJob }) => sizeOf(importJob.pointer)).filter((size) => size !== undefined);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const each = sizes.length === datasets.length ? total / sizes.length : undefined;
  return [
    ...datasets
      .filter(({ importJob }) => isCreated(importJob))
      .map(({ csvName, importJob: { pointer } }) =>
        repeated('importGigabytes', `import of ${csvName}`, byUpload(pointer), 1, sizeOf(pointer)),
      ),
    ...tasks
      .filter(({ workflow }) => workflow === 'dataset-import')
      .map((task): ForecastUse => {
        const origin = {
          pointer: '/datasetGroup/workflowConfig/schedules/import',
          by: 'schedules.import',
          value: task.expression,
        };
        return {
          ...repeated('importGigabytes', 'scheduled imports', origin, runs(task) * datasets.length, each),
          isAtMost: true,
        };
      }),
  ];
}

function trainings(
  { name, recipeArn, solution, version }: DesiredSolution,
  tasks: readonly DesiredTask[],
  { facts, period, isCreated, runs }: ForecastScope,
): readonly ForecastUse[] {
  const known = facts.trainings?.get(name) ?? {};
  const unit = trainingUnit(recipeArn);
  const of = `of solution '${name}'`;
  const { pointer } = solution;
  // The first training of a solution is always in mode FULL.
  const mode = version.request.trainingMode === 'UPDATE' && known.FULL !== undefined ? 'UPDATE' : 'FULL';
  const scheduled = tasks.filter(
    ({ workflow, input }) => workflow === 'solution-maintenance' && input.solution === name,
  );
  const days = (period.to - period.from) / DAY;
  return [
    ...(isCreated(version) ? [ofMode(mode, repeated(unit, `training ${of}`, byUpload(pointer), 1, known[mode]))] : []),
    ...scheduled.map((task) => {
      const { trainingMode = 'FULL' } = task.input;
      const member = trainingMode.toLowerCase();
      const origin = {
        pointer: `${pointer}/workflowConfig/schedules/${member}`,
        by: `schedules.${member}`,
        value: task.expression,
      };
      const what = `${trainingMode} trainings ${of}`;
      return ofMode(trainingMode, repeated(unit, what, origin, runs(task), known[trainingMode]));
    }),
    ...automaticTrainings(
      { name, recipeArn },
      solution.request,
      days,
      { pointer: `${pointer}/serviceConfig/performAutoTraining` },
      known.FULL,
    ),
  ];
}

/**
 * Marks the use of UPDATE trainings as an upper limit, because Personalize trains in mode UPDATE only if there are new
 * data.
 */
function ofMode(mode: keyof UnitsByMode, use: ForecastUse): ForecastUse {
  return mode === 'UPDATE' ? { ...use, isAtMost: true } : use;
}

/**
 * Use of trainings that Personalize starts itself. The amounts are upper limits, because Personalize skips a training if
 * there are no new data.
 * @param request members of CreateSolution, or of DescribeSolution
 * @param each billed units of one training; undefined if unknown
 */
export function automaticTrainings(
  { name, recipeArn }: Pick<DesiredSolution, 'name' | 'recipeArn'>,
  request: Readonly<Record<string, unknown>>,
  days: number,
  origin: Pick<ForecastUse, 'pointer'> & Partial<Pick<ForecastUse, 'by' | 'value'>>,
  each?: number,
): readonly ForecastUse[] {
  return automaticRate(request).map(({ every, expression }): ForecastUse => {
    // Rounded up, because the first training begins within an hour after the setting is enabled.
    const times = Math.ceil(days / every);
    const from = { by: 'performAutoTraining', value: expression, ...origin };
    const what = `automatic trainings of solution '${name}'`;
    return { ...repeated(trainingUnit(recipeArn), what, from, times, each), isAtMost: true };
  });
}

const DAY = 86_400_000;

/**
 * Expression of the schedule on which Personalize starts trainings itself, with the days between two trainings. Empty if
 * Personalize starts none.
 */
function automaticRate(request: Readonly<Record<string, unknown>>) {
  if (request.performAutoTraining !== true) return [];
  const given = resolvePointer(request as JsonObject, '/solutionConfig/autoTrainingConfig/schedulingExpression');
  const expression = typeof given === 'string' ? given : AUTO_TRAINING_RATE;
  return [{ every: Number(/\d+/.exec(expression)?.[0]), expression }];
}

function campaigns(solution: DesiredSolution, scope: ForecastScope): readonly ForecastUse[] {
  const price = campaignPrice(solution.recipeArn);
  const hours = (24 * (scope.period.to - scope.period.from)) / DAY;
  return solution.campaigns.map((campaign) => provisioned('campaign', campaign, price, hours, scope));
}

function recommenders(state: DesiredState, scope: ForecastScope): readonly ForecastUse[] {
  const { facts, period, isCreated } = scope;
  return state.recommenders.map((recommender) => {
    const tasks = state.tasks.filter(({ input }) => input.recommender === recommender.name);
    const hours = servingHours(tasks, period, facts, isCreated(recommender));
    return provisioned('recommender', recommender, 'recommenderTpsHours', hours, scope);
  });
}

/** JSON pointer, within a `serviceConfig`, to the minimum number of requests per second. */
const MINIMUM: Readonly<Record<ServingType, string>> = {
  campaign: `/${SERVING_TYPES.campaign.minimum}`,
  recommender: `/recommenderConfig/${SERVING_TYPES.recommender.minimum}`,
};

function provisioned(
  type: ServingType,
  resource: DesiredResource,
  price: PriceName,
  hours: number,
  { isCreated }: ForecastScope,
): ForecastUse {
  const { name, pointer, request } = resource;
  const given = resolvePointer(request, MINIMUM[type]);
  const minimum = typeof given === 'number' ? given : 1;
  const origin = {
    pointer: given === undefined ? pointer : `${pointer}/serviceConfig${MINIMUM[type]}`,
    by: SERVING_TYPES[type].minimum,
    value: String(minimum),
  };
  const use = continuous(price, `${type} '${name}'`, origin, minimum * hours);
  return isCreated(resource) ? { ...use, isNew: true } : use;
}

function batchJobs(
  { name, batchInferenceJobs, batchSegmentJobs }: DesiredSolution,
  tasks: readonly DesiredTask[],
  { isCreated, runs }: ForecastScope,
): readonly ForecastUse[] {
  return [batchInferenceJobs, batchSegmentJobs].flatMap((jobs) =>
    jobs.flatMap((job, index) => {
      const { type, pointer } = job;
      const what = `${RESOURCE_TYPES[type].title.toLowerCase()}${index === 0 ? '' : ` ${index + 1}`} of solution '${name}'`;
      return [
        ...(isCreated(job) ? [repeated('batchJobs', what, byUpload(pointer), 1, 1)] : []),
        ...tasks
          .filter(({ input }) => input.job === pointer)
          .map((task) => {
            const origin = {
              pointer: `${pointer}/workflowConfig/schedule`,
              by: 'schedule',
              value: task.expression,
            };
            return repeated('batchJobs', `scheduled ${what}`, origin, runs(task), 1);
          }),
      ];
    }),
  );
}

function attributions({ metricAttribution }: DesiredState): readonly ForecastUse[] {
  if (metricAttribution === undefined) return [];
  const { name, pointer, request } = metricAttribution;
  const origin = { pointer: `${pointer}/serviceConfig/metrics`, by: 'metrics', value: '' };
  const count = Array.isArray(request.metrics) ? request.metrics.length : 0;
  return [continuous('attributionMetrics', `metric attribution '${name}'`, origin, count)];
}
