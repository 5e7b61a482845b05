import {
  type CampaignConfig,
  CreateBatchInferenceJobCommand,
  type CreateBatchInferenceJobRequest,
  CreateCampaignCommand,
  CreateDatasetCommand,
  CreateDatasetGroupCommand,
  CreateDatasetImportJobCommand,
  type CreateDatasetImportJobRequest,
  CreateFilterCommand,
  CreateMetricAttributionCommand,
  CreateSchemaCommand,
  CreateSolutionCommand,
  type CreateSolutionRequest,
  CreateSolutionVersionCommand,
  DescribeDatasetCommand,
  DescribeDatasetGroupCommand,
  DescribeDatasetImportJobCommand,
  DescribeFilterCommand,
  DescribeMetricAttributionCommand,
  DescribeSolutionVersionCommand,
} from '@aws-sdk/client-personalize';
import { type Data, folderOf, INTERACTIONS, ITEMS, interactionsCsv, itemsCsv, PERSONALIZE_ROLE } from './data';
import { resultOf, type Sandbox } from './sandbox';

/** Status of a resource, and the reason if it failed. */
export interface End {
  readonly status?: string | undefined;
  readonly failureReason?: string | undefined;
}

/** Polls until the status is final: ACTIVE, failed or stopped. */
export function ended(sandbox: Sandbox, describe: () => Promise<End | undefined>): Promise<End> {
  return sandbox.until(async () => {
    const found = await describe();
    return found !== undefined && /^(?:ACTIVE|.*FAILED|.*STOPPED)$/.test(found.status ?? '') ? found : undefined;
  });
}

async function active(sandbox: Sandbox, describe: () => Promise<End | undefined>): Promise<void> {
  const { status, failureReason } = await ended(sandbox, describe);
  if (status !== 'ACTIVE') throw new Error(`A resource that the question needs became ${status}: ${failureReason}`);
}

/** @returns ARN of a new dataset group, which is ACTIVE */
export async function datasetGroup(sandbox: Sandbox): Promise<string> {
  const { personalize } = sandbox.clients;
  const { datasetGroupArn } = await personalize.send(new CreateDatasetGroupCommand({ name: sandbox.name() }));
  await active(sandbox, async () => {
    return (await personalize.send(new DescribeDatasetGroupCommand({ datasetGroupArn }))).datasetGroup;
  });
  return datasetGroupArn ?? '';
}

/** @returns ARN of a new schema */
export async function schema(sandbox: Sandbox, name: string, fields: readonly object[]): Promise<string> {
  const record = { type: 'record', name, namespace: 'com.amazonaws.personalize.schema', fields, version: '1.0' };
  const input = { name: sandbox.name(), schema: JSON.stringify(record) };
  return (await sandbox.clients.personalize.send(new CreateSchemaCommand(input))).schemaArn ?? '';
}

/** @returns ARN of a new dataset, which is ACTIVE */
export async function dataset(sandbox: Sandbox, datasetGroupArn: string, data: Data): Promise<string> {
  const { personalize } = sandbox.clients;
  const datasetArn = await pendingDataset(sandbox, datasetGroupArn, data);
  await active(sandbox, async () => (await personalize.send(new DescribeDatasetCommand({ datasetArn }))).dataset);
  return datasetArn;
}

/** @returns ARN of a new dataset, which need not be ACTIVE yet */
export async function pendingDataset(
  sandbox: Sandbox,
  datasetGroupArn: string,
  { type, fields }: Data,
): Promise<string> {
  const schemaArn = await schema(sandbox, type.replace('_', ''), fields);
  const input = { name: sandbox.name(), datasetGroupArn, schemaArn, datasetType: type };
  return (await sandbox.clients.personalize.send(new CreateDatasetCommand(input))).datasetArn ?? '';
}

