import type { CreateDataDeletionJobRequest } from '@aws-sdk/client-personalize';
import { jobArn } from '../../../../lib/personalize/arn';
import type { Context } from '../context';
import { parseS3Path } from '../data/bucket';
import { usersToDelete } from '../data/users-to-delete';
import type { EmulatedType } from '../emulated-type';
import { inUse, invalidInput } from '../errors';
import { type Resource, textMember } from '../resource';
import { isPending } from '../statuses';
import type { ValidatedInput } from '../validated-input';

/**
 * Types of datasets whose rows belong to users. Source: developer guide, "Deleting users": "their metadata and interactions data", November
 * 2026.
 */
const TYPES = ['INTERACTIONS', 'USERS', 'ACTION_INTERACTIONS'];

/**
 * Data deletion jobs, which delete users. Trained models do not change. While a job is in progress, other work on the data is not refused.
 * The guide advises against such work, but does not say whether Personalize refuses it (`personalize-deletion-overlap` in
 * docs/local-aws.md).
 */
export const dataDeletionJob: EmulatedType = {
  type: 'dataDeletionJob',

  draft(input, context) {
    const { jobName, datasetGroupArn, dataSource } = input as unknown as ValidatedInput<CreateDataDeletionJobRequest>;
    context.active('CreateDataDeletionJob', 'datasetGroup', datasetGroupArn);
    if (context.variants.has('personalize-deletion-overlap')) assertIdle(datasetGroupArn, context);
    if (parseS3Path(dataSource.dataLocation ?? '') === undefined) throw invalidInput('Invalid Data location.');
    return { arn: jobArn(context.scope, 'dataDeletionJob', jobName), name: jobName, members: {} };
  },

  creation: (job, context) => ({ work: () => deleteUsers(job, context) }),
};

function assertIdle(datasetGroupArn: string, { store }: Context): void {
  for (const type of ['datasetImportJob', 'solutionVersion'] as const)
    for (const { arn, status } of store.list(type, { datasetGroupArn }))
      if (isPending(status)) throw inUse(`${datasetGroupArn} has ${arn}, which is ${status}.`);
}

/**
 * Deletes the data of users, and returns `numDeleted`: "The number of records deleted by a COMPLETED job." Source: API reference,
 * DataDeletionJob, November 2026.
 */
async function deleteUsers(
  job: Resource,
  { aws, store, contents, recorded, batchInputs }: Context,
): Promise<{ readonly numDeleted: number }> {
  const { dataLocation } = job.members.dataSource as { readonly dataLocation: string };
  const users = await usersToDelete(aws, dataLocation, { roleArn: textMember(job, 'roleArn'), sourceArn: job.arn });
  const datasets = store.list('dataset', { datasetGroupArn: textMember(job, 'datasetGroupArn') });
  batchInputs.set(job.arn, users.sources);
  let numDeleted = 0;
  for (const { arn, members } of datasets)
    for (const data of [contents, recorded]) {
      const present = TYPES.includes(String(members.datasetType)) ? data.get(arn) : undefined;
      if (present === undefined) continue;
      const kept = present.withoutUsers(users.distinct('USER_ID'));
      data.set(arn, kept);
      numDeleted += present.rows - kept.rows;
    }
  return { numDeleted };
}
