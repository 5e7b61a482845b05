import { filter, list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const job = (kind: 'batchInferenceJobs' | 'batchSegmentJobs', config: string) =>
  parameterFile({
    sections: [
      list('filters', filter('seen', 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"seen\\")')),
      list(
        'solutions',
        solution('a', kind === 'batchSegmentJobs' ? 'aws-item-affinity' : 'aws-sims', '', [
          list(kind, `{"serviceConfig": {${config}}}`),
        ]),
      ),
    ],
  });
const ARN = 'arn:aws:personalize:us-east-1:123456789012:';

export const JOB_CASES: readonly RuleCase[] = [
  {
    rule: 'batch-results',
    valid: job('batchInferenceJobs', '"numResults": 500'),
    invalid: job('batchInferenceJobs', '"numResults": §501'),
  },
  {
    rule: 'batch-results',
    valid: job('batchSegmentJobs', '"numResults": 5000000'),
    invalid: job('batchSegmentJobs', '"numResults": §0'),
  },
  {
    rule: 'filter-arn',
    valid: job('batchSegmentJobs', `"filterArn": "${ARN}filter/seen"`),
    invalid: job('batchSegmentJobs', `"filterArn": §"${ARN}solution/seen"`),
  },
  {
    rule: 'filter-in-file',
    severity: 'warning',
    valid: job('batchInferenceJobs', `"filterArn": "${ARN}filter/seen"`),
    invalid: job('batchInferenceJobs', `"filterArn": §"${ARN}filter/unseen"`),
  },
];
