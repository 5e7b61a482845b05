import { CsvTooDeep, type CsvVersion, type DataLocation } from '../../aws/data-bucket';
import { datasetPurpose } from '../../parameter-file/dataset-purpose';
import type { DesiredDataset } from '../../parameter-file/desired-state';
import { MissingInput } from '../errors';
import { describeResource, type Step } from '../step';
import { fingerprint } from './job-name';

interface CheckPart {
  /** Dataset of the files. This is the imported dataset or, for the limit on unknown items, the items dataset. */
  readonly dataset: DesiredDataset;
  readonly files: CsvVersion[];
}

export type CheckPlan = Awaited<ReturnType<typeof planCheck>>;

/**
 * Size in bytes up to which files share a part. If the data are large, parts are larger than this, so that there are about
 * {@link TARGET_PARTS} parts. No file is divided, so there may be up to twice as many parts. The check of a large part may
 * take several invocations.
 */
const MIN_PART = 256e6;
const TARGET_PARTS = 40;

type Place = Pick<Step, 'state' | 'bucket' | 'folder'>;

/**
 * The csv files of a dataset.
 * @param at time at which the bucket had the files; default: now
 * @throws MissingInput if Personalize would ignore some of the files
 * @returns undefined if there are no files
 */
export async function csvOf({ state, bucket, folder }: Place, dataset: DesiredDataset, at?: Date) {
  return bucket.csv(folder, dataset.csvName, at).catch((error: unknown) => {
    if (!(error instanceof CsvTooDeep)) throw error;
    const resource = describeResource({ state, resource: dataset.importJob });
    throw new MissingInput(resource, error.message, 'Move them up into that folder, or remove them.');
  });
}

/**
 * Plans the check of an import's rows. The plan has the files of each part, and a fingerprint of the data and of all rules.
 * @param data the csv files of the dataset
 * @throws MissingInput if Personalize would ignore some of the items' csv
 */
export async function planCheck(place: Place, dataset: DesiredDataset, data: DataLocation) {
  const isItemsWanted = dataset.checks?.maximumUnknownItems !== undefined;
  const items = place.state.datasets.find(({ datasetType }) => isItemsWanted && datasetType === 'ITEMS');
  const itemsData = items && (await csvOf(place, items));
  const work = fingerprint([datasetPurpose(place.state, dataset), dataset.checks, data.contents, itemsData?.contents]);
  const parts = [...partsOf(dataset, data), ...(items && itemsData ? partsOf(items, itemsData) : [])];
  return {
    fingerprint: work,
    parts: parts.map((part, index) => ({ ...part, record: `${dataset.csvName}#${work}#${index}` })),
  };
}

/** Groups the files that are not empty into parts, in the order of the files. Each part has at least one file. */
function partsOf(dataset: DesiredDataset, { csv }: DataLocation): readonly CheckPart[] {
  const all = csv.reduce((sum, { size }) => sum + size, 0);
  const max = Math.max(MIN_PART, all / TARGET_PARTS);
  const parts: CheckPart[] = [];
  let bytes = max;
  for (const file of csv.filter(({ size }) => size > 0)) {
    const isNext = bytes + file.size > max;
    if (isNext) parts.push({ dataset, files: [] });
    bytes = isNext ? file.size : bytes + file.size;
    parts.at(-1)?.files.push(file);
  }
  return parts;
}
