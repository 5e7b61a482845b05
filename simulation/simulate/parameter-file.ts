import { FIELDS } from './data';
import { attributionName, campaignName, datasetSections, recommenderName, solutionNames } from './names';
import { baselineOf, promotionSection } from './promotion-rules';
import type { Edition, Group } from './scenario';
import { scheduleOf, type TaskKind } from './tasks';

/** TPS-hours of a month that suffice for three campaigns with 3 TPS each. No edition has a greater minimum TPS. */
const TPS_HOURS = 6500;
/** Minimum TPS of a campaign that alone needs more than `TPS_HOURS`. */
const COSTLY_TPS = 1000;

const recipe = (name: string) => `arn:aws:personalize:::recipe/${name}`;

const DOMAIN = 'ECOMMERCE';

/** Values of the placeholders in a {@link parameterFile}. The prefix is empty, so that resources have the names in `names.ts`. */
export const PARAMETER_VALUES = { prefix: '' };

export function parameterFile(name: string, group: Group, edition: Edition): string {
  const { eventTracker, domain, incremental } = group;
  const { filter, schedules, trainingHours, deletes } = edition;
  const removal = onRemoval(deletes);
  const text = JSON.stringify({
    tags: [{ tagKey: 'team', tagValue: name }],
    capacity: { lookBack: '1 day' },
    ...(trainingHours !== undefined && {
      budget: { trainingHoursPerMonth: trainingHours, provisionedTpsHoursPerMonth: TPS_HOURS },
    }),
    datasetGroup: {
      serviceConfig: { name, ...(domain && { domain: DOMAIN }) },
      ...(schedules !== 'absent' && {
        workflowConfig: { schedules: { import: scheduleOf('import', schedules) } },
      }),
    },
    datasets: {
      ...(incremental && { serviceConfig: { importMode: 'INCREMENTAL' } }),
      ...Object.fromEntries(
        datasetSections(group).map((section) => [
          section,
          { ...dataset(name, section, domain), ...(section === 'interactions' && checksOf(edition)) },
        ]),
      ),
    },
    ...(eventTracker && {
      eventTracker: { serviceConfig: { name: `${name}-tracker` } },
      metricAttribution: { serviceConfig: { name: attributionName(name), metrics: attributionMetrics(edition) } },
    }),
    ...(filter && { filters: [{ serviceConfig: { name: `${name}-filter`, filterExpression: FILTER }, ...removal }] }),
    ...(domain
      ? {
          recommenders: [
            {
              serviceConfig: {
                name: recommenderName(name),
                recipeArn: recipe('aws-ecomm-popular-items-by-views'),
                recommenderConfig: { minRecommendationRequestsPerSecond: edition.minProvisionedTPS },
              },
              workflowConfig: {
                ...removal.workflowConfig,
                ...(schedules !== 'absent' && {
                  schedules: { start: scheduleOf('start', schedules), stop: scheduleOf('stop', schedules) },
                }),
              },
            },
          ],
        }
      : {
          solutions: solutionNames({ name, group, edition }).map((solution, _, all) =>
            section(solution, group, edition, baselineOf(edition, solution, all)),
          ),
        }),
  });
  // Each name begins with a placeholder. So a run fails if it does not get the placeholder values of its upload.
  return text.replaceAll(/"(?:name|over)":"/g, '$&${prefix}');
}

/** Returns the setting with which uploads delete a resource after the resource has left the file. */
function onRemoval(deletes = false) {
  return deletes ? { workflowConfig: { onRemoval: 'delete' } } : {};
}

/** Returns the checks of an edition. The data meet the limits of `pass`, and violate the limits of the other checks. */
function checksOf({ checks }: Edition) {
  if (checks === undefined) return {};
  const limits = { minimumRows: checks === 'pass' ? 1000 : 1_000_000, maximumRowDrop: '90%' };
  return { workflowConfig: { checks: { ...limits, onViolation: checks === 'notify' ? 'notify' : 'fail' } } };
}

/**
 * Returns the metrics of a group's metric attribution. The metric's name is always the same, but the counted event type
 * depends on the edition.
 */
export function attributionMetrics({ minProvisionedTPS }: Pick<Edition, 'minProvisionedTPS'>) {
  return [{ eventType: `click-${minProvisionedTPS}`, metricName: 'clicks', expression: 'SAMPLECOUNT()' }];
}

const FILTER = 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")';

/**
 * Returns a parameter file in conflict. If the file has a budget and can have campaigns, its campaigns need more TPS-hours than the budget
 * covers. Otherwise, the file has a change that Personalize cannot make in an existing schema.
 */
export function conflictingFile(name: string, group: Group, { promotion: _, ...edition }: Edition): string {
  if (edition.trainingHours !== undefined && group.batch !== 'segments')
    return parameterFile(name, group, { ...edition, campaign: true, minProvisionedTPS: COSTLY_TPS });
  const file = JSON.parse(parameterFile(name, group, { ...edition, schedules: 'absent' }));
  file.datasets.interactions.schema.serviceConfig.schema.fields.push({ name: 'DEVICE', type: ['null', 'string'] });
  return JSON.stringify(file);
}

function dataset(group: string, section: keyof typeof FIELDS, domain: boolean) {
  const name = `${group}-${section}`;
  const schema = {
    type: 'record',
    name: section[0]?.toUpperCase() + section.slice(1),
    namespace: 'com.amazonaws.personalize.schema',
    fields: FIELDS[section],
    version: '1.0',
  };
  return {
    dataset: { serviceConfig: { name } },
    schema: { serviceConfig: { name: `${name}-schema`, ...(domain && { domain: DOMAIN }), schema } },
  };
}

function section(
  name: string,
  group: Group,
  { campaign, schedules, minProvisionedTPS, promotion, deletes }: Edition,
  baseline: string | undefined,
) {
  const { batch } = group;
  const segments = batch === 'segments';
  const removal = onRemoval(deletes);
  const times = (kind: TaskKind) => ({ [kind]: scheduleOf(kind, schedules) });
  const jobs = [
    {
      serviceConfig: {},
      ...(schedules !== 'absent' && { workflowConfig: { schedule: scheduleOf('batch', schedules) } }),
    },
  ];
  return {
    serviceConfig: { name, recipeArn: recipe(segments ? 'aws-item-affinity' : 'aws-user-personalization') },
    workflowConfig: {
      ...removal.workflowConfig,
      ...(schedules !== 'absent' && { schedules: { ...times('full'), ...(!segments && times('update')) } }),
      ...(promotion && { promotion: promotionSection(promotion, group, baseline) }),
    },
    ...(campaign &&
      !segments && { campaigns: [{ serviceConfig: { name: campaignName(name), minProvisionedTPS }, ...removal }] }),
    ...(batch === 'inference' && { batchInferenceJobs: jobs }),
    ...(segments && { batchSegmentJobs: jobs }),
  };
}
