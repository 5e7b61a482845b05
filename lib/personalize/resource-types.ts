/** Resource types of Personalize that this project manages, with their names in the API. */

export type ResourceType = keyof typeof RESOURCE_TYPES;

/** Types that parameter files describe. */
export type DesiredType = Exclude<ResourceType, 'dataDeletionJob'>;

export interface ResourceTypeInfo {
  /** Name in events and messages, e.g. `Dataset Import Job`. */
  readonly title: string;
  /** Names of operations. `update` and `delete` are absent if Personalize has no such operation for the type. */
  readonly create: string;
  readonly describe: string;
  readonly list: string;
  readonly update?: string;
  readonly delete?: string;
  /** Member that carries the ARN in requests and responses. */
  readonly arnMember: string;
  /** Member of the Describe response that holds the resource. */
  readonly describeMember: string;
  /** Member of the List response that holds the listed resources. */
  readonly listMember: string;
  /** Member that carries the name in the Create request. */
  readonly nameMember: 'name' | 'jobName';
  readonly taggable: boolean;
  /** False if the resource is usable as soon as it is created. */
  readonly hasStatus: boolean;
  /** True if Describe gives a failure reason. */
  readonly hasFailureReason: boolean;
  /** Member of the Describe response with the progress of an update. During the update, the resource's own status stays ACTIVE. */
  readonly latestUpdateMember?: string | undefined;
}

/**
 * Resource types of Personalize. Operations and members are named after the type's title, and a row lists only exceptions to this
 * rule. Source: Personalize API reference.
 */
export const RESOURCE_TYPES = {
  datasetGroup: type('Dataset Group', ['delete']),
  schema: type('Schema', ['delete'], { taggable: false, hasStatus: false, hasFailureReason: false }),
  dataset: type('Dataset', ['update', 'delete'], { hasFailureReason: false }),
  datasetImportJob: type('Dataset Import Job', [], { nameMember: 'jobName' }),
  eventTracker: type('Event Tracker', ['delete'], { hasFailureReason: false }),
  // This is the only list member of the API that begins with a capital letter.
  filter: type('Filter', ['delete'], { listMember: 'Filters' }),
  // The Describe response shows neither the progress of an update nor the metrics.
  metricAttribution: type('Metric Attribution', ['update', 'delete'], {
    taggable: false,
    latestUpdateMember: undefined,
  }),
  solution: type('Solution', ['update', 'delete'], { hasFailureReason: false }),
  solutionVersion: type('Solution Version', []),
  campaign: type('Campaign', ['update', 'delete']),
  batchInferenceJob: type('Batch Inference Job', [], { nameMember: 'jobName' }),
  batchSegmentJob: type('Batch Segment Job', [], { nameMember: 'jobName' }),
  recommender: type('Recommender', ['update', 'delete']),
  dataDeletionJob: type('Data Deletion Job', [], { nameMember: 'jobName' }),
} as const;

function type(
  title: string,
  operations: readonly ('update' | 'delete')[],
  exceptions: Partial<ResourceTypeInfo> = {},
): ResourceTypeInfo {
  const name = title.replaceAll(' ', '');
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return {
    title,
    create: `Create${name}`,
    describe: `Describe${name}`,
    list: `List${name}s`,
    ...(operations.includes('update') && { update: `Update${name}`, latestUpdateMember: `latest${name}Update` }),
    ...(operations.includes('delete') && { delete: `Delete${name}` }),
    arnMember: `${member}Arn`,
    describeMember: member,
    listMember: `${member}s`,
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
    ...exceptions,
  };
}
