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
import { didTheSame, isOwnJobName, jobName } from './job-name';
import { type FoundResource, found, type JobResource } from './resource-type';
import { isOlderThan, type JobWork, readersOf } from './verified-read';

/** Note on an import that cannot be shown to have read the csv that were checked: see `personalize-import-reads` in docs/local-aws.md. */
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
   * The newest import of the dataset, if it has read or will read exactly the current files. Undefined if the files have columns that were
   * added to the dataset's schema after this import.
   */
  findEarlier: async (step) => {
    const reader = await newestReader(step);
    if (reader === undefined || (await isOfEarlierSchema(step, reader))) return undefined;
    return found('datasetImportJob', reader);
  },
  // `workOf` is wrapped in a function, because the constant is defined below and has no value yet.
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
    // New items must fit the interactions, see `assertFits`. This is checked first: a person cannot accept items that do not
    // fit, so the result of the other rules would change nothing.
    const unfit = isImported ? undefined : await assertFits(step);
    const found = await assertChecked(step, (await workOf(step)).data, isImported);
    return [unfit, found].filter((each) => each !== undefined).join('; ') || undefined;
  },
  endAcceptances,
  noteAtEnd: async (step, job) => {
    if (datasetOf(step).checks === undefined) return undefined;
    const { jobName, creationDateTime: begun, lastUpdatedDateTime: ended } = job;
    // These are the csv that the bucket had when the job ended, because later changes do not matter. If the bucket had csv in a place
    // where Personalize would ignore them (MissingInput), the csv have changed since the job began.
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
 * The newest import of the dataset, if it has read or will read exactly the current files. Failed imports do not count. Incremental
 * imports of other files by another writer do not count either, because the dataset keeps its earlier rows.
 *
 * If the file asks for an incremental import, a full import of the same files counts too. A second import would be
 * unnecessary, and may add all interactions again: the guide says that of identical recorded events one is kept, but says
 * nothing about imported interactions
 * (https://docs.aws.amazon.com/personalize/latest/dg/bulk-data-import.html, 2026-11;
 * `personalize-incremental-duplicates` in docs/local-aws.md).
 */
const newestReader = oncePerPoll(async (step: Step): Promise<Description | undefined> => {
  for (const job of await jobsOf(step)) {
    if (isFailed(job.status ?? '')) continue;
    const work = await workOf(step);
    const { importMode = 'FULL' } = step.resource.request;
    if (!isOwnJobName(String(job.jobName))) {
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
 * True if the dataset's schema was updated after the job was created, or will be updated by this upload, and the current
 * csv have the added columns. If the csv lack the added columns, Personalize would refuse them, so the job's data stay
 * until other csv are uploaded.
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
 * Waits for other imports of the dataset. A stopped run or an operator may have begun them. If two imports overlap, the
 * dataset has the data of the import that ends last. See `personalize-import-reads` in docs/local-aws.md.
 */
async function waitForOthers(step: Step): Promise<void> {
  const other = (await jobsOf(step)).find(({ status = '' }) => isPending(status));
  if (other !== undefined) throw new NotThereYet(`import '${other.jobName}' of the dataset is ${other.status}`);
}

/**
 * Checks that new items fit the interactions that are already imported. As long as no interactions are imported,
 * the check before their import covers the items, and this function checks nothing. Once the items' import is due, it checks
 * the fit in any case, because csv may have changed since.
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

/**
 * Import mode FULL if the file asks for an incremental import and no import of the dataset has succeeded yet. Otherwise
 * empty, so the file's mode counts.
 */
async function importMode(step: Step): Promise<Request> {
  if (step.resource.request.importMode !== 'INCREMENTAL') return {};
  const imported = (await jobsOf(step)).some(({ status }) => status === 'ACTIVE');
  return imported ? {} : { importMode: 'FULL' };
}

/**
 * Member `publishAttributionMetricsToS3` of the request, true only if the file's metric attribution is ACTIVE. An upload creates the
 * attribution after the imports, and it is unconfirmed how Personalize treats an import that publishes metrics without an
 * attribution: `personalize-metrics-without-attribution` in docs/local-aws.md. Empty if the import publishes no metrics, or
 * if the file has no attribution.
 */
async function publishing({ resource, state, scope, personalize }: Step): Promise<Request> {
  if (resource.request.publishAttributionMetricsToS3 !== true || state.metricAttribution === undefined) return {};
  const arn = metricAttributionArn(scope, state.metricAttribution.name);
  const attribution = await personalize.describe('metricAttribution', arn);
  return { publishAttributionMetricsToS3: isActive(attribution?.status ?? '') };
}

/** @throws MissingInput if the dataset has no csv, or if Personalize would ignore some of the csv */
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
