import { dataset, FIELDS, list, parameterFile, record, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const withSolution = (text: string, datasets?: readonly string[]) =>
  parameterFile({ sections: [list('solutions', text)], ...(datasets && { datasets }) });
const configured = (config: string, recipe = 'aws-user-personalization', datasets?: readonly string[]) =>
  withSolution(solution('a', recipe, config), datasets);

const FULL = '"workflowConfig": {"schedules": {"full": "rate(7 days)"}}';
const DELETED = '"workflowConfig": {"schedules": {"full": "delete"}}';
const [FULL_OBJECT, DELETED_OBJECT] = ['rate(7 days)', 'delete'].map(
  (expression) => `"workflowConfig": {"schedules": {"full": {"expression": "${expression}"}}}`,
);
const autoTraining = (days: string) =>
  `"performAutoTraining": true, "solutionConfig": {"autoTrainingConfig": {"schedulingExpression": ${days}}}`;
const withoutEvents = [
  dataset('interactions', record('Interactions', FIELDS.interactions.slice(0, 3))),
  dataset('items'),
];
const withoutValues = [
  dataset('interactions', record('Interactions', FIELDS.interactions.slice(0, 4))),
  dataset('items'),
];
const thresholds = (ofSecond: string) =>
  configured(
    `"solutionConfig": {"eventsConfig": {"eventParametersList": [{"eventType": "a"}, {"eventType": "b", ${ofSecond}}]}}`,
    'aws-user-personalization-v2',
    withoutValues,
  );
const objective = (attribute: string) =>
  `"solutionConfig": {"optimizationObjective": {"itemAttribute": ${attribute}, "objectiveSensitivity": "LOW"}}`;
const excluded = (column: string) =>
  `"solutionConfig": {"trainingDataConfig": {"excludedDatasetColumns": {"INTERACTIONS": ["EVENT_VALUE", ${column}]}}}`;
const onActions = (recipe: string) =>
  configured('"solutionConfig": {§"trainingDataConfig": {"excludedDatasetColumns": {"USERS": ["AGE"]}}}', recipe, [
    dataset('interactions'),
    dataset('actions'),
    dataset('actionInteractions'),
  ]);

export const TRAINING_CASES: readonly RuleCase[] = [
  {
    rule: 'training-columns-recipe',
    severity: 'warning',
    valid: onActions('aws-user-personalization').replace('§', ''),
    invalid: onActions('aws-next-best-action'),
  },
  {
    rule: 'auto-ml',
    severity: 'warning',
    valid: configured('"performAutoML": false'),
    invalid: configured('§"performAutoML": true'),
  },
  {
    rule: 'training-mode',
    valid: configured('"solutionVersion": {"trainingMode": "FULL"}'),
    invalid: configured('"solutionVersion": {"trainingMode": §"AUTOTRAIN"}'),
  },
  {
    rule: 'auto-training-and-schedule',
    severity: 'warning',
    valid: withSolution(solution('a', 'aws-sims', '"performAutoTraining": true', [DELETED])),
    invalid: withSolution(solution('a', 'aws-sims', '"performAutoTraining": §true', [FULL])),
  },
  {
    rule: 'auto-training-and-schedule',
    what: 'a schedule that is given as an object',
    severity: 'warning',
    valid: withSolution(solution('a', 'aws-sims', '"performAutoTraining": true', [String(DELETED_OBJECT)])),
    invalid: withSolution(solution('a', 'aws-sims', '"performAutoTraining": §true', [String(FULL_OBJECT)])),
  },
  {
    rule: 'auto-training-config',
    severity: 'warning',
    valid: configured(autoTraining('"rate(3 days)"')),
    invalid: configured('"solutionConfig": {§"autoTrainingConfig": {"schedulingExpression": "rate(3 days)"}}'),
  },
  {
    rule: 'auto-training-days',
    valid: configured(autoTraining('"rate(30 days)"')),
    invalid: configured(autoTraining('§"rate(31 days)"')),
  },
  {
    rule: 'event-type-column',
    what: 'eventType',
    valid: configured('"eventType": "buy"'),
    invalid: configured('"eventType": §"buy"', 'aws-sims', withoutEvents),
  },
  {
    rule: 'event-type-column',
    what: 'eventValueThreshold',
    valid: configured('"solutionConfig": {"eventValueThreshold": "3"}'),
    invalid: configured('"solutionConfig": {"eventValueThreshold": §"3"}', 'aws-sims', withoutEvents),
  },
  {
    rule: 'event-type-column',
    what: 'eventValueThreshold of an event type',
    valid: thresholds('"weight": 1'),
    invalid: thresholds('"eventValueThreshold": §3'),
  },
  {
    rule: 'event-value-threshold',
    valid: configured('"solutionConfig": {"eventValueThreshold": "-4.5"}'),
    invalid: configured('"solutionConfig": {"eventValueThreshold": §"4,5"}'),
  },
  ...['', ' ', '0x10', '1e999', 'Infinity'].map(
    (value): RuleCase => ({
      rule: 'event-value-threshold',
      what: `"${value}"`,
      valid: configured('"solutionConfig": {"eventValueThreshold": "+.5e1"}'),
      invalid: configured(`"solutionConfig": {"eventValueThreshold": §"${value}"}`),
    }),
  ),
  {
    rule: 'event-type-or-events-config',
    valid: configured('"eventType": "buy"', 'aws-user-personalization-v2'),
    invalid: configured(
      '"eventType": "buy", "solutionConfig": {§"eventsConfig": {"eventParametersList": []}}',
      'aws-user-personalization-v2',
    ),
  },
  {
    rule: 'events-config-recipe',
    valid: configured('"solutionConfig": {"eventsConfig": {"eventParametersList": []}}', 'aws-user-personalization-v2'),
    invalid: configured('"solutionConfig": {§"eventsConfig": {"eventParametersList": []}}'),
  },
  {
    rule: 'objective-recipe',
    what: 'a recipe without objectives',
    valid: configured(objective('"PRICE"')),
    invalid: configured(objective('"PRICE"').replace('"opt', '§"opt'), 'aws-sims'),
  },
  {
    rule: 'objective-recipe',
    what: 'a recipe whose objectives are not documented',
    severity: 'warning',
    valid: configured(objective('"PRICE"'), 'aws-personalized-ranking'),
    invalid: configured(objective('"PRICE"').replace('"opt', '§"opt'), 'aws-personalized-ranking-v2'),
  },
  {
    rule: 'objective-column',
    what: 'a column that may be null',
    valid: configured(objective('"YEAR"')),
    invalid: configured(objective('§"RATING"')),
  },
  {
    rule: 'objective-column',
    what: 'a missing column',
    valid: configured(objective('"PRICE"')),
    invalid: configured(objective('§"PRIZE"')),
  },
  {
    rule: 'excluded-event-type',
    valid: configured(excluded('"ITEM_ID"')),
    invalid: configured(excluded('§"EVENT_TYPE"')),
  },
];
