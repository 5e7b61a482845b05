import { validateParameterFile } from '../../../../lib/parameter-file/validate';
import { dataset, FIELDS, filter, list, parameterFile, record, solution } from '../sample-text';

const withFilter = (expression: string) => parameterFile({ sections: [list('filters', filter('f', expression))] });
const withSolution = (config: string, recipe = 'aws-user-personalization', members: readonly string[] = []) =>
  parameterFile({ sections: [list('solutions', solution('a', recipe, config, members))] });
const tuned = (jobs: string) =>
  withSolution(`"solutionConfig": {"hpoConfig": {"hpoResourceConfig": {"maxNumberOfTrainingJobs": "${jobs}"}}}`);
const withSchedule = (text: string) =>
  withSolution('', 'aws-sims', [`"workflowConfig": {"schedules": {"full": "${text}"}}`]);
const withJob = (config: string, recipe?: string) =>
  withSolution('', recipe, [`"batchInferenceJobs": [{"serviceConfig": {${config}}}]`]);
const promoting = (metric: string, config = '', limit = '"minimum": 0.1') =>
  withSolution(config, 'aws-user-personalization', [
    `"workflowConfig": {"promotion": {"rules": [{"metric": "${metric}", ${limit}}]}}`,
  ]);
const OBJECTIVE =
  '"solutionConfig": {"optimizationObjective": {"itemAttribute": "PRICE", "objectiveSensitivity": "LOW"}}';
const REPORTED = /^Documented are coverage, mean_reciprocal_rank_at_25, .*, precision_at_25\.$/;

/** Solutions a, b and c. `overs` maps a solution to the solution with which its promotion rule compares it. */
const comparing = (overs: Readonly<Record<string, string>>, limit = '"minimumRise": "20%"', recipe = 'aws-sims') =>
  parameterFile({
    sections: [
      list(
        'solutions',
        ...['a', 'b', 'c'].map((name) => {
          const rule = `{"metric": "coverage", ${limit}, "over": "${overs[name]}"}`;
          const members = overs[name] === undefined ? [] : [`"workflowConfig": {"promotion": {"rules": [${rule}]}}`];
          return solution(name, name === 'b' ? recipe : 'aws-user-personalization', '', members);
        }),
      ),
    ],
  });

type Said = readonly [rule: string, message: string | RegExp, hint?: string | RegExp];

const matching = (text: string | RegExp | undefined) => (text instanceof RegExp ? expect.stringMatching(text) : text);