export const CLICKS = { eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' };

/** @returns ARN of a new metric attribution with {@link CLICKS}, whose status is final */
export async function metricAttribution(sandbox: Sandbox, datasetGroupArn: string): Promise<string> {
  const { personalize } = sandbox.clients;
  const roleArn = await sandbox.once('role of Personalize', (shared) => shared.role(PERSONALIZE_ROLE));
  const metricsOutputConfig = { s3DataDestination: { path: await folderOf(sandbox, {}) }, roleArn };
  const input = { name: sandbox.name(), datasetGroupArn, metrics: [CLICKS], metricsOutputConfig };
  const { metricAttributionArn } = await personalize.send(new CreateMetricAttributionCommand(input));
  await ended(sandbox, async () => {
    return (await personalize.send(new DescribeMetricAttributionCommand({ metricAttributionArn }))).metricAttribution;
  });
  return metricAttributionArn ?? '';
}

/** Starts an import. @returns ARN of the job */
export async function startImport(
  sandbox: Sandbox,
  datasetArn: string,
  dataLocation: string,
  more: Partial<CreateDatasetImportJobRequest> = {},
): Promise<string> {
  const roleArn = await sandbox.once('role of Personalize', (shared) => shared.role(PERSONALIZE_ROLE));
  const input = { jobName: sandbox.name(), datasetArn, dataSource: { dataLocation }, roleArn, ...more };
  const job = await sandbox.clients.personalize.send(new CreateDatasetImportJobCommand(input));
  return job.datasetImportJobArn ?? '';
}

export function importEnd(sandbox: Sandbox, datasetImportJobArn: string): Promise<End> {
  const { personalize } = sandbox.clients;
  return ended(sandbox, async () => {
    return (await personalize.send(new DescribeDatasetImportJobCommand({ datasetImportJobArn }))).datasetImportJob;
  });
}

/** Imports objects, by their names in a new folder, into a new dataset group. @returns the final status of the import */
export async function statusOfImport(
  sandbox: Sandbox,
  data: Data,
  objects: Readonly<Record<string, string>>,
  more: Partial<CreateDatasetImportJobRequest> = {},
): Promise<string> {
  const datasetArn = await dataset(sandbox, await datasetGroup(sandbox), data);
  const job = await startImport(sandbox, datasetArn, await folderOf(sandbox, objects), more);
  return (await importEnd(sandbox, job)).status ?? '';
}

/** @returns ARN of a new solution, which trains only on request */
export async function solution(
  sandbox: Sandbox,
  datasetGroupArn: string,
  recipe: string,
  more: Partial<CreateSolutionRequest> = {},
): Promise<string> {
  const { solutionArn } = await sandbox.clients.personalize.send(
    new CreateSolutionCommand({
      name: sandbox.name(),
      datasetGroupArn,
      recipeArn: `arn:aws:personalize:::recipe/${recipe}`,
      performAutoTraining: false,
      ...more,
    }),
  );
  return solutionArn ?? '';
}

/** Trains a solution version. @returns ARN of the version, which is ACTIVE */
export async function version(
  sandbox: Sandbox,
  solutionArn: string,
  more: { readonly name?: string; readonly trainingMode?: 'FULL' | 'UPDATE' } = {},
): Promise<string> {
  const { personalize } = sandbox.clients;
  // A new solution may need some seconds to become ACTIVE. Until then, a training is refused with ResourceInUseException.
  const solutionVersionArn = await sandbox.until(async () => {
    try {
      const input = { solutionArn, ...more };
      return (await personalize.send(new CreateSolutionVersionCommand(input))).solutionVersionArn;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceInUseException') return undefined;
      throw error;
    }
  });
  await active(sandbox, async () => {
    return (await personalize.send(new DescribeSolutionVersionCommand({ solutionVersionArn }))).solutionVersion;
  });
  return solutionVersionArn;
}

/** @returns ARN of the shared dataset group, which has interactions and items */
export function trainable(sandbox: Sandbox): Promise<string> {
  return sandbox.once('dataset group with data', async (shared) => {
    const datasetGroupArn = await datasetGroup(shared);
    await dataset(shared, datasetGroupArn, INTERACTIONS);
    await importInteractions(shared, datasetGroupArn);
    await importAll(shared, await dataset(shared, datasetGroupArn, ITEMS), itemsCsv());
    return datasetGroupArn;
  });
}

export function importInteractions(sandbox: Sandbox, datasetGroupArn: string): Promise<void> {
  const datasetArn = `${datasetGroupArn.replace(':dataset-group/', ':dataset/')}/INTERACTIONS`;
  return importAll(sandbox, datasetArn, interactionsCsv());
}

async function importAll(sandbox: Sandbox, datasetArn: string, csv: string): Promise<void> {
  const job = await startImport(sandbox, datasetArn, await folderOf(sandbox, { 'data.csv': csv }));
  await active(sandbox, () => importEnd(sandbox, job));
}

/** Name of the shared solution version. */
export const VERSION_NAME = 'named';

/** @returns ARN of the shared solution version, whose recipe trains fast */
export function trained(sandbox: Sandbox): Promise<string> {
  return sandbox.once('solution version', async (shared) => {
    const solutionArn = await solution(shared, await trainable(shared), 'aws-popularity-count');
    return version(shared, solutionArn, { name: VERSION_NAME });
  });
}

/** Creates a campaign with the shared solution version. @returns `accepted`, or the name of the error that refuses it */
export async function resultOfCampaign(sandbox: Sandbox, campaignConfig: CampaignConfig): Promise<string> {
  const campaign = new CreateCampaignCommand({
    name: sandbox.name(),
    minProvisionedTPS: 1,
    solutionVersionArn: await trained(sandbox),
    campaignConfig,
  });
  return resultOf(sandbox.clients.personalize.send(campaign));
}

/** Creates a filter. @returns its final status, or the name of the error that refuses it */
export async function resultOfFilter(
  sandbox: Sandbox,
  datasetGroupArn: string,
  filterExpression: string,
): Promise<string> {
  const { personalize } = sandbox.clients;
  const input = { name: sandbox.name(), datasetGroupArn, filterExpression };
  let filterArn: string | undefined;
  const creation = personalize.send(new CreateFilterCommand(input)).then((created) => {
    filterArn = created.filterArn;
  });
  const result = await resultOf(creation);
  if (filterArn === undefined) return result;
  const { status } = await ended(sandbox, async () => {
    return (await personalize.send(new DescribeFilterCommand({ filterArn }))).filter;
  });
  return status ?? '';
}

/** @returns "accepted", or the name of the error that refuses a batch inference job */
export async function resultOfBatchJob(
  sandbox: Sandbox,
  more: Partial<CreateBatchInferenceJobRequest>,
): Promise<string> {
  const roleArn = await sandbox.once('role of Personalize', (shared) => shared.role(PERSONALIZE_ROLE));
  const folder = await folderOf(sandbox, { 'input.json': '{"userId": "u1"}\n' });
  const job = new CreateBatchInferenceJobCommand({
    jobName: sandbox.name(),
    solutionVersionArn: await trained(sandbox),
    roleArn,
    jobInput: { s3DataSource: { path: `${folder}input.json` } },
    jobOutput: { s3DataDestination: { path: `${folder}output/` } },
    ...more,
  });
  return resultOf(sandbox.clients.personalize.send(job));
}
