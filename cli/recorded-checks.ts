import { DataBucketReader } from '../lib/aws/data-bucket';
import { folderOf } from '../lib/aws/data-bucket-layout';
import type { DesiredDataset, DesiredState } from '../lib/parameter-file/desired-state';
import type { CountStep } from '../lib/reconciler/resource-types/import-checks';
import {
  type DataStatistics,
  DataStatisticsRecords,
  datasetChecksOf,
  STATISTICS_PREFIX,
} from '../lib/record-table/data-statistics';
import type { FileInForce } from '../lib/record-table/files-in-force';
import type { DeployedAws } from './aws';
import { readState } from './read-file';

/** A dataset of a parameter file in force, with the recorded checks of its rows, the newest first. */
export interface RecordedChecks {
  readonly dataset: DesiredDataset;
  readonly checks: readonly DataStatistics[];
  /** Inputs of the functions that read the dataset's imports and counted rows. */
  readonly step: CountStep;
}

export interface ChecksInForce {
  readonly file: FileInForce;
  readonly state: DesiredState;
  readonly datasets: readonly RecordedChecks[];
}

/** @returns undefined if no file is in force, or if this release cannot read the file */
export async function checksInForce(aws: DeployedAws, group: string): Promise<ChecksInForce | undefined> {
  const file = await aws.filesInForce.find(group);
  const state = file && (await readState(aws, file));
  if (file === undefined || state === undefined) return undefined;
  const known = (await aws.records.query(group, { prefix: STATISTICS_PREFIX })).flatMap(datasetChecksOf);
  const bucket = new DataBucketReader(aws.s3, aws.names.dataBucket);
  const { scope, personalize } = aws;
  const dataStatistics = new DataStatisticsRecords(aws.records);
  const now = new Date(aws.now());
  const place = { state, scope, personalize, bucket, folder: folderOf(file.key), dataStatistics, now };
  const datasets = state.datasets.map((dataset) => ({
    dataset,
    checks: known.find(({ csvName }) => csvName === dataset.csvName)?.checks ?? [],
    step: { ...place, resource: dataset.importJob },
  }));
  return { file, state, datasets };
}
