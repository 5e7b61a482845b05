import { datasetGroupArn, parseArn } from '../../personalize/arn';
import { type Existing, inventoryOf } from '../../reconciler/inventory';
import type { DeployedAws } from '../aws';
import { recentRuns } from '../runs';

/** What a destruction will delete. */
export interface Survey {
  readonly datasetGroup: string;
  readonly tasks: readonly string[];
  /** ARNs of running executions of `run`. */
  readonly executions: readonly string[];
  /** Everything in the dataset group, itself last. */
  readonly resources: readonly Existing[];
  /** Schemas of its datasets and of its file that no other dataset uses. */
  readonly schemas: readonly Existing[];
  /** Schemas that are kept because datasets of other groups use them. */
  readonly sharedSchemas: readonly Existing[];
  /** Names. */
  readonly metricAttributions: readonly string[];
}

/** Runs that are read to find those in progress. */
const RUNS_READ = 100;

/** @param named ARNs of schemas from the group's file, or from an interrupted destruction */
export async function survey(aws: DeployedAws, datasetGroup: string, named: readonly string[]): Promise<Survey> {
  const arn = datasetGroupArn(aws.scope, datasetGroup);
  const group = await aws.personalize.describe('datasetGroup', arn);
  const inventory = group === undefined ? [] : await inventoryOf(aws.personalize, arn);
  const self: Existing[] =
    group === undefined
      ? []
      : [{ type: 'datasetGroup', arn, name: datasetGroup, status: group.status ?? '', summary: group }];
  const runs = await recentRuns(aws, datasetGroup, RUNS_READ);
  return {
    datasetGroup,
    tasks: (await aws.tasks.tasksOf(datasetGroup)).map(({ name }) => name),
    executions: runs.flatMap(({ status, execution }) =>
      status === 'RUNNING' && execution !== undefined ? [execution] : [],
    ),
    resources: [...inventory, ...self],
    ...(await schemasOf(aws, arn, named)),
    metricAttributions: group === undefined ? [] : await aws.metricAttributionsOf(arn),
  };
}

async function schemasOf(
  aws: DeployedAws,
  groupArn: string,
  named: readonly string[],
): Promise<Pick<Survey, 'schemas' | 'sharedSchemas'>> {
  const own = new Set(named);
  const foreign = new Set<string>();
  for (const { datasetArn } of await aws.personalize.list('dataset', {})) {
    const dataset = await aws.personalize.describe('dataset', String(datasetArn));
    if (dataset === undefined) continue;
    (dataset.datasetGroupArn === groupArn ? own : foreign).add(String(dataset.schemaArn));
  }
  const found: Existing[] = [];
  for (const arn of own) {
    const schema = await aws.personalize.describe('schema', arn);
    if (schema !== undefined) {
      found.push({ type: 'schema', arn, name: parseArn(arn)?.path[0] ?? '', status: 'ACTIVE', summary: schema });
    }
  }
  return {
    schemas: found.filter(({ arn }) => !foreign.has(arn)),
    sharedSchemas: found.filter(({ arn }) => foreign.has(arn)),
  };
}
