import { BUCKET, ROLE, Testbed } from '../../../../support/personalize-testbed';

/**
 * Runs a job that deletes the data of two of the forty users.
 * @returns the status of the job, and its failure reason or the number of deleted rows
 */
async function deletion(bed: Testbed): Promise<readonly unknown[]> {
  const datasetGroupArn = await bed.trainableGroup();
  const dataSource = { dataLocation: bed.put('users.csv', 'USER_ID\nu1\nu2\n') };
  const input = { jobName: 'deletion', datasetGroupArn, dataSource, roleArn: ROLE };
  const job = await bed.settled(bed.create('CreateDataDeletionJob', input));
  const { status, failureReason, numDeleted } = await bed.describe(job);
  return [status, failureReason ?? numDeleted];
}

describe('a data deletion job', () => {
  it('reports how many rows of the listed users it has deleted', async () => {
    // Act
    const result = await deletion(new Testbed());

    // Assess
    expect(result).toEqual(['COMPLETED', 60]);
  });

  it.each([
    ['bucket', BUCKET, `The bucket ${BUCKET} is encrypted with a KMS key.`],
    ['object', 'users.csv', 'users.csv is encrypted with a KMS key.'],
  ])(
    'fails if the %s with the list of users is encrypted with a KMS key of the account',
    async (_what, encrypted, reason) => {
      // Prepare
      const bed = new Testbed();
      bed.encrypted.add(encrypted);

      // Act
      const result = await deletion(bed);

      // Assess
      expect(result).toEqual(['FAILED', reason]);
    },
  );
});
