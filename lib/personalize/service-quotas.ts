import { LIMITS, type Limit } from './limits';
import type { ResourceType } from './resource-types';

/** A quota on the number of resources of a type. */
export interface ServiceQuota {
  readonly type: ResourceType;
  readonly scope: 'account' | 'datasetGroup';
  /**
   * Resources that the quota counts. If a quota on `inProgress` is reached, a run waits until fewer resources are in
   * progress. If a quota on `active` is reached, only a deletion or a higher quota helps.
   */
  readonly counts: 'active' | 'inProgress';
  /** Name in Service Quotas and in the developer guide. */
  readonly name: string;
  /** Code in Service Quotas; absent if the code is not known. */
  readonly code?: string;
  readonly adjustable: boolean;
  /** The documented default of the quota; absent for `inProgress`, because runs wait for these quotas. */
  readonly limit?: Limit;
}

/**
 * Quotas on resources. Source of `name` and `adjustable`: developer guide, "Requesting a quota increase" (page `QUOTAS`
 * of limits.ts). No page of AWS shows the codes, which are from public scripts that check quotas, read 2026-11-26: see
 * `servicequotas-personalize` in docs/local-aws.md.
 */
export const SERVICE_QUOTAS: readonly ServiceQuota[] = [
  active('datasetGroup', 'account', 'Active dataset groups', 'L-14011066'),
  active('schema', 'account', 'Number of schemas', 'L-037D5A71', false),
  active('solution', 'datasetGroup', 'Active solutions per dataset group', 'L-D9DD83B7'),
  active('campaign', 'datasetGroup', 'Active campaigns per dataset group', 'L-052ECD67'),
  active('filter', 'datasetGroup', 'Active filters per dataset group', 'L-B9CFBC8B'),
  active('recommender', 'datasetGroup', 'Maximum number of recommenders per dataset group', 'L-4D685096', false),
  inProgress('solutionVersion', 'solution versions', 'L-9C16B368'),
  inProgress('batchInferenceJob', 'batch inference jobs', 'L-69B72005'),
  inProgress('batchSegmentJob', 'batch segment jobs'),
  inProgress('datasetImportJob', 'dataset import jobs'),
];

type Counted = 'datasetGroup' | 'schema' | 'solution' | 'campaign' | 'filter' | 'recommender';
type Scope = ServiceQuota['scope'];

function active(type: Counted, scope: Scope, name: string, code: string, adjustable = true): ServiceQuota {
  return { type, scope, counts: 'active', name, code, adjustable, limit: LIMITS[`${type}s`] };
}

function inProgress(type: ResourceType, what: string, code?: string): ServiceQuota {
  const name = `Pending or In Progress ${what}`;
  const adjustable = code !== undefined;
  return { type, scope: 'account', counts: 'inProgress', name, adjustable, ...(adjustable && { code }) };
}

/**
 * Advice for a quota that is reached, as a sentence.
 * @param type type of the quota's resources; undefined if the type is not known
 * @param desired quota value that the shown command requests
 */
export function quotaAdvice(
  type: ResourceType | undefined,
  counts: ServiceQuota['counts'],
  desired: number | '<number>' = '<number>',
): string {
  const quota = SERVICE_QUOTAS.find((candidate) => candidate.type === type && candidate.counts === counts);
  const own =
    counts === 'active'
      ? 'Delete resources of this type that you do not need'
      : 'Wait for or stop what is in progress in this account and region';
  if (quota === undefined) return `${own}, or request a higher quota of Amazon Personalize (Service Quotas).`;
  if (!quota.adjustable) return `${own}: AWS does not raise the quota "${quota.name}".`;
  return `${own}, or request a higher quota "${quota.name}": \`aws service-quotas request-service-quota-increase --service-code personalize --quota-code ${quota.code} --desired-value ${desired}\`.`;
}
