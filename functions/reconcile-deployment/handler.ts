import type { Context } from 'aws-lambda';
import { parseArn } from '../../lib/aws/arn';
import type { ScheduleChanges } from '../../lib/scheduling/reconcile';
import { retried } from '../shared/retried';
import { correlate } from '../shared/telemetry';
import { reconcileDeployment } from './reconcile-deployment';
import { reconcileServices } from './services';

const services = reconcileServices();

/** Invoked by EventBridge Scheduler once a day. */
export const handler = retried((_event: object, { invokedFunctionArn }: Context): Promise<ScheduleChanges> => {
  correlate(services.logger, undefined);
  return reconcileDeployment(parseArn(invokedFunctionArn), new Date(), services);
});
