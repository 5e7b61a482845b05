import { PutObjectTaggingCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { BATCH_OUTPUT_TAG } from '../../lib/aws/data-bucket-layout';
import type { ResourceType } from '../../lib/personalize/resource-types';
import type { Step } from '../../lib/reconciler/step';

export function writesBatchOutput(type: ResourceType): boolean {
  return type === 'batchInferenceJob' || type === 'batchSegmentJob';
}

/**
 * Tags the output of batch jobs, so that a lifecycle rule of the bucket can expire it. The rule cannot select the output by its prefix: the
 * input of jobs has the same prefix and must be kept.
 */
export class BatchOutput {
  constructor(private readonly s3: S3Client) {}

  async tag(step: Step, jobArn: string): Promise<void> {
    const { jobOutput } = (await step.personalize.describe(step.resource.type, jobArn)) ?? {};
    const { s3DataDestination } = (jobOutput ?? {}) as { readonly s3DataDestination?: { readonly path?: string } };
    const [, Bucket, Prefix] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(s3DataDestination?.path ?? '') ?? [];
    if (Bucket === undefined) return;
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.s3 }, { Bucket, Prefix })) {
      for (const { Key } of Contents)
        await this.s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [BATCH_OUTPUT_TAG] } }));
    }
  }
}
