import type { Context } from 'aws-lambda';
import { parseArn } from '../../lib/aws/arn';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { ScheduleChanges } from '../../lib/scheduling/reconcile';
import { endRun } from '../end-run/end-run';
import type { StatusChange } from '../end-run/stopped-execution';
import { retried } from '../shared/retried';
import { correlate } from '../shared/telemetry';
import { sendDigest } from './digest/send-digest';
import { reconcileDeployment } from './reconcile-deployment';
import { reconcileServices } from './services';

const { endRun: ofEndRun, digestServices, ...services } = reconcileServices();

/** Milliseconds that must be left for the digest of a dataset group, which may read thousands of jobs. The next night sends the others. */
const RESERVE = 120_000;

/** Invoked by EventBridge Scheduler once a day. */
export const handler = retried((_event: object, context: Context): Promise<ScheduleChanges> => {
  const { invokedFunctionArn, awsRequestId } = context;
  correlate(services.logger, undefined);
  // Lambda repeats an invocation under the same id, so that the repetition does not notify again.
  const endStopped = (event: StatusChange) => endRun(event, awsRequestId, ofEndRun);
  const scope = parseArn(invokedFunctionArn);
  const ofDigest = digestServices(scope, awsRequestId);
  const sendDigestInTime = async (...digest: readonly [DesiredState, Date]) => {
    if (context.getRemainingTimeInMillis() > RESERVE) await sendDigest(...digest, ofDigest);
  };
  return reconcileDeployment(scope, new Date(), { ...services, endStopped, sendDigest: sendDigestInTime });
});
