import { ListServiceQuotasCommand, type ServiceQuota } from '@aws-sdk/client-service-quotas';
import type { Question } from '../question';

/** Codes of quotas, as the product knows them. */
const CODES = [
  ...['L-14011066', 'L-037D5A71', 'L-D9DD83B7', 'L-052ECD67', 'L-B9CFBC8B', 'L-4D685096'],
  ...['L-9C16B368', 'L-69B72005'],
];

export const servicequotasPersonalize: Question = {
  id: 'servicequotas-personalize',
  asks: 'under which codes and names Service Quotas lists the quotas of Personalize',
  emulated: 'codes from public scripts; no page of AWS has them.',
  check: {
    creates: 'nothing',
    dollars: 0,
    expected:
      'Active dataset groups; Number of schemas; Active solutions per dataset group; Active campaigns per dataset group; Active filters per dataset group; Maximum number of recommenders per dataset group; Pending or In Progress solution versions; Pending or In Progress batch inference jobs',
    async ask({ clients }) {
      const found: ServiceQuota[] = [];
      let NextToken: string | undefined;
      do {
        const page = await clients.quotas.send(new ListServiceQuotasCommand({ ServiceCode: 'personalize', NextToken }));
        found.push(...(page.Quotas ?? []));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      const nameOf = (code: string) => found.find(({ QuotaCode }) => QuotaCode === code)?.QuotaName ?? `no ${code}`;
      return CODES.map(nameOf).join('; ');
    },
  },
};
