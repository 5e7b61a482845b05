import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import type { FileReference } from '../../records/file-reference';
import { DataBucket } from '../../resources/data-bucket';
import { PersonalizeApi } from '../../resources/personalize-api';
import { findResource, type ResourceReference } from '../../resources/resource-reference';
import { describeResource, type Memory, type Outcome, type Step } from '../../resources/step';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { waitSeconds } from '../shared/patience';
import { scopeOf } from '../shared/scope';
import { createLogger, createMetrics } from '../shared/telemetry';
import { Announcer } from './announcer';
import { ensure } from './ensure';
import { announcements } from './report';

export interface EnsureResourceEvent {
  readonly file: FileReference;
  readonly resource: ResourceReference;
  /** ISO time of the first look. */
  readonly startedAt: string;
  readonly until?: Step['until'];
  readonly force?: boolean;
  readonly trainingMode?: Step['trainingMode'] | null;
  /** What the last look answered; at the first one, at most the ARN of a job that an earlier step started. */
  readonly memory?: Partial<Memory>;
}

export interface EnsureResourceAnswer {
  readonly status: 'READY' | 'WAIT';
  /** Seconds until the next look; only with WAIT. */
  readonly waitSeconds?: number;
  readonly memory: Memory;
  readonly resource: {
    readonly type: string;
    readonly name: string;
    readonly arn?: string;
    readonly outcome: Outcome;
    readonly note?: string;
  };
}

const environment = readEnvironment('DATA_BUCKET', 'EVENT_BUS_NAME', 'PERSONALIZE_ROLE_ARN');
const logger = createLogger('ensure-resource');
const metrics = createMetrics('Workflow');
const s3 = new S3Client();
const files = new ParameterFileStore(s3);
const bucket = new DataBucket(s3, environment.DATA_BUCKET);
const personalize = new PersonalizeApi(new PersonalizeClient());
const announcer = new Announcer(new EventBridgeClient(), environment.EVENT_BUS_NAME);

export async function handler(event: EnsureResourceEvent, context: Context): Promise<EnsureResourceAnswer> {
  const state = await files.load(event.file);
  const step: Step = {
    state,
    resource: findResource(state, event.resource),
    scope: scopeOf(context),
    startedAt: new Date(event.startedAt),
    now: new Date(),
    until: event.until ?? 'ACTIVE',
    force: event.force ?? false,
    ...(event.trainingMode && { trainingMode: event.trainingMode }),
    personalize,
    bucket,
    roleArn: environment.PERSONALIZE_ROLE_ARN,
  };
  const before: Memory = { outcome: 'UNCHANGED', ...event.memory };
  const progress = await ensure(step, before);
  const reason = progress.status === 'WAIT' ? progress.reason : undefined;
  logger.info(`${describeResource(step)}: ${progress.status}`, { reason, arn: progress.memory.arn });
  for (const announcement of announcements(step, before, progress)) await announcer.announce(announcement);
  if (before.outcome !== 'CREATED' && progress.memory.outcome === 'CREATED') {
    metrics.addMetric(
      `${RESOURCE_TYPES[step.resource.type].title.replaceAll(' ', '')}Created`,
      MetricUnit.Count,
      1,
    );
    metrics.publishStoredMetrics();
  }
  const { memory } = progress;
  return {
    status: progress.status,
    ...(progress.status === 'WAIT' && {
      waitSeconds: waitSeconds(step.startedAt, step.now, step.resource.type),
    }),
    memory,
    resource: {
      type: step.resource.type,
      name: step.resource.name,
      ...(memory.arn !== undefined && { arn: memory.arn }),
      outcome: memory.outcome,
      ...(memory.note !== undefined && { note: memory.note }),
    },
  };
}
