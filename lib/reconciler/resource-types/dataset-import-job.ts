import type { DataSource } from '@aws-sdk/client-personalize';
import { undefinedOn } from '../../aws/undefined-on';
import { metricAttributionArn } from '../../personalize/arn';
import { gigabytes } from '../../personalize/billing';
import { isActive, isFailed, isPending } from '../../personalize/statuses';
import { printable } from '../../text/format';
import { importsOf } from '../account/imports-of';
import type { Description, Request } from '../account/personalize-api';
import { MissingInput, NotThereYet } from '../errors';
import { datasetOf, describeResource, oncePerPoll, type Step } from '../step';
import { endAcceptances } from './acceptances';
import { latestUpdate } from './assess';
import { dataset, ownDatasetArn } from './dataset';
import { csvOf } from './import-check-plan';
import { assertChecked, assertItemsFit, ensureBaseline } from './import-checks';
import { importContent } from './import-content';
import { assertImportable, importProblems } from './import-headers';
import { didTheSame, isMadeHere, jobName } from './job-name';
import { type FoundResource, found, type JobResource } from './resource-type';
import { isOlderThan, type JobWork, readersOf } from './verified-read';

/** Note on an import whose csv were replaced while it ran: see `personalize-import-reads` in docs/local-aws.md. */
const CHANGED_MEANWHILE =
  'the csv changed while Amazon Personalize read them, so the dataset may have rows that no check has read. The next run checks and imports the csv again; if it refuses them, upload correct csv';

export const datasetImportJob: JobResource = {
  type: 'datasetImportJob',
  isNamed: true,
  findOwn: async (step) => {
    const name = ownName(step, await workOf(step));
    const own = (await jobsOf(step)).find(({ jobName }) => jobName === name);
    return own && found('datasetImportJob', own);
  },
  /**
   * The newest import of the dataset, if it read exactly the current files. Undefined if these files have columns that
   * were added to the schema after the import.
   */
  findEarlier: async (step) => {
    const reader = await newestReader(step);
    if (reader === undefined || (await isOfEarlierSchema(step, reader))) return undefined;
    return found('datasetImportJob', reader);
  },
  // Not `workOf` itself: it is defined below and has no value yet.
  workOf: (step) => workOf(step),
  estimate: async (step) => {
    const bytes = (await workOf(step)).data.csv.reduce((sum, { size }) => sum + size, 0);
    return { unit: 'importGigabytes', amount: gigabytes(bytes) };
  },
  existsAlready: async (step) => (await jobsOf(step)).some(({ status = '' }) => isActive(status)),
  assertInput: async (step) => assertImportable(step, (await workOf(step)).data),
  assertChecked: async (step) => {
    const reader = await newestReader(step);
    const isImported = reader !== undefined && (await isOfEarlierSchema(step, reader));
    // First, because no person can accept items that do not fit.
    const unfit = isImported ? undefined : await assertFits(step);
    const found = await assertChecked(step, (await workOf(step)).data, isImported);
    return [unfit, found].filter((each) => each !== undefined).join('; ') || undefined;
  },
  endAcceptances,
  noteAtEnd: async (step, job) => {
    if (datasetOf(step).checks === undefined) return undefined;
    const { jobName, creationDateTime: begun, lastUpdatedDateTime: ended } = job;
    // Later changes do not matter. Csv that could not be imported any more have changed too.
    const data = ended && (await undefinedOn(csvOf(step, datasetOf(step), ended), MissingInput));
    const isSame = data !== undefined && didTheSame(String(jobName), importContent(step, data));
    return isSame && begun !== undefined && isOlderThan(data, begun) ? undefined : CHANGED_MEANWHILE;
  },
  prepareChecks: async (step) => (await ensureBaseline(step)).problem,
  createRequest: async (step) => {
    const work = await workOf(step);
    await waitForOthers(step);
    return {
      ...step.resource.request,
      jobName: ownName(step, work),
      datasetArn: ownDatasetArn(step),
      dataSource: { dataLocation: work.data.uri },
      roleArn: step.roleArn,
      ...(await importMode(step)),
      ...(await publishing(step)),
    };
  },
};

/**
 * The newest import of the dataset, if it read exactly the current files. After a full import, an incremental one of
 * the same files is unnecessary, and may add all interactions a second time. The guide says only that identical
 * recorded events are kept once: https://docs.aws.amazon.com/personalize/latest/dg/bulk-data-import.html (2026-11),
 * `personalize-incremental-duplicates` in docs/local-aws.md. Failed imports do not count. Incremental imports of other
 * files by another writer do not count either, because the dataset keeps its earlier rows.
 */
const newestReader = oncePerPoll(async (step: Step): Promise<Description | undefined> => {
  for (const job of await jobsOf(step)) {
    if (isFailed(job.status ?? '')) continue;
    const work = await workOf(step);
    const { importMode = 'FULL' } = step.resource.request;
    if (!isMadeHere(String(job.jobName))) {
      const { arn } = found('datasetImportJob', job);
      const { dataSource, importMode: mode = 'FULL' } =
        (await step.personalize.describe('datasetImportJob', arn)) ?? {};
      const isOfOther = (dataSource as DataSource | undefined)?.dataLocation !== work.data.uri;
      if (isOfOther && mode === 'INCREMENTAL') continue;
      if (isOfOther || (mode !== 'FULL' && mode !== importMode)) return undefined;
    }
    if ((await readersOf(step, work))(job)) return job;
    const full = { ...work, content: importContent(step, work.data, 'FULL') };
    return importMode === 'INCREMENTAL' && (await readersOf(step, full))(job) ? job : undefined;
  }
  return undefined;
});

