import type { Context } from 'aws-lambda';
import { parseArn } from '../../lib/aws/arn';
import type { ScheduleChanges } from '../../lib/scheduling/reconcile';
import { endRun } from '../end-run/end-run';
import type { StatusChange } from '../end-run/stopped-execution';
import { retried } from '../shared/retried';
import { correlate } from '../shared/telemetry';
import { reconcileDeployment } from './reconcile-deployment';
import { reconcileServices } from './services';

const { endRun: ofEndRun, ...services } = reconcileServices();

/** Invoked by EventBridge Scheduler once a day. */
export const handler = retried((_event: object, context: Context): Promise<ScheduleChanges> => {
  const { invokedFunctionArn, awsRequestId } = context;
  correlate(services.logger, undefined);
  // Lambda repeats an invocation under the same id, so that the repetition does not notify again.
  const endStopped = (event: StatusChange) => endRun(event, awsRequestId, ofEndRun);
  return reconcileDeployment(parseArn(invokedFunctionArn), new Date(), { ...services, endStopped });
});
