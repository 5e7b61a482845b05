import { beginning } from '../../personalize/text';
import type { RunExecution } from '../../record-table/runs';
import type { BusEvent } from './event-bus';

/** Text in an event stays well below EventBridge's 256 KB for all of it. */
const REASON_LIMIT = 10_000;

export interface RunChange {
  readonly execution: Pick<RunExecution, 'Id' | 'Name'>;
  readonly datasetGroup: string;
  readonly workflow: string;
  readonly trigger: string;
  readonly status: 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
  /** Seconds from start to end; only for SUCCEEDED and FAILED. */
  readonly durationSeconds?: number;
  /** Why it failed or was skipped. */
  readonly reason?: string;
}

/** `Personalize Run State Change`. RunId and Status together are its idempotency key. */
export function runEvent(change: RunChange): BusEvent {
  return {
    detailType: 'Personalize Run State Change',
    resource: change.execution.Id,
    detail: {
      RunId: change.execution.Name,
      Execution: change.execution.Id,
      DatasetGroup: change.datasetGroup,
      Workflow: change.workflow,
      Trigger: change.trigger,
      Status: change.status,
      Duration: change.durationSeconds,
      Reason: change.reason === undefined ? undefined : beginning(change.reason, REASON_LIMIT),
    },
  };
}
