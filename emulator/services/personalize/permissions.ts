/**
 * IAM permissions that a call needs. A call needs the action with the operation's name, on each resource that AWS's
 * service authorization reference marks as required:
 * - A Create operation needs the action on the new resource, and on its parent if `PARENTS` lists the operation.
 * CreateSolutionVersion needs the action on the solution, not on the new version. A request with tags also needs
 * TagResource, and a request with a role also needs PassRole.
 * - A List operation needs the action on `*`, because IAM has no resources for lists. ListTagsForResource is an
 * exception.
 * - ListTagsForResource and all other operations need the action on the resource that they name.
 */

import { OPERATIONS, operationOf, shapeOf } from '../../../lib/personalize/api-model';
import { ARN_PREFIXES, parsePersonalizeArn } from '../../../lib/personalize/arn';
import { RESOURCE_TYPES, type ResourceType } from '../../../lib/personalize/resource-types';
import type { Aws } from '../../core/aws';
import type { Call, Input, Permission } from '../../core/service';

export const SERVICE_PRINCIPAL = 'personalize.amazonaws.com';

/**
 * Member of the request that names the parent resource, by Create operation. Create operations that are not listed here need no permission
 * on a parent.
 */
const PARENTS: Readonly<Record<string, string>> = {
  CreateBatchInferenceJob: 'solutionVersionArn',
  CreateCampaign: 'solutionVersionArn',
  CreateDataDeletionJob: 'datasetGroupArn',
  CreateDataset: 'datasetGroupArn',
  CreateDatasetImportJob: 'datasetArn',
  CreateEventTracker: 'datasetGroupArn',
  CreateFilter: 'datasetGroupArn',
  CreateMetricAttribution: 'datasetGroupArn',
  CreateRecommender: 'datasetGroupArn',
  CreateSolution: 'datasetGroupArn',
};

/** Returns the permissions that a call needs. The input has not been validated yet. If an ARN is missing, the permission is for `*`. */
export function permissions(aws: Aws, { operation, input }: Call): readonly Permission[] {
  const action = `personalize:${operation}`;
  const created = CREATED.get(operation);
  if (created === undefined) return [{ action, resource: targetOf(operation, input) }];
  const own = ownArn(aws, created, input);
  const parent = PARENTS[operation];
  return [
    { action, resource: own },
    ...(parent === undefined ? [] : [{ action, resource: textOr(input[parent]) }]),
    ...(hasElements(input.tags) ? [{ action: 'personalize:TagResource', resource: own }] : []),
    ...passRole(input),
  ];
}

/** Returns the role in the input of a Create operation. CreateMetricAttribution has its role in `metricsOutputConfig`. */
export function roleOf({ roleArn, metricsOutputConfig }: Input): unknown {
  return roleArn ?? (metricsOutputConfig as Input | undefined)?.roleArn;
}

function passRole(input: Input): Permission[] {
  const roleArn = roleOf(input);
  if (typeof roleArn !== 'string') return [];
  const context = { 'iam:PassedToService': SERVICE_PRINCIPAL };
  return [{ action: 'iam:PassRole', resource: roleArn, context }];
}

const CREATED = new Map(
  (Object.keys(RESOURCE_TYPES) as ResourceType[]).map((type) => [RESOURCE_TYPES[type].create, type]),
);

function ownArn(aws: Aws, type: ResourceType, input: Input): string {
  if (type === 'solutionVersion') return textOr(input.solutionArn);
  return aws.arn('personalize', `${ARN_PREFIXES[type]}/${ownPath(type, input)}`);
}

function ownPath(type: ResourceType, input: Input): string {
  // Personalize generates the id of an event tracker, so the ARN of the new tracker is unknown.
  if (type === 'eventTracker') return '*';
  if (type !== 'dataset') return textOr(input[RESOURCE_TYPES[type].nameMember]);
  const group = parsePersonalizeArn(textOr(input.datasetGroupArn))?.path[0] ?? '*';
  return `${group}/${textOr(input.datasetType).toUpperCase()}`;
}

/**
 * Returns the resource that an operation names in its first required member; `*` if no member is required. This function is not used for
 * Create operations.
 */
function targetOf(operation: string, input: Input): string {
  const member = TARGETS.get(operation);
  return member === undefined ? '*' : textOr(input[member]);
}

const TARGETS = new Map(OPERATIONS.map((operation) => [operation, targetMember(operation)]));

function targetMember(operation: string): string | undefined {
  // This operation requires the member, although the API model does not mark it as required.
  if (operation === 'UpdateMetricAttribution') return 'metricAttributionArn';
  const shape = shapeOf(operationOf(operation).input);
  return shape.type === 'structure' ? shape.required?.[0] : undefined;
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '*';
}

function hasElements(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
