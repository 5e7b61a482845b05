import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { CliFailure } from '../../failure';
import type { Check } from '../check';

/**
 * Number of concurrent functions that one run needs, and the number that each further dataset group adds, both with the
 * default of `check_concurrency`. Source: docs/deploy.md, "Lambda concurrency".
 */
const [ONE_RUN, FURTHER_RUN] = [10, 6];
/** Code of the quota "Concurrent executions" of Lambda: see the question `lambda-new-account-concurrency` of the account check. */
const QUOTA = 'L-B99A9384';

export const concurrency: Check = {
  name: 'Lambda concurrency',
  async examine(aws) {
    const client = await aws.lambda();
    const { AccountLimit: { ConcurrentExecutions: all, UnreservedConcurrentExecutions: limit = all } = {} } =
      await client.send(new GetAccountSettingsCommand());
    if (all === undefined || limit === undefined)
      throw new CliFailure('Lambda does not say how many functions may run at once.');
    const groups = (await aws.datasetGroups.names()).length;
    const needed = ONE_RUN + FURTHER_RUN * Math.max(0, groups - 1);
    const reserved = all === limit ? '' : `, besides ${all - limit} that are reserved for single functions`;
    const detail = `the account may run ${limit} functions at once${reserved}; ${needed} are needed if all dataset groups run`;
    if (limit >= needed) return { detail, findings: [] };
    return {
      detail,
      findings: [
        {
          problem: `The limit of ${limit} concurrent functions is too low: runs wait for each other, or fail after an hour.`,
          todo: `aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${QUOTA} --desired-value ${Math.max(100, needed + all - limit)}`,
        },
      ],
    };
  },
};
