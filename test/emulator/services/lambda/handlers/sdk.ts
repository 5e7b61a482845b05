import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const s3 = new S3Client({});
const sns = new SNSClient({});
const logger = new Logger({ serviceName: 'worker' });
const metrics = new Metrics({ namespace: 'PersonalizeMlops', serviceName: 'Workflow' });

interface Event {
  readonly action: 'publish' | 'round-trip' | 'missing';
  readonly text: string;
}

/**
 * Uses SDK clients and Powertools as the project's functions do. The test `sdk-bundle` bundles this file with
 * esbuild.
 */
export async function handler({ action, text }: Event): Promise<unknown> {
  switch (action) {
    case 'publish': {
      logger.info('publishing', { text });
      metrics.addMetric('JobSuccess', 'Count', 1);
      metrics.publishStoredMetrics();
      const { MessageId } = await sns.send(new PublishCommand({ TopicArn: 'arn:topic', Message: text }));
      return { MessageId, at: new Date().toISOString() };
    }
    case 'round-trip': {
      await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'train/ü 1.json', Body: text }));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'train/ü 1.json' }));
      return (await Body?.transformToString()) === text;
    }
    case 'missing':
      try {
        return await s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'missing' }));
      } catch (error) {
        return error instanceof NoSuchKey ? `no such key: ${error.message}` : String(error);
      }
  }
}