/**
 * True if the csv can be imported under the dataset's updated schema, and the update came after the job was created or
 * will come with the upload. In that case, the job has not read the added columns. Csv without the added columns would
 * be refused, so the job's data stay until other csv come.
 */
async function isOfEarlierSchema(step: Step, { creationDateTime: createdAt }: Description): Promise<boolean> {
  const arn = ownDatasetArn(step);
  const description = (await step.personalize.describe('dataset', arn)) ?? {};
  const { schemaArn, creationDateTime: updatedAt } = latestUpdate(dataset, description) ?? {};
  // After a failed update, the dataset still has its previous schema.
  const isUpdated =
    schemaArn === description.schemaArn && createdAt !== undefined && updatedAt !== undefined && createdAt < updatedAt;
  if (!isUpdated && !(step.isUpload && (await willBeUpdated(step, { arn, description })))) return false;
  return (await importProblems(step, (await workOf(step)).data)).length === 0;
}

async function willBeUpdated(step: Step, existing: FoundResource): Promise<boolean> {
  const differences = await dataset.differences({ ...step, resource: datasetOf(step).dataset }, existing);
  return differences.some(({ member }) => member === 'schemaArn');
}

/**
 * Waits for other imports of the dataset, which a stopped run or an operator may have begun. If two imports overlap,
 * the one that ends last decides what the dataset holds. See `personalize-import-reads` in docs/local-aws.md.
 */
async function waitForOthers(step: Step): Promise<void> {
  const other = (await jobsOf(step)).find(({ status = '' }) => isPending(status));
  if (other !== undefined) throw new NotThereYet(`import '${other.jobName}' of the dataset is ${other.status}`);
}

/**
 * Checks that new items fit interactions that are imported already. Other interactions are checked with the items
 * before their own import; the items' import asks again, in case csv have changed since.
 */
async function assertFits(step: Step): Promise<string | undefined> {
  if (datasetOf(step).datasetType !== 'ITEMS') return undefined;
  const interactions = step.state.datasets.find(({ datasetType }) => datasetType === 'INTERACTIONS');
  if (interactions?.checks?.maximumUnknownItems === undefined) return undefined;
  const interactionsStep: Step = { ...step, resource: interactions.importJob };
  const data = await csvOf(step, interactions);
  if (data === undefined) return undefined;
  if (step.until === 'CHECKED' && (await newestReader(interactionsStep)) === undefined) return undefined;
  return assertItemsFit(step, interactionsStep, data);
}

/** The first import of a dataset must be a full one. */
async function importMode(step: Step): Promise<Request> {
  if (step.resource.request.importMode !== 'INCREMENTAL') return {};
  const imported = (await jobsOf(step)).some(({ status }) => status === 'ACTIVE');
  return imported ? {} : { importMode: 'FULL' };
}

/**
 * If the file has a metric attribution, imports publish metrics only once the attribution is ACTIVE. An upload creates
 * the attribution after the imports. It is unconfirmed what Personalize does without an attribution:
 * `personalize-metrics-without-attribution` in docs/local-aws.md.
 */
async function publishing({ resource, state, scope, personalize }: Step): Promise<Request> {
  if (resource.request.publishAttributionMetricsToS3 !== true || state.metricAttribution === undefined) return {};
  const arn = metricAttributionArn(scope, state.metricAttribution.name);
  const attribution = await personalize.describe('metricAttribution', arn);
  return { publishAttributionMetricsToS3: isActive(attribution?.status ?? '') };
}

/** @throws MissingInput if the dataset has no csv, or has csv that Personalize would ignore */
const workOf = oncePerPoll(async (step: Step): Promise<JobWork> => {
  const { csvName } = datasetOf(step);
  const data = await csvOf(step, datasetOf(step));
  if (data === undefined) {
    const [near] = await step.bucket.misnamedCsv(step.folder, csvName);
    const but = near === undefined ? '' : ` ${printable(near)} does not match: names are case-sensitive.`;
    const problem = `no csv file found; expected ${step.bucket.csvPlaces(step.folder, csvName)}.${but}`;
    const resolution = 'Upload the csv before the parameter file, or remove the dataset from the file.';
    throw new MissingInput(describeResource(step), problem, resolution);
  }
  return { subject: `datasetImportJob#${csvName}`, content: importContent(step, data), data };
});

function ownName(step: Step, { content }: JobWork): string {
  const { csvName } = datasetOf(step);
  return jobName(`${csvName}-${step.state.datasetGroup.name}`, step.startedAt, content);
}

const jobsOf = oncePerPoll((step: Step) => importsOf(step.personalize, ownDatasetArn(step)));
