import { ListServiceQuotasCommand } from '@aws-sdk/client-service-quotas';
import type { Question } from '../question';

/**
 * Code of the quota "Concurrent executions". Sources: https://alchemy.run/providers/aws/servicequotas/getservicequota and public scripts,
 * 2026-11.
 */
const CONCURRENT_EXECUTIONS = 'L-B99A9384';
/** Number of functions that a run may need at once: docs/deploy.md, "Lambda concurrency". */
const NEEDED = 10;

export const lambdaNewAccountConcurrency: Question = {
  id: 'lambda-new-account-concurrency',
  asks: 'how many concurrent executions of functions a new account may have (the guide says fewer than 1,000; accounts with 10 and with 50 were seen)',
  emulated: '1,000. With fewer than 10, raise the quota before you deploy.',
  check: {
    creates: 'nothing',
    dollars: 0,
    expected: '10 or more',
    async ask({ clients }) {
      let NextToken: string | undefined;
      do {
        const page = await clients.quotas.send(new ListServiceQuotasCommand({ ServiceCode: 'lambda', NextToken }));
        const quota = page.Quotas?.find(({ QuotaCode }) => QuotaCode === CONCURRENT_EXECUTIONS);
        if (quota?.Value !== undefined) return quota.Value >= NEEDED ? '10 or more' : `only ${quota.Value}: too few`;
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return 'the quota is not listed';
    },
  },
};
