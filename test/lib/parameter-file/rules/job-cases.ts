import { dataset, filter, list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const job = (kind: 'batchInferenceJobs' | 'batchSegmentJobs', config: string) =>
  parameterFile({
    sections: [
      list(
        'filters',
        filter(
          'seen',
          `EXCLUDE ${kind === 'batchSegmentJobs' ? 'UserID' : 'ItemID'} WHERE Interactions.EVENT_TYPE IN (\\"seen\\")`,
        ),
      ),
      list(
        'solutions',
        solution('a', kind === 'batchSegmentJobs' ? 'aws-item-affinity' : 'aws-sims', '', [
          list(kind, `{"serviceConfig": {${config}}}`),
        ]),
      ),
    ],
  });
const ARN = 'arn:aws:personalize:us-east-1:123456789012:';

const CURRENT_ITEM = 'INCLUDE ItemID WHERE Items.GENRES IN CurrentItem.GENRES';
const CLICKERS = 'INCLUDE UserID WHERE Interactions.EVENT_TYPE IN (\\"click\\")';
const CLICKED = 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"click\\")';
const ACTIONS = 'INCLUDE ActionID WHERE Actions.KIND IN (\\"a\\")';
const filteredJob = (
  recipe: string,
  kind: 'batchInferenceJobs' | 'batchSegmentJobs',
  expression: string,
  mark: string,
) =>
  parameterFile({
    datasets: [dataset('interactions'), dataset('items'), dataset('users'), dataset('actions')],
    sections: [
      list('filters', filter('f', expression)),
      list(
        'solutions',
        solution('a', recipe, '', [list(kind, `{"serviceConfig": {"filterArn": ${mark}"${ARN}filter/f"}}`)]),
      ),
    ],
  });

export const JOB_CASES: readonly RuleCase[] = [
  {
    rule: 'batch-results',
    what: 'more than 500 recommendations',
    severity: 'warning',
    valid: job('batchInferenceJobs', '"numResults": 500'),
    invalid: job('batchInferenceJobs', '"numResults": §501'),
  },
  {
    rule: 'batch-results',
    what: '0 recommendations',
    valid: job('batchInferenceJobs', '"numResults": 1'),
    invalid: job('batchInferenceJobs', '"numResults": §0'),
  },
  {
    rule: 'batch-results',
    what: 'more than 5,000,000 users',
    valid: job('batchSegmentJobs', '"numResults": 5000000'),
    invalid: job('batchSegmentJobs', '"numResults": §5000001'),
  },
  {
    rule: 'batch-results',
    what: '0 users',
    valid: job('batchSegmentJobs', '"numResults": 5000000'),
    invalid: job('batchSegmentJobs', '"numResults": §0'),
  },
  {
    rule: 'filter-arn',
    what: 'the ARN of a solution',
    valid: job('batchSegmentJobs', `"filterArn": "${ARN}filter/seen"`),
    invalid: job('batchSegmentJobs', `"filterArn": §"${ARN}solution/seen"`),
  },
  {
    rule: 'filter-arn',
    what: 'an ARN as filterName',
    valid: job('batchSegmentJobs', '"filterName": "seen"'),
    invalid: job('batchSegmentJobs', `"filterName": §"${ARN}filter/seen"`),
  },
  {
    rule: 'filter-arn',
    what: 'filterArn and filterName together',
    valid: job('batchInferenceJobs', '"filterName": "seen"'),
    invalid: job('batchInferenceJobs', `"filterArn": "${ARN}filter/seen", "filterName": §"seen"`),
  },
  {
    rule: 'filter-in-file',
    what: 'the name of a filter that the file does not have',
    severity: 'warning',
    valid: job('batchInferenceJobs', '"filterName": "seen"'),
    invalid: job('batchInferenceJobs', '"filterName": §"unseen"'),
  },
  {
    rule: 'filter-in-file',
    what: 'the ARN of a filter that the file does not have',
    severity: 'warning',
    valid: job('batchInferenceJobs', `"filterArn": "${ARN}filter/seen"`),
    invalid: job('batchInferenceJobs', `"filterArn": §"${ARN}filter/unseen"`),
  },
  {
    rule: 'filter-current-item',
    valid: filteredJob('aws-similar-items', 'batchInferenceJobs', CURRENT_ITEM, ''),
    invalid: filteredJob('aws-user-personalization', 'batchInferenceJobs', CURRENT_ITEM, '§'),
  },
  {
    rule: 'filter-segment-interactions',
    valid: filteredJob('aws-item-affinity', 'batchSegmentJobs', CLICKERS, ''),
    invalid: filteredJob('aws-item-attribute-affinity', 'batchSegmentJobs', CLICKERS, '§'),
  },
  {
    rule: 'filter-job-target',
    what: 'a filter on users in a batch inference job',
    valid: filteredJob('aws-item-affinity', 'batchSegmentJobs', CLICKERS, ''),
    invalid: filteredJob('aws-sims', 'batchInferenceJobs', CLICKERS, '§'),
  },
  {
    rule: 'filter-job-target',
    what: 'a filter on actions',
    valid: filteredJob('aws-similar-items', 'batchInferenceJobs', CURRENT_ITEM, ''),
    invalid: filteredJob('aws-similar-items', 'batchInferenceJobs', ACTIONS, '§'),
  },
  {
    rule: 'filter-job-target',
    what: 'a filter on items in a batch segment job',
    severity: 'warning',
    valid: filteredJob('aws-item-affinity', 'batchSegmentJobs', CLICKERS, ''),
    invalid: filteredJob('aws-item-affinity', 'batchSegmentJobs', CLICKED, '§'),
  },
];
