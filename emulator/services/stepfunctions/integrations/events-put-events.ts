import { StatesError } from '../errors';
import { isJsonList, isJsonObject, type Json } from '../json';
import { callService } from './call-service';
import type { Integration, TaskRequest } from './integration';
import { type ErrorStyle, withErrorStyle } from './optimized';
import { asText, epochMilliseconds, toJson } from './to-json';

const ERRORS: ErrorStyle = {
  prefix: 'EventBridge',
  serviceName: 'AmazonEventBridge',
  unmodelled: 'AmazonEventBridgeException',
  modelled: ['Internal', 'ResourceNotFound'],
};

/** Integration `arn:<partition>:states:::events:putEvents`. */
export const eventsPutEvents: Integration = {
  resourceType: 'events',
  resource: 'putEvents',
  arguments: { required: ['Entries'], optional: ['EndpointId'] },
  async run(request) {
    const { Entries } = request.arguments;
    const entries =
      Entries !== undefined && isJsonList(Entries) ? Entries.map((entry) => complete(entry, request)) : [];
    const input = { ...request.arguments, Entries: entries };
    const response = await withErrorStyle(ERRORS, request, () => callService(request, 'events', 'PutEvents', input));
    const result = toJson(response, epochMilliseconds);
    // If only some entries fail, the other entries have been published. A retry of the Task publishes them again.
    if (isJsonObject(result) && Number(result.FailedEntryCount ?? 0) > 0) {
      throw new StatesError('EventBridge.FailedEntry', JSON.stringify(result));
    }
    return result;
  },
};

/** Completes an entry like Step Functions: converts `Detail` to text, and adds the ARNs of machine and execution to `Resources`. */
function complete(entry: Json, { execution }: TaskRequest): Json {
  if (!isJsonObject(entry)) return entry;
  const resources = entry.Resources !== undefined && isJsonList(entry.Resources) ? entry.Resources : [];
  return {
    ...entry,
    ...(entry.Detail !== undefined && { Detail: asText(entry.Detail) }),
    Resources: [...resources, execution.stateMachine.arn, execution.arn],
  };
}
