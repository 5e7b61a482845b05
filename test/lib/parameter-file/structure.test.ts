import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { essence, marked } from './marked-text';
import { dataset, list, parameterFile, solution } from './sample-text';

const withSolution = (config: string) =>
  parameterFile({ sections: [list('solutions', solution('a', 'aws-user-personalization', config))] });
const withMember = (section: string) => parameterFile({ sections: [section] });
const batchJob = (config: string) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', 'aws-user-personalization', '', [`"batchInferenceJobs": [{"serviceConfig": {${config}}}]`]),
      ),
    ],
  });

describe('a parameter file', () => {
  it.each([
    ['an unknown section', withMember('§"solution": []'), 'unknown-member'],
    ['an unknown member of a request', withSolution('§"performHpo": true'), 'unknown-member'],
    [
      'an unknown member deep in a request',
      withSolution('"solutionConfig": {"hpoConfig": {§"objective": {}}}'),
      'unknown-member',
    ],
    ['a member whose name every object inherits', withMember('§"constructor": {}'), 'unknown-member'],
    [
      'an unknown member of a schedule',
      withMember(
        '"solutions": [{"serviceConfig": {"name": "a", "recipeArn": "arn:aws:personalize:::recipe/aws-sims"}, "workflowConfig": {"schedules": {"full": {"expression": "rate(1 day)", §"timeZone": "UTC"}}}}]',
      ),
      'unknown-member',
    ],
    ['a missing section', '§{"datasets": {}}', 'required-member'],
    ['a missing request', '{"datasetGroup": §{}}', 'required-member'],
    [
      'a missing member of a request',
      '{"datasetGroup": {"serviceConfig": §{"domain": "ECOMMERCE"}}}',
      'required-member',
    ],
    [
      'a solution without a recipe, which the API accepts,',
      withMember('"solutions": [{"serviceConfig": §{"name": "a"}}]'),
      'required-member',
    ],
    [
      'a dataset without schema',
      parameterFile({ datasets: ['"users": §{"dataset": {"serviceConfig": {"name": "u"}}}'] }),
      'required-member',
    ],
    ['an object in place of a list', withMember('"filters": §{}'), 'type'],
    ['a list in place of an object', withMember('"eventTracker": §[]'), 'type'],
    ['null in place of an object', withMember('"eventTracker": §null'), 'type'],
    ['a string in place of a boolean', withSolution('"performHPO": §"true"'), 'type'],
    [
      'a number in place of the text of a hyperparameter',
      withSolution('"solutionConfig": {"algorithmHyperParameters": {"bptt": §2}}'),
      'type',
    ],
    ['a fraction in place of a whole number', batchJob('"numResults": §2.5'), 'type'],
    ['a number in place of a schema', parameterFile({ datasets: [dataset('users', '§7')] }), 'type'],
    [
      'a number in place of a schedule',
      '{"datasetGroup": {"serviceConfig": {"name": "g"}, "workflowConfig": {"schedules": {"import": §6}}}}',
      'type',
    ],
    [
      'a number in place of a duration',
      '{"datasetGroup": {"serviceConfig": {"name": "g"}, "workflowConfig": {"maxAge": §6}}}',
      'type',
    ],
    ['a name with a blank', '{"datasetGroup": {"serviceConfig": {"name": §"my group"}}}', 'pattern'],
    ['a name with a line break at its end', '{"datasetGroup": {"serviceConfig": {"name": §"group\\n"}}}', 'pattern'],
    ['an empty name', '{"datasetGroup": {"serviceConfig": {"name": §""}}}', 'min'],
    ['a name of 64 characters', `{"datasetGroup": {"serviceConfig": {"name": §"${'n'.repeat(64)}"}}}`, 'max'],
    [
      'a number below its range',
      '{"datasetGroup": {"serviceConfig": {"name": "g"}, "workflowConfig": {"schedules": {"import": {"expression": "rate(1 day)", "flexibleTimeWindowMinutes": §0}}}}}',
      'min',
    ],
    [
      'a number above its range',
      withSolution('"solutionConfig": {"eventsConfig": {"eventParametersList": [{"weight": §1.5}]}}').replaceAll(
        'aws-user-personalization',
        'aws-user-personalization-v2',
      ),
      'max',
    ],
    ['an unknown value', '{"datasetGroup": {"serviceConfig": {"name": "g", "domain": §"ECOMERCE"}}}', 'enum'],
    [
      '51 tags',
      withMember(
        `"tags": §[${Array.from({ length: 51 }, (_, index) => `{"tagKey": "k${index}", "tagValue": ""}`).join()}]`,
      ),
      'max',
    ],
    ['a tag without value', withMember('"tags": [§{"tagKey": "k"}]'), 'required-member'],
    ['a tag with a forbidden character', withMember('"tags": [{"tagKey": §"k!", "tagValue": ""}]'), 'pattern'],
    [
      'tags on a schema',
      parameterFile({ datasets: [dataset('users', undefined, ['"name": "s"', '§"tags": []'])] }),
      'unknown-member',
    ],
    [
      'a map with an unknown key',
      parameterFile({
        sections: [
          list(
            'solutions',
            solution('a', 'aws-semantic-similarity', '', [
              '"campaigns": [{"serviceConfig": {"name": "c", "campaignConfig": {"rankingInfluence": {§"POPULAR": 1}}}}]',
            ]),
          ),
        ],
      }),
      'enum',
    ],
    ['the ARN of a parent', withSolution('§"datasetGroupArn": "arn:aws:personalize:::x/y"'), 'supplied-by-workflow'],
    ['a job name', batchJob('§"jobName": "j"'), 'supplied-by-workflow'],
    ['the role of a batch job', batchJob('§"roleArn": "arn:aws:iam::123456789012:role/x"'), 'supplied-by-workflow'],
    [
      'the S3 path of a job input',
      batchJob('§"jobInput": {"s3DataSource": {"path": "s3://b/k"}}'),
      'supplied-by-workflow',
    ],
    ['a data source', parameterFile({ datasets: ['"serviceConfig": {§"dataSource": {}}'] }), 'supplied-by-workflow'],
    ['the solution of a version', withSolution('"solutionVersion": {§"solutionArn": "x"}'), 'supplied-by-workflow'],
  ])('with %s is refused, with line and column', (_, textWithMark, rule) => {
    // Prepare
    const { text, line, column } = marked(textWithMark);

    // Act
    const { problems, valid, file } = validateParameterFile(text);

    // Assess
    expect(essence(problems)).toEqual([{ severity: 'error', rule, line, column }]);
    expect(valid).toBe(false);
    expect(file).toBeUndefined();
  });

  it.each([
    ['nothing but a dataset group', '{"datasetGroup": {"serviceConfig": {"name": "g"}}}'],
    ['a schema reference for editors', withMember('"$schema": "node_modules/personalize-mlops/schema.json"')],
    [
      'maxAge inside "schedules", as in the AWS solution,',
      withMember(
        '"solutions": [{"serviceConfig": {"name": "a", "recipeArn": "arn:aws:personalize:::recipe/aws-sims"}, "workflowConfig": {"schedules": {"maxAge": "1 day"}}}]',
      ),
    ],
    [
      'a version with name, mode and tags',
      withSolution('"solutionVersion": {"name": "v1", "trainingMode": "FULL", "tags": []}'),
    ],
    [
      'import settings',
      parameterFile({
        datasets: ['"serviceConfig": {"importMode": "INCREMENTAL", "publishAttributionMetricsToS3": false}'],
      }),
    ],
  ])('with %s is accepted', (_, text) => {
    // Act
    const { problems } = validateParameterFile(text);

    // Assess
    expect(problems).toEqual([]);
  });

  it.each([
    ['a misspelled section', withMember('"filtres": []'), 'Did you mean "filters"?'],
    ['a misspelled member of a request', withSolution('"performHpo": true'), 'Did you mean "performHPO"?'],
    [
      'a misspelled member that this project adds to a request',
      withSolution('"solutionVersions": {}'),
      'Did you mean "solutionVersion"?',
    ],
    [
      'a misspelled value',
      '{"datasetGroup": {"serviceConfig": {"name": "g", "domain": "ECOMERCE"}}}',
      'Did you mean "ECOMMERCE"?',
    ],
    [
      'a misspelled recipe',
      withMember(
        '"solutions": [{"serviceConfig": {"name": "a", "recipeArn": "arn:aws:personalize:::recipe/aws-simms"}}]',
      ),
      'Did you mean "arn:aws:personalize:::recipe/aws-sims"?',
    ],
    [
      'a misspelled field of a filter',
      withMember(
        '"filters": [{"serviceConfig": {"name": "f", "filterExpression": "INCLUDE ItemID WHERE Items.GENRE IN (\\"a\\")"}}]',
      ),
      'Did you mean "GENRES"?',
    ],
    ['a member that the workflow supplies', batchJob('"jobName": "j"'), 'Leave it out.'],
  ])('is reported with the expected hint for %s', (_, text, hint) => {
    // Act
    const { problems } = validateParameterFile(text);

    // Assess
    expect(problems.map((problem) => problem.hint)).toEqual([hint]);
  });

  it('is reported without a hint for a malformed ARN of a recipe', () => {
    // Act
    const { problems } = validateParameterFile(
      withMember(
        '"solutions": [{"serviceConfig": {"name": "a", "recipeArn": "arn:aws:personalize::recipe/aws-sims:"}}]',
      ),
    );

    // Assess
    expect(problems.map((problem) => problem.hint)).toEqual([undefined]);
  });

  it('is refused with the path, the value and what to write', () => {
    // Act
    const { problems } = validateParameterFile('{"datasetGroup": {"serviceConfig": {"name": "my group"}}}');

    // Assess
    expect(problems).toEqual([
      {
        severity: 'error',
        path: '/datasetGroup/serviceConfig/name',
        line: 1,
        column: 45,
        value: 'my group',
        rule: 'pattern',
        message:
          '/datasetGroup/serviceConfig/name is "my group"; it must be letters, digits, "-" and "_", beginning with a letter or digit.',
      },
    ]);
  });

  it('is refused with all problems at once, in the order of the text', () => {
    // Prepare
    const text = `{
      "filters": [{"serviceConfig": {"name": "f", "filterExpression": "INCLUDE"}}],
      "datasetGroup": {"serviceConfig": {"name": ""}},
      "extra": 1
    }`;

    // Act
    const { problems } = validateParameterFile(text);

    // Assess
    expect(problems.map(({ rule, line }) => [rule, line])).toEqual([
      ['filter-syntax', 2],
      ['min', 3],
      ['unknown-member', 4],
    ]);
  });

  it('is refused with a hint that names the intended member, domain, recipe or time zone', () => {
    // Prepare
    const text = parameterFile({
      sections: [
        list(
          'solutions',
          solution('a', 'aws-user-personalisation', '"performHpo": true', [
            '"workflowConfig": {"schedules": {"full": {"expression": "rate(1 day)", "timezone": "Europe/Berln"}}}',
          ]),
        ),
      ],
      group: '"domain": "ECOMERCE"',
    });

    // Act
    const { problems } = validateParameterFile(text);

    // Assess
    expect(problems.map(({ hint }) => hint)).toEqual([
      'Did you mean "ECOMMERCE"?',
      'Did you mean "arn:aws:personalize:::recipe/aws-user-personalization"?',
      'Did you mean "performHPO"?',
      'Did you mean "Europe/Berlin"?',
    ]);
  });

  it('is checked to its end even if a key is duplicated', () => {
    // Act
    const { problems } = validateParameterFile(
      '{"datasetGroup": {"serviceConfig": {"name": "a", "name": ""}}, "filter": []}',
    );

    // Assess
    expect(problems.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'duplicate-key /datasetGroup/serviceConfig/name',
      'min /datasetGroup/serviceConfig/name',
      'unknown-member /filter',
    ]);
  });
});
