import type { CreateDatasetImportJobRequest } from '@aws-sdk/client-personalize';
import { jobArn } from '../../../../lib/personalize/arn';
import type { DatasetType } from '../../../../lib/personalize/dataset-types';
import { reportedRows, reportImport } from '../attribution/attributions';
import type { Context } from '../context';
import { parseS3Path } from '../data/bucket';
import type { KeptRows } from '../data/csv-file';
import type { DatasetContents } from '../data/dataset-contents';
import { importData } from '../data/import';
import type { EmulatedType } from '../emulated-type';
import { CreationFailure, invalidInput } from '../errors';
import { type Resource, textMember } from '../resource';
import { isActive } from '../statuses';
import type { ValidatedInput } from '../validated-input';
import { datasetTypeOf } from './dataset';

export const datasetImportJob: EmulatedType = {
  type: 'datasetImportJob',

  draft(input, context) {
    const request = input as unknown as ValidatedInput<CreateDatasetImportJobRequest>;
    const { jobName, datasetArn, dataSource, importMode = 'FULL' } = request;
    const dataset = context.active('CreateDatasetImportJob', 'dataset', datasetArn);
    if (parseS3Path(dataSource.dataLocation ?? '') === undefined) throw invalidInput('Invalid Data location.');
    if (importMode === 'INCREMENTAL' && !hasImport(dataset, context)) {
      throw invalidInput(`Dataset ${datasetArn} has no bulk data yet: its first import must have import mode FULL.`);
    }
    return {
      arn: jobArn(context.scope, 'datasetImportJob', jobName),
      name: jobName,
      members: {
        importMode,
        publishAttributionMetricsToS3: request.publishAttributionMetricsToS3 ?? false,
        datasetGroupArn: textMember(dataset, 'datasetGroupArn'),
      },
    };
  },

  creation(job, context) {
    let kept: KeptRows | undefined;
    let early: DatasetContents | CreationFailure | undefined;
    const read = () => {
      kept = reportedRows(job, context);
      return readData(job, context, kept);
    };
    return {
      async begin() {
        if (context.variants.has('personalize-import-reads')) early = await read().catch(failure);
      },
      async work() {
        const imported = early ?? (await read());
        if (imported instanceof CreationFailure) throw imported;
        // The report is written before the data change. If the report fails, the job fails and changes no data.
        await reportImport(job, kept?.rows ?? [], context);
        carryOut(job, context, imported);
        return {};
      },
    };
  },
};

/**
 * True if the data of a dataset group have changed since a time: by a successful import, an event or a record.
 * @param since epoch milliseconds
 * @param only dataset type to check. Default: all dataset types
 */
export function hasNewData(context: Context, datasetGroupArn: string, since: number, only?: DatasetType): boolean {
  const { store, lastRecorded } = context;
  const datasets = store.list('dataset', { datasetGroupArn });
  return datasets
    .filter((dataset) => only === undefined || datasetTypeOf(dataset) === only)
    .some(
      ({ arn: datasetArn }) =>
        (lastRecorded.get(datasetArn) ?? 0) > since ||
        store
          .list('datasetImportJob', { datasetArn })
          .some(({ status, settledAt = 0 }) => isActive(status) && settledAt > since),
    );
}

function hasImport(dataset: Resource, { contents }: Context): boolean {
  return contents.has(dataset.arn);
}

function failure(error: unknown): CreationFailure {
  if (error instanceof CreationFailure) return error;
  throw error;
}

function readData(job: Resource, { aws, store }: Context, kept: KeptRows | undefined): Promise<DatasetContents> {
  const dataset = store.get('dataset', textMember(job, 'datasetArn'));
  const { dataLocation } = job.members.dataSource as { dataLocation: string };
  return importData(aws, {
    datasetType: datasetTypeOf(dataset),
    schema: textMember(store.get('schema', textMember(dataset, 'schemaArn')), 'schema'),
    dataLocation,
    roleArn: job.members.roleArn as string | undefined,
    sourceArn: job.arn,
    kept,
  });
}

/** Stores imported data. Import mode FULL replaces all earlier imported data. INCREMENTAL adds to these data. */
function carryOut(job: Resource, { contents }: Context, imported: DatasetContents): void {
  const datasetArn = textMember(job, 'datasetArn');
  const present = contents.get(datasetArn);
  if (job.members.importMode === 'INCREMENTAL' && present !== undefined)
    contents.set(datasetArn, present.with(imported));
  else contents.set(datasetArn, imported);
}
