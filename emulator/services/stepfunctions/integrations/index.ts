import { awsSdk } from './aws-sdk';
import { dynamodbItem } from './dynamodb-item';
import { eventsPutEvents } from './events-put-events';
import type { Integration } from './integration';
import { lambdaInvoke } from './lambda-invoke';
import { SDK_SERVICES } from './sdk-services';
import { snsPublish } from './sns-publish';
import { startExecution, startExecutionSync } from './start-execution';

const OPTIMIZED = new Map(
  [lambdaInvoke, startExecution, startExecutionSync, ...dynamodbItem, snsPublish, eventsPutEvents].map(
    (integration) => [`${integration.resourceType}:${integration.resource}`, integration],
  ),
);

/** Name of an action in lower camel case. A suffix such as `.sync` is not allowed. */
const ACTION = /^[a-z][A-Za-z0-9]*$/;

/**
 * Returns the integration for the `Resource` of a Task.
 * @param partition partition that the ARN must have, e.g. `aws`
 * @returns the integration, or the reason why the resource is refused
 */
export function findIntegration(resource: string, partition: string): Integration | string {
  const key = `${partition} ${resource}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const integration = lookUp(resource, partition);
  if (typeof integration !== 'string') found.set(key, integration);
  return integration;
}

/** Cache of integrations, by partition and resource. */
const found = new Map<string, Integration>();

function lookUp(resource: string, partition: string): Integration | string {
  const refusal = `The resource '${resource}' is not implemented by the local Step Functions`;
  const prefix = `arn:${partition}:states:::`;
  if (resource.includes(':activity:')) return `${refusal}: activities`;
  if (resource.endsWith('.waitForTaskToken')) return `${refusal}: callbacks with a task token`;
  if (!resource.startsWith(prefix)) return `${refusal}: it must begin with '${prefix}'`;
  const name = resource.slice(prefix.length);
  const [kind, service = '', action = ''] = name.split(':');
  const integration = kind === 'aws-sdk' && ACTION.test(action) ? awsSdk(service, action) : OPTIMIZED.get(name);
  if (integration !== undefined) return integration;
  const known = kind === 'aws-sdk' ? Object.keys(SDK_SERVICES).map((key) => `aws-sdk:${key}`) : [...OPTIMIZED.keys()];
  return `${refusal}; it has: ${known.join(', ')}`;
}