describe('validation across fields', () => {
  it.each<[string, string, readonly Said[]]>([
    [
      'an expression that ends too early',
      withFilter('INCLUDE ItemID WHERE Items.GENRES IN'),
      [['filter-syntax', /^The filter expression is wrong at character 37: expected .* found the end/]],
    ],
    [
      'an invalid expression of the maximum length',
      withFilter('x'.repeat(2500)),
      [['filter-syntax', /^The filter expression is wrong at character 1: expected INCLUDE or EXCLUDE/]],
    ],
    ['an expression that is too long', withFilter('x'.repeat(2501)), [['max', /which has 2501 characters/]]],
    ['an empty expression', withFilter(''), [['min', /which has 0 characters/]]],
    [
      'a column that the items do not have',
      withFilter('INCLUDE ItemID WHERE Items.GENRE IN (\\"a\\")'),
      [['filter-field', /^In the filter expression at character 22, /, 'Did you mean "GENRES"?']],
    ],
    [
      'a role without a key',
      parameterFile({ group: '"roleArn": "arn:aws:iam::123456789012:role/x"' }),
      [['kms-role', '"roleArn" is given without "kmsKeyArn".', /^Only a KMS key needs a role/]],
    ],
    [
      'a key without a role',
      parameterFile({ group: '"kmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/x"' }),
      [['kms-role', '"kmsKeyArn" is given without "roleArn".']],
    ],
    [
      'a hyperparameter of a recipe that has none',
      withSolution('"solutionConfig": {"algorithmHyperParameters": {"x": "1"}}', 'aws-popularity-count'),
      [['hyperparameter', 'aws-popularity-count has no hyperparameter "x"; it has none.']],
    ],
    [
      'a hyperparameter that the recipe does not have',
      withSolution('"solutionConfig": {"algorithmHyperParameters": {"x": "1"}}', 'aws-sims'),
      [['hyperparameter', /^aws-sims has no hyperparameter "x"; it has popularity_discount_factor, /]],
    ],
    ...['0', '41', 'x1', '1x', '-1'].map((jobs): [string, string, readonly Said[]] => [
      `"${jobs}" as the number of trainings of a search`,
      tuned(jobs),
      [['hpo-jobs', `"maxNumberOfTrainingJobs" is "${jobs}"; it must be a whole number from 1 to 40, as a string.`]],
    ]),
    ['a search of one training', tuned('1'), []],
    ['a search of forty trainings', tuned('40'), []],
    [
      'a schema without a field that its domain requires',
      parameterFile({
        group: '"domain": "VIDEO_ON_DEMAND"',
        datasets: [
          dataset('items', record('Items', FIELDS.items.slice(0, 2)), ['"name": "i"', '"domain": "VIDEO_ON_DEMAND"']),
        ],
      }),
      [['avro-required-field', /CREATION_TIMESTAMP/]],
    ],
    [
      'a metric that is misspelled',
      promoting('coverag'),
      [
        [
          'promotion-metric',
          'aws-user-personalization is not documented to report the metric "coverag".',
          'Did you mean "coverage"?',
        ],
      ],
    ],
    ['a metric whose name resembles no known metric', promoting('zzz'), [['promotion-metric', /"zzz"/, REPORTED]]],
    [
      'a metric of objectives, without an objective',
      promoting('average_rewards_at_k'),
      [['promotion-metric', /"average_rewards_at_k"/, REPORTED]],
    ],
    [
      'a minimum of 5 for a metric from 0 to 1',
      promoting('coverage', '', '"minimum": 5'),
      [
        [
          'promotion-limit',
          'Every value fails 5: coverage is from 0 to 1.',
          /^Write a share such as 0\.25; a change can be/,
        ],
      ],
    ],
    ['a metric of objectives, with an objective', promoting('average_rewards_at_k', OBJECTIVE), []],
    [
      'a batch job that asks for 0 results',
      withJob('"numResults": 0'),
      [['batch-results', '"numResults" is 0; it must be 1 to 500.']],
    ],
    ['a batch job that asks for 1 result', withJob('"numResults": 1'), []],
    [
      'settings of exploration that are misspelled or out of range',
      withSolution('', 'aws-user-personalization', [
        '"campaigns": [{"serviceConfig": {"name": "c", "campaignConfig": {"itemExplorationConfig": {"explorationItemAgeCutoff": "1", "explorationWeight": "2", "explorationItemAgeCutOff": "x"}}}}]',
      ]),
      [
        [
          'exploration-config',
          'itemExplorationConfig has no member "explorationItemAgeCutoff"; it has explorationWeight, explorationItemAgeCutOff.',
          'Did you mean "explorationItemAgeCutOff"?',
        ],
        ['exploration-config', '"explorationWeight" is "2"; it must be a number from 0 to 1.'],
        ['exploration-config', '"explorationItemAgeCutOff" is "x"; it must be a number of at least 0.'],
      ],
    ],
    [
      'a column of titles that is misspelled',
      withJob(
        '"batchInferenceJobMode": "THEME_GENERATION", "themeGenerationConfig": {"fieldsForThemeGeneration": {"itemName": "NAMES"}}',
        'aws-similar-items',
      ),
      [['themes-columns', 'The items have no column NAMES.', 'Did you mean "NAME"?']],
    ],
    [
      'a lookback period that is too short, without a further message about idleAfter',
      parameterFile({ sections: ['"capacity": {"lookBack": "1 h", "idleAfter": "2 d"}'] }),
      [['capacity-duration', '"1 h" must be from 1 d to 63 d.']],
    ],
    [
      'a high minimum of a campaign, with the TPS-hours that it bills',
      withSolution('', 'aws-sims', ['"campaigns": [{"serviceConfig": {"name": "c", "minProvisionedTPS": 1000}}]']),
      [['high-minimum', '1000 bills 720,000 TPS-hours in 30 days, whether requests come or not.', /^Begin with 1: /]],
    ],
    [
      'an idleAfter that is longer than the lookback period',
      parameterFile({ sections: ['"capacity": {"lookBack": "3 d", "idleAfter": "4 d"}'] }),
      [['capacity-duration', '"4 d" must be from 1 d to 3 d, the lookback period.']],
    ],
    [
      'a training every five minutes during some hours',
      withSchedule('cron(0/5 3,4 * * ? *)'),
      [
        [
          'frequent-schedule',
          /^It runs as often as every 5 minutes, but its work takes at least 16 minutes\./,
          /longer interval/,
        ],
      ],
    ],
    [
      'a schedule that runs only once',
      withSolution('', 'aws-sims', ['"workflowConfig": {"schedules": {"full": "at(2026-01-01T00:00:00)"}}']),
      [['schedule', /: it runs only once\.$/, /^E\.g\. "cron/]],
    ],
    [
      'a schedule whose years have passed',
      withSchedule('cron(0 3 1 1,6 ? 2018-2020)'),
      [
        [
          'schedule',
          '"cron(0 3 1 1,6 ? 2018-2020)" never runs again: the last time was 2020-06-01 03:00, and it is 2026-11-29 12:30 UTC now.',
          /^Change the year/,
        ],
      ],
    ],
    [
      "a schedule whose last time has passed in UTC, but perhaps not in the deployment's time zone",
      withSchedule('cron(0 3 29 11 ? 2026)'),
      [],
    ],
    [
      'a baseline that is the solution itself',
      comparing({ a: 'a' }),
      [
        [
          'promotion-over',
          '"a" is this solution itself: a solution cannot be its own baseline.',
          'Name another solution: b, c.',
        ],
      ],
    ],
    [
      'a baseline that the file does not have',
      comparing({ a: 'bb' }),
      [['promotion-over', 'The file has no solution "bb".', 'Did you mean "b"?']],
    ],
    [
      'a baseline whose name resembles no solution of the file',
      comparing({ a: 'popularity' }),
      [['promotion-over', 'The file has no solution "popularity".', 'Name another solution: b, c.']],
    ],
    [
      'baselines in a circle, but nothing for a solution that is compared with one in the circle',
      comparing({ a: 'b', b: 'c', c: 'b' }),
      [
        ['promotion-over', /^"c" is itself compared with "b", .*or through others/, /aws-popularity-count/],
        ['promotion-over', /^"b" is itself compared with "c"/, /aws-popularity-count/],
      ],
    ],
    [
      'a baseline of a rule that compares nothing',
      comparing({ a: 'b' }, '"minimum": 0.2'),
      [['promotion-over', /^The rule has no limit that compares/, /^Add "minimumRise"/]],
    ],
    [
      'a baseline that makes segments',
      comparing({ a: 'b' }, '"minimumRise": "20%"', 'aws-item-affinity'),
      [['promotion-over', /^Metrics of aws-user-personalization and aws-item-affinity do not compare/, /segments/]],
    ],
    [
      'a baseline whose metrics are not documented',
      comparing({ a: 'b' }, '"minimumRise": "20%"', 'aws-trending-now'),
      [],
    ],
    [
      'a minimum rise as a text without the percent sign',
      comparing({ a: 'b' }, '"minimumRise": "20"'),
      [['pattern', /percent/]],
    ],
    [
      'a minimum rise of 20 for a metric from 0 to 1',
      comparing({ a: 'b' }, '"minimumRise": 20'),
      [['promotion-limit', 'Every value fails 20: coverage is from 0 to 1.', /a change can be "25%" too/]],
    ],
    [
      'a rate of 100,000,000 days, which is more than a hundred years',
      withSchedule('rate(100000000 days)'),
      [['schedule', /cannot be a schedule: the interval is longer than a hundred years\.$/, /^E\.g\. "cron/]],
    ],
    [
      'a schedule on a day that does not exist',
      withSchedule('cron(0 3 31 2,4 ? *)'),
      [['schedule', '"cron(0 3 31 2,4 ? *)" never runs: its months never have such a day.', /^E\.g\. "cron/]],
    ],
    ...(
      [
        ['0 3 * * 0', 'cron(0 3 ? * SUN *)'],
        ['cron(0 3 * * 7)', 'cron(0 3 ? * SUN *)'],
        ['*/15 8-18 * * 1-5', 'cron(*/15 8-18 ? * MON-FRI *)'],
        ['30 2 1,15 * *', 'cron(30 2 1,15 * ? *)'],
        ['0 0 * JAN sat', 'cron(0 0 ? JAN sat *)'],
        ['0 4 * * *', 'cron(0 4 * * ? *)'],
      ] as const
    ).map(([text, meant]): [string, string, readonly Said[]] => [
      `the Unix cron expression ${text}`,
      withSchedule(text),
      [
        [
          'schedule',
          /is not a schedule expression/,
          `Write "${meant}": EventBridge has a field for the year, and its Sunday is 1.`,
        ],
      ],
    ]),
    ...['0 3 1 * 1', '0 3 * * 8', 'every day'].map((text): [string, string, readonly Said[]] => [
      `${text}, for which no schedule expression can be suggested`,
      withSchedule(text),
      [['schedule', /is not a schedule expression/, /^E\.g\. "cron/]],
    ]),
  ])('reports exactly the expected problems, with rule, message and hint, for %s', (_what, text, said) => {
    // Act
    const { problems } = validateParameterFile(text, {}, new Date('2026-11-29T12:30:59Z'));

    // Assess
    expect(problems.map(({ rule, message, hint }) => [rule, message, hint])).toEqual(
      said.map(([rule, message, hint]) => [rule, matching(message), matching(hint)]),
    );
  });

  it.each(['minimum', 'maximum', 'maximumDrop', 'maximumRise', 'minimumRise', 'over'])(
    'reports an object in place of the value of %s in a promotion rule, even if String() throws for the object',
    (limit) => {
      // Prepare
      const rule = { metric: 'coverage', minimum: 0.1, maximum: 0.2, [limit]: { toString: 1 } };
      const promotion = JSON.stringify({ rules: [rule] });
      const text = parameterFile({
        sections: [list('solutions', solution('a', 'aws-sims', '', [`"workflowConfig": {"promotion": ${promotion}}`]))],
      });

      // Act
      const { problems } = validateParameterFile(text, {}, new Date('2026-11-29T12:30:59Z'));

      // Assess
      const path = `/solutions/0/workflowConfig/promotion/rules/0/${limit}`;
      expect(problems).toEqual([expect.objectContaining({ rule: 'type', path })]);
    },
  );
});
