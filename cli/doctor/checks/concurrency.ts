import { CliFailure } from '../../failure';
import type { Check } from '../check';

/** Code of the quota "Concurrent executions" of Lambda: see the question `lambda-new-account-concurrency` of the account check. */
const CONCURRENT_EXECUTIONS = 'L-B99A9384';
/** Functions that one run needs at once, and those of each further dataset group: docs/deploy.md, "Lambda concurrency". */
const [ONE_RUN, FURTHER_RUN] = [10, 6];

export const concurrency: Check = {
  name: 'Lambda concurrency',
  async examine(aws) {
    const quotas = await aws.quotas('lambda');
    if ('unread' in quotas)
      throw new CliFailure(`The quota could not be read: ${quotas.unread} (servicequotas:ListServiceQuotas)`);
    const limit = quotas.values.get(CONCURRENT_EXECUTIONS);
    if (limit === undefined) throw new CliFailure(`Service Quotas does not list ${CONCURRENT_EXECUTIONS} of Lambda.`);
    const groups = (await aws.datasetGroups.names()).length;
    const needed = ONE_RUN + FURTHER_RUN * Math.max(0, groups - 1);
    const detail = `the account may run ${limit} functions at once; ${needed} are needed if all dataset groups run`;
    if (limit >= needed) return { detail, findings: [] };
    return {
      detail,
      findings: [
        {
          problem: `${limit} functions at once are too few: runs wait for each other, or fail after an hour.`,
          todo: `aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${CONCURRENT_EXECUTIONS} --desired-value ${Math.max(100, needed)}`,
        },
      ],
    };
  },
};
