import { datasetGroupArn, parseArn } from '../../personalize/arn';
import type { Existing } from '../../reconciler/inventory';
import type { DeployedAws } from '../aws';
import { recentRuns } from '../runs';

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
  const [group, ...inventory] = await aws.resourcesOf(datasetGroup);
  const running = (await recentRuns(aws, datasetGroup, RUNS_READ)).filter(({ status }) => status === 'RUNNING');
  const shared = new Set<string>();
  const own = new Set(named);
  for (const { datasetArn } of await aws.personalize.list('dataset', {})) {
    const dataset = await aws.personalize.describe('dataset', String(datasetArn));
    if (dataset === undefined) continue;
    (dataset.datasetGroupArn === arn ? own : shared).add(String(dataset.schemaArn));
  }
  const schemas = await schemasOf(aws, own);
  return {
    datasetGroup,
    tasks: (await aws.tasks.tasksOf(datasetGroup)).map(({ name }) => name),
    executions: running.flatMap(({ execution }) => execution ?? []),
    resources: group === undefined ? [] : [...inventory, group],
    schemas: schemas.filter((schema) => !shared.has(schema.arn)),
    sharedSchemas: schemas.filter((schema) => shared.has(schema.arn)),
    metricAttributions: group === undefined ? [] : await aws.metricAttributionsOf(arn),
  };
}

async function schemasOf(aws: DeployedAws, arns: ReadonlySet<string>): Promise<readonly Existing[]> {
  const found: Existing[] = [];
  for (const arn of arns) {
    const summary = await aws.personalize.describe('schema', arn);
    if (summary === undefined) continue;
    found.push({ type: 'schema', arn, name: parseArn(arn)?.path[0] ?? '', status: 'ACTIVE', summary });
  }
  return found;
}
