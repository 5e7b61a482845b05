import fc from 'fast-check';
import { filter, type Sample, sample, segmentSolution, solution } from '../../support/sample';

const USER_PERSONALIZATION = 'arn:aws:personalize:::recipe/aws-user-personalization';
const SECOND_RECIPE = 'arn:aws:personalize:::recipe/aws-user-personalization-v2';

const schedule = fc.option(fc.constantFrom('rate(7 days)', 'rate(14 days)', 'cron(0 3 ? * SUN *)'), {
  nil: undefined,
});

/** Choices in which files differ. The second of two files may add, change or lack resources of the first, or conflict with them. */
const choices = fc.record({
  datasets: fc.constantFrom(true, true, false),
  tracker: fc.option(fc.constantFrom('tracker', 'tracker', 'other-tracker'), { nil: undefined }),
  filters: fc.subarray(['one', 'two', 'three']),
  expression: fc.constantFrom('"*"', '"*"', '"*"', '"click"'),
  schemaName: fc.constantFrom('schema', 'schema', 'schema', 'schema-2'),
  recipe: fc.constantFrom(USER_PERSONALIZATION, USER_PERSONALIZATION, USER_PERSONALIZATION, SECOND_RECIPE),
  solutions: fc.subarray(['first', 'second']),
  autoTraining: fc.boolean(),
  campaigns: fc.subarray(['served', 'tested']),
  tps: fc.integer({ min: 1, max: 2 }),
  batch: fc.boolean(),
  segments: fc.boolean(),
  results: fc.constantFrom(10, 20),
  import: schedule,
  full: schedule,
});

/** Draws valid parameter files of the dataset group `small`. */
export const randomSample: fc.Arbitrary<Sample> = choices.map((chosen) => {
  const file = sample('small');
  for (const { schema } of Object.values(file.datasets)) schema.serviceConfig.name = chosen.schemaName;
  file.datasetGroup.workflowConfig = { schedules: { ...(chosen.import && { import: chosen.import }) } };
  if (chosen.tracker !== undefined) file.eventTracker = { serviceConfig: { name: chosen.tracker } };
  file.filters = chosen.filters.map((name) => {
    const one = filter(name);
    one.serviceConfig.filterExpression = one.serviceConfig.filterExpression.replace('"*"', chosen.expression);
    return one;
  });
  file.solutions = chosen.solutions.map((name, index) => {
    const one = solution(
      name,
      chosen.campaigns.map((campaign) => `${name}-${campaign}`),
    );
    one.serviceConfig.recipeArn = index === 0 ? chosen.recipe : USER_PERSONALIZATION;
    for (const campaign of one.campaigns ?? []) campaign.serviceConfig.minProvisionedTPS = chosen.tps;
    if (chosen.batch) one.batchInferenceJobs = [{ serviceConfig: { numResults: chosen.results } }];
    if (chosen.full !== undefined) one.workflowConfig = { schedules: { full: chosen.full } };
    if (chosen.autoTraining) one.serviceConfig.performAutoTraining = true;
    return one;
  });
  if (chosen.segments) file.solutions.push(segmentSolution('segments'));
  if (chosen.datasets) return file;
  const { datasets: _, ...others } = file;
  return others as Sample;
});
