/** A small dataset group that Personalize can train: a parameter file and its data, without randomness. */

export interface SampleSolution {
  serviceConfig: { name: string; recipeArn: string } & Record<string, unknown>;
  workflowConfig?: {
    schedules?: { full?: unknown; update?: unknown };
    maxAge?: string;
    promotion?: object;
    onRemoval?: string;
  };
  campaigns?: { serviceConfig: { name: string; minProvisionedTPS: number } & Record<string, unknown> }[];
  batchInferenceJobs?: BatchJob[];
  batchSegmentJobs?: BatchJob[];
}

interface BatchJob {
  serviceConfig: Record<string, unknown>;
  workflowConfig?: { schedule?: unknown; maxAge?: string };
}

/** The parts of a parameter file that tests change. */
export interface Sample {
  datasetGroup: {
    serviceConfig: { name: string } & Record<string, unknown>;
    workflowConfig?: { schedules?: { import?: unknown }; maxAge?: string };
  };
  datasets: Record<
    string,
    Record<'dataset' | 'schema', { serviceConfig: Record<string, unknown> }> & { workflowConfig?: object }
  >;
  eventTracker?: { serviceConfig: { name: string } };
  metricAttribution?: { serviceConfig: { name: string; metrics: object[] } } | undefined;
  filters: { serviceConfig: { name: string; filterExpression: string } }[];
  solutions: SampleSolution[];
}

/** Objects by their keys in the data bucket. */
export type Files = Readonly<Record<string, string>>;

const USER_PERSONALIZATION = 'arn:aws:personalize:::recipe/aws-user-personalization';
const ITEM_AFFINITY = 'arn:aws:personalize:::recipe/aws-item-affinity';

const FIELDS = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];

/** Returns a sample with interactions only, and one solution with one campaign: `<group>-solution`, `<group>-campaign`. */
export function sample(group = 'small'): Sample {
  return {
    datasetGroup: { serviceConfig: { name: group } },
    datasets: {
      interactions: {
        dataset: { serviceConfig: { name: `${group}-interactions` } },
        schema: {
          serviceConfig: {
            name: `${group}-interactions-schema`,
            schema: {
              type: 'record',
              name: 'Interactions',
              namespace: 'com.amazonaws.personalize.schema',
              fields: FIELDS.map((name) => ({ name, type: name === 'TIMESTAMP' ? 'long' : 'string' })),
              version: '1.0',
            },
          },
        },
      },
    },
    filters: [],
    solutions: [solution(`${group}-solution`, [`${group}-campaign`])],
  };
}

export function solution(name: string, campaigns: readonly string[] = []): SampleSolution {
  return {
    serviceConfig: { name, recipeArn: USER_PERSONALIZATION },
    campaigns: campaigns.map((campaign) => ({ serviceConfig: { name: campaign, minProvisionedTPS: 1 } })),
  };
}

/** A solution whose batch job segments users. */
export function segmentSolution(name: string): SampleSolution {
  return {
    serviceConfig: { name, recipeArn: ITEM_AFFINITY },
    batchSegmentJobs: [{ serviceConfig: {} }],
  };
}

/** Adds a dataset of items, for which {@link dataOf} has no csv. */
export function withItems(file: Sample, columns: readonly string[] = [], schemaName = 'items-schema'): Sample {
  const group = file.datasetGroup.serviceConfig.name;
  const fields = [
    ...['ITEM_ID', 'GENRE'].map((name) => ({ name, type: 'string' as const })),
    ...columns.map((name) => ({ name, type: ['null', 'string'] })),
  ];
  const schema = { type: 'record', name: 'Items', namespace: 'com.amazonaws.personalize.schema', fields };
  file.datasets.items = {
    dataset: { serviceConfig: { name: `${group}-items` } },
    schema: { serviceConfig: { name: `${group}-${schemaName}`, schema: { ...schema, version: '1.0' } } },
  };
  return file;
}

/** Adds checks of the rows of a dataset before each import. */
export function withChecks(file: Sample, checks: object, type: 'interactions' | 'items' = 'interactions'): Sample {
  const dataset = file.datasets[type];
  if (dataset !== undefined) dataset.workflowConfig = { checks };
  return file;
}

/** Returns a sample with at least one resource of each type that the file of a custom dataset group can define. */
export function completeSample(group = 'small'): Sample {
  const file = sample(group);
  const [first] = file.solutions;
  if (first !== undefined) first.batchInferenceJobs = [{ serviceConfig: {} }];
  file.eventTracker = { serviceConfig: { name: `${group}-tracker` } };
  file.filters.push(filter(`${group}-filter`));
  file.metricAttribution = {
    serviceConfig: {
      name: `${group}-attribution`,
      metrics: [{ eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' }],
    },
  };
  file.solutions.push(segmentSolution(`${group}-segments`));
  return file;
}

export function filter(name: string) {
  return {
    serviceConfig: { name, filterExpression: 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")' },
  };
}

/** Returns interactions of 40 users with 50 items. Their times are `shift` seconds later than by default. */
export function interactions(rows = 1040, shift = 0): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `user-${row % 40},item-${(row * 7) % 50},click,${1_700_000_000 + shift + row * 60}`,
  );
  return [FIELDS.join(','), ...lines, ''].join('\n');
}

/** Returns more than 1 MiB of interactions. The data bucket keeps fewer old versions of objects of that size. */
export function largeInteractions(): string {
  return interactions(5000).replaceAll('click', 'click'.padEnd(250, '-'));
}

export const parameterFileKey = (group: string) => `train/${group}/config.json`;
export const interactionsKey = (group: string) => `train/${group}/interactions.csv`;
export const batchInputKey = (group: string, name: string) => `batch/${group}/${name}/job_config.json`;

/** Returns the data of a sample: its interactions, and inputs for its batch jobs. */
export function dataOf(file: Sample): Files {
  const group = file.datasetGroup.serviceConfig.name;
  const inputs = file.solutions.flatMap(({ serviceConfig: { name }, ...jobs }) => [
    ...(jobs.batchInferenceJobs ? [[batchInputKey(group, name), '{"userId":"user-1"}\n']] : []),
    ...(jobs.batchSegmentJobs ? [[batchInputKey(group, name), '{"itemId":"item-1"}\n']] : []),
  ]);
  return { [interactionsKey(group)]: interactions(), ...Object.fromEntries(inputs) };
}

/** The sample's parameter file, with its key. */
export function parameterFileOf(file: Sample): Files {
  return { [parameterFileKey(file.datasetGroup.serviceConfig.name)]: JSON.stringify(file, undefined, 2) };
}
