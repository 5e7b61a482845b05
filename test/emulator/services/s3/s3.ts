import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { S3Service } from '../../../../emulator/services/s3/service';
import { inProcess, testAws } from '../../../support/in-process';

/** Creates an account with S3 and the bucket `data`. `client` is an S3 client of the account. */
export async function s3WithBucket(versioning?: 'Enabled' | 'Suspended') {
  const aws = testAws();
  const service = new S3Service(aws);
  aws.register(service);
  const client = new S3Client(inProcess(aws));
  await client.send(new CreateBucketCommand({ Bucket: 'data' }));
  if (versioning !== undefined) {
    const input = { Bucket: 'data', VersioningConfiguration: { Status: versioning } };
    await client.send(new PutBucketVersioningCommand(input));
  }
  return { aws, service, client };
}
