import type { PolicyStatement } from '../../functions/shared/definition';

/** Permissions to send traces to X-Ray. These actions support no resources, so `*` is the narrowest. */
const SENDING = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** Lambda samples by itself (Lambda developer guide). */
export const FUNCTION_TRACING: PolicyStatement = { actions: SENDING, resources: ['*'] };

/** Step Functions asks with the machine's role what to sample (Step Functions developer guide). */
export const STATE_MACHINE_TRACING: PolicyStatement = {
  actions: [...SENDING, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
  resources: ['*'],
};
