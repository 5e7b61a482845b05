import type { PolicyStatement } from '../functions/shared/definition';

/** What a service needs to send traces to X-Ray; these actions know no resources, so `*` is the narrowest. */
export const TRACING_PERMISSIONS: PolicyStatement = {
  actions: [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
  ],
  resources: ['*'],
};
