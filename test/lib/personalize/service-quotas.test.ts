import { quotaAdvice, SERVICE_QUOTAS } from '../../../lib/personalize/service-quotas';

describe('SERVICE_QUOTAS', () => {
  it('have unique codes, and each quota that AWS raises has a code', () => {
    // Prepare
    const codes = SERVICE_QUOTAS.flatMap(({ code }) => code ?? []);

    // Assess
    expect(new Set(codes).size).toBe(codes.length);
    expect(SERVICE_QUOTAS.filter(({ adjustable, code }) => adjustable && code === undefined)).toEqual([]);
  });
});

describe('quotaAdvice', () => {
  it.each([
    [
      'campaign',
      'active',
      'Delete resources of this type that you do not need, or request a higher quota "Active campaigns per dataset group": `aws service-quotas request-service-quota-increase --service-code personalize --quota-code L-052ECD67 --desired-value 7`.',
    ],
    [
      'schema',
      'active',
      'Delete resources of this type that you do not need: AWS does not raise the quota "Number of schemas".',
    ],
    [
      'datasetImportJob',
      'inProgress',
      'Wait for or stop what is in progress in this account and region: AWS does not raise the quota "Pending or In Progress dataset import jobs".',
    ],
    [
      'filter',
      'inProgress',
      'Wait for or stop what is in progress in this account and region, or request a higher quota of Amazon Personalize (Service Quotas).',
    ],
  ] as const)('says what to do if the quota of the type %s for %s resources is reached', (type, counts, expected) => {
    expect(quotaAdvice(type, counts, 7)).toBe(expected);
  });
});
