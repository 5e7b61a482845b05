import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { isTransientError } from '../../lib/aws/transient-errors';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import type { StateChange } from '../../lib/reconciler/apply/report';
import type { CapacityReport, MeasuredCapacity } from '../../lib/record-table/capacity-reports';
import type { RunExecution } from '../../lib/record-table/runs';
import type { VersionDecision } from '../../lib/record-table/version-decisions';
import { beginning } from '../../lib/text/format';

const SOURCE = 'solutions.aws.personalize';

interface BusEvent {
  /** Type of the event, e.g. `Personalize Campaign State Change`. */
  readonly detailType: string;
  readonly resource: string;
  /** Members that are undefined are left out. docs/events.schema.json is their JSON Schema. */
  readonly detail: Readonly<Record<string, string | number | undefined>>;
}

/** Maximum number of requests for an event. The requests follow each other without a pause. */
const ATTEMPTS = 3;

export class EventPublisher {
  constructor(
    private readonly events: EventBridgeClient,
    private readonly name: string,
  ) {}

  /**
   * Sends an event. If EventBridge refuses the event with a transient error, repeats the request. The SDK does not
   * retry a refusal, because PutEvents answers a refusal with status 200.
   * @throws Error if EventBridge did not accept the event. The error's name is EventBridge's error code.
   */
  async put(event: BusEvent): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const refusal = await this.send(event);
      if (refusal === undefined) return;
      if (attempt === ATTEMPTS || !isTransientError(refusal)) throw refusal;
    }
  }

  /** @returns an error if EventBridge did not accept the event. The error's name is EventBridge's error code. */
  private async send({ detailType, resource, detail }: BusEvent): Promise<Error | undefined> {
    const entry = { EventBusName: this.name, Source: SOURCE, DetailType: detailType, Resources: [resource] };
    const command = new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] });
    const { FailedEntryCount: failed, Entries: [answer = {}] = [] } = await this.events.send(command);
    if (!failed) return undefined;
    const { ErrorCode: name = 'Error', ErrorMessage: message } = answer;
    const error = new Error(`EventBridge refused '${detailType}' of ${resource}: ${name}: ${message}`);
    return Object.assign(error, { name });
  }
}

/**
 * Event `Personalize <Resource Type> State Change`. A retried poll publishes the event again. RunId, Arn and Status
 * together are the idempotency key of the event.
 */
export function stateChangeEvent({ type, arn, status, durationSeconds }: StateChange, runId: string): BusEvent {
  return {
    detailType: `Personalize ${RESOURCE_TYPES[type].title} State Change`,
    resource: arn,
    detail: { Arn: arn, Status: status, Duration: durationSeconds, RunId: runId },
  };
}

/**
 * Maximum length of a reason in UTF-16 units. It is far below EventBridge's limit for a whole event: 256 KB in the API
 * reference, 1 MB in an announcement of January 2026 (both read in 2026-12).
 */
const REASON_LIMIT = 10_000;

interface RunChange {
  readonly execution: Pick<RunExecution, 'Id' | 'Name'>;
  readonly datasetGroup: string;
  readonly workflow: string;
  readonly trigger: string;
  readonly status: 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
  /** Seconds from start to end; only for SUCCEEDED and FAILED. */
  readonly durationSeconds?: number;
  readonly reason?: string;
}

/** Event `Personalize Run State Change`. RunId and Status together are its idempotency key. */
export function runEvent({ execution, durationSeconds, reason, ...run }: RunChange): BusEvent {
  return {
    detailType: 'Personalize Run State Change',
    resource: execution.Id,
    detail: {
      RunId: execution.Name,
      Execution: execution.Id,
      DatasetGroup: run.datasetGroup,
      Workflow: run.workflow,
      Trigger: run.trigger,
      Status: run.status,
      Duration: durationSeconds,
      Reason: reason === undefined ? undefined : beginning(reason, REASON_LIMIT),
    },
  };
}

/** Event `Personalize Solution Version Promotion`. RunId, Arn and Status together are its idempotency key. */
export function promotionEvent(datasetGroup: string, decided: VersionDecision): BusEvent {
  const { version, solution, decision, comparedWith, decidedBy, reason, run } = decided;
  return {
    detailType: 'Personalize Solution Version Promotion',
    resource: version,
    detail: {
      Arn: version,
      Status: decision,
      Solution: solution,
      DatasetGroup: datasetGroup,
      RunId: run,
      ComparedWith: comparedWith,
      DecidedBy: decidedBy,
      Reason: reason,
    },
  };
}

/** Event `Personalize Capacity Change`. Arn, Status and To together are its idempotency key. */
export function capacityEvent(
  { datasetGroup, from, to }: CapacityReport,
  { arn, status, provisioned, average, peak, provisionedTpsHours, usedTpsHours, lastRequestAt }: MeasuredCapacity,
): BusEvent {
  return {
    detailType: 'Personalize Capacity Change',
    resource: arn,
    detail: {
      Arn: arn,
      Status: status,
      DatasetGroup: datasetGroup,
      From: from,
      To: to,
      LastRequest: lastRequestAt,
      Provisioned: provisioned,
      Average: average,
      Peak: peak,
      ProvisionedTpsHours: provisionedTpsHours,
      UsedTpsHours: usedTpsHours,
    },
  };
}
