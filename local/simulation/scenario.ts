import type { Deed } from '../faults/hands';

/** What a team asks of the system, small enough that hundreds of scenarios run in a minute. */
export interface Scenario {
  readonly solutions: number;
  readonly campaign: boolean;
  readonly filter: boolean;
  readonly eventTracker: boolean;
  readonly batchJob: boolean;
  readonly schedules: boolean;
  /** What happens after the first upload. */
  readonly steps: readonly Step[];
  /** Of all fault rates. */
  readonly faults: number;
  /** Whether Personalize may fail at what it has taken on: then a run may fail too. */
  readonly creationsFail: boolean;
}

export type Step = { readonly afterSeconds: number } & (
  | { readonly kind: 'upload'; readonly minProvisionedTPS: number; readonly filter: boolean }
  | { readonly kind: 'newData' }
  | { readonly kind: 'refusedUpload' }
  | { readonly kind: 'byHand'; readonly deed: Deed }
  | { readonly kind: 'nothing' }
);

/** The parts of a scenario that an upload can change. */
export interface Edition {
  readonly minProvisionedTPS: number;
  readonly filter: boolean;
}

export const GROUP = 'simulated';

const RECIPE = 'arn:aws:personalize:::recipe/aws-user-personalization';
const FIELDS = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];

export function solutionNames({ solutions }: Scenario): readonly string[] {
  return Array.from({ length: solutions }, (_, index) => `${GROUP}-solution-${index}`);
}

export const campaignName = (solution: string) => `${solution}-campaign`;

export function parameterFile(scenario: Scenario, { minProvisionedTPS, filter }: Edition): string {
  const { campaign, eventTracker, batchJob, schedules } = scenario;
  return JSON.stringify({
    datasetGroup: {
      serviceConfig: { name: GROUP },
      ...(schedules && { workflowConfig: { schedules: { import: 'cron(0 */8 * * ? *)' } } }),
    },
    datasets: {
      interactions: {
        dataset: { serviceConfig: { name: `${GROUP}-interactions` } },
        schema: { serviceConfig: { name: `${GROUP}-schema`, schema: SCHEMA } },
      },
    },
    ...(eventTracker && { eventTracker: { serviceConfig: { name: `${GROUP}-tracker` } } }),
    ...(filter && { filters: [{ serviceConfig: FILTER }] }),
    solutions: solutionNames(scenario).map((name) => ({
      serviceConfig: { name, recipeArn: RECIPE },
      ...(schedules && { workflowConfig: { schedules: { full: 'cron(0 2 * * ? *)' } } }),
      ...(campaign && { campaigns: [{ serviceConfig: { name: campaignName(name), minProvisionedTPS } }] }),
      ...(batchJob && { batchInferenceJobs: [{ serviceConfig: {} }] }),
    })),
  });
}

const SCHEMA = {
  type: 'record',
  name: 'Interactions',
  namespace: 'com.amazonaws.personalize.schema',
  fields: FIELDS.map((name) => ({ name, type: name === 'TIMESTAMP' ? 'long' : 'string' })),
  version: '1.0',
};

const FILTER = {
  name: `${GROUP}-filter`,
  filterExpression: 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
};

/** As few rows as Personalize trains on. @param edition makes the same rows newer */
export function interactions(edition: number): string {
  const rows = Array.from(
    { length: 1040 },
    (_, row) => `user-${row % 40},item-${(row * 7) % 50},click,${1_700_000_000 + edition + row * 60}`,
  );
  return [FIELDS.join(','), ...rows, ''].join('\n');
}

/** Names of the tasks that the file asks for. */
export function taskNames(scenario: Scenario): readonly string[] {
  if (!scenario.schedules) return [];
  return [
    `personalize-dataset-import-${GROUP}`,
    ...solutionNames(scenario).map((name) => `solution-maintenance-full-${name}`),
  ];
}
