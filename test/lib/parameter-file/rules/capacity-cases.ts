import { list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const file = (members: string) => parameterFile({ sections: [`"capacity": {${members}}`] });

const withCampaign = (config: string, ...sections: readonly string[]) => {
  const campaign = `{"serviceConfig": {"name": "c", ${config}}}`;
  const solutions = list('solutions', solution('a', 'aws-sims', '', [list('campaigns', campaign)]));
  return parameterFile({ sections: [solutions, ...sections] });
};

export const CAPACITY_CASES: readonly RuleCase[] = [
  {
    rule: 'capacity-duration',
    what: 'a lookback period above 63 days',
    valid: file('"lookBack": "63 days", "idleAfter": "1 day", "minimumUse": "12.5%"'),
    invalid: file('"lookBack": §"64 days", "idleAfter": "1 day"'),
  },
  {
    rule: 'capacity-duration',
    what: 'a lookback period below one day',
    valid: file('"lookBack": "1 day"'),
    invalid: file('"lookBack": §"23 hours"'),
  },
  {
    rule: 'capacity-duration',
    what: 'idleAfter above the lookback period',
    valid: file('"lookBack": "20 days", "idleAfter": "20 days"'),
    invalid: file('"lookBack": "20 days", "idleAfter": §"3 weeks"'),
  },
  {
    rule: 'capacity-duration',
    what: 'idleAfter above the default lookback period',
    valid: file('"idleAfter": "2 weeks"'),
    invalid: file('"idleAfter": §"15 days"'),
  },
  {
    rule: 'high-minimum',
    what: 'a high minimum without a budget',
    severity: 'warning',
    valid: withCampaign('"minProvisionedTPS": 10'),
    invalid: withCampaign('"minProvisionedTPS": §11'),
  },
  {
    rule: 'high-minimum',
    what: 'a high minimum with a budget that does not limit TPS-hours',
    severity: 'warning',
    valid: withCampaign('"minProvisionedTPS": 11', '"budget": {"provisionedTpsHoursPerMonth": 9000}'),
    invalid: withCampaign('"minProvisionedTPS": §11', '"budget": {"batchJobsPerMonth": 1}'),
  },
];
