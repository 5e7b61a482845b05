import type { Context } from 'aws-lambda';
import { parseArn } from '../../lib/aws/arn';
import type { ScheduleChanges } from '../../lib/scheduling/reconcile';
import { endRun } from '../end-run/end-run';
import type { StatusChange } from '../end-run/stopped-execution';
import { retried } from '../shared/retried';
import { correlate } from '../shared/telemetry';
import { sendDigests } from './digest/send-digests';
import { reconcileDeployment } from './reconcile-deployment';
import { reconcileServices } from './services';

const { endRun: ofEndRun, digestServices, ...services } = reconcileServices();

/** Milliseconds in which the data of one dataset group's digest must be read. */
const READ_WITHIN = 60_000;
/**
 * Milliseconds that must be left to read, publish and record a digest. If the function timed out, Lambda would repeat
 * the work of the whole night.
 */
const RESERVE = 2 * READ_WITHIN;

/** Invoked by EventBridge Scheduler once a day. */
export const handler = retried((_event: object, context: Context): Promise<ScheduleChanges> => {
  const { invokedFunctionArn, awsRequestId } = context;
  correlate(services.logger, undefined);
  // Notifications of stopped runs, and digests, are recorded under the request id. A retry by Lambda has the same id, so it recognizes its
  // earlier notifications.
  const endStopped = (event: StatusChange) => endRun(event, awsRequestId, ofEndRun);
  const scope = parseArn(invokedFunctionArn);
  const hasTime = () => context.getRemainingTimeInMillis() > RESERVE;
  const ofDigests = { ...digestServices(scope, awsRequestId), hasTime, readWithin: READ_WITHIN };
  return reconcileDeployment(scope, new Date(), {
    ...services,
    endStopped,
    sendDigests: (files, now) => sendDigests(files, now, ofDigests),
  });
});
