import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { startHttpServer } from '../emulator/core/http-server';
import type { LocalAws } from '../emulator/local-aws';
import { DataBucketReader } from '../lib/aws/data-bucket';
import type { Period } from '../lib/personalize/billing-month';
import { PersonalizeApi } from '../lib/reconciler/account/personalize-api';
import { usageOf } from '../lib/reconciler/usage/usage';
import type { Use } from '../lib/reconciler/usage/use';
import { RecordTable } from '../lib/record-table/record-table';
import { RunHistory } from '../lib/record-table/run-history';

export interface GroupUse extends Use {
  readonly datasetGroup: string;
}

/** Billed use of all dataset groups in a period, by the same computation and calls as `personalize-mlops usage`. */
export async function usesIn(local: LocalAws, period: Period): Promise<readonly GroupUse[]> {
  const { aws, names, personalize, clock } = local;
  const { partition, region, id: accountId } = aws.account;
  const server = await startHttpServer(aws, { port: 0, local: async () => undefined });
  try {
    const config = { endpoint: server.url, region, credentials: { accessKeyId: 'any', secretAccessKey: 'any' } };
    const bucket = new DataBucketReader(new S3Client({ ...config, forcePathStyle: true }), names.dataBucket);
    const services = {
      scope: { partition, region, accountId },
      personalize: new PersonalizeApi(new PersonalizeClient(config)),
      cloudWatch: new CloudWatchClient(config),
      history: new RunHistory(new RecordTable(new DynamoDBClient(config), names.recordTable)),
      sizeAt: (uri: string, at: Date) => bucket.sizeAt(uri, at),
      now: clock.now(),
    };
    const found: GroupUse[] = [];
    for (const { type, name: datasetGroup } of personalize.snapshot()) {
      if (type !== 'datasetGroup') continue;
      for (const use of await usageOf(datasetGroup, period, services)) found.push({ datasetGroup, ...use });
    }
    return found;
  } finally {
    await server.close();
  }
}
