import fc from 'fast-check';
import { readAcceptedFile } from '../../../lib/parameter-file/check-file';
import { fillPlaceholders, givenValue, literal, type Values } from '../../../lib/parameter-file/placeholders';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { essence, marked } from './marked-text';
import { dataset, filter, list, parameterFile, solution } from './sample-text';

const VALUES: Values = { stage: 'dev', 'min-tps': '2', off: 'false', empty: '' };

function filled(text: string, values: Values = VALUES) {
  return fillPlaceholders(text, values);
}

describe('fillPlaceholders', () => {
  test.each([
    ['shop-${stage}', 'shop-dev'],
    ['${stage}${stage}-${min-tps}', 'devdev-2'],
    ['${ stage }', 'dev'],
    ['a${empty}b', 'ab'],
    ['$${stage}', '${stage}'],
    ['$$${stage}', '$${stage}'],
    ['$GENRE, 5 $ and {stage}', '$GENRE, 5 $ and {stage}'],
    ['%{if}', '%{if}'],
  ])('returns for the text %s the text %s', (text, expected) => {
    // Act
    const { value, findings } = filled(text);

    // Assess
    expect(value).toBe(expected);
    expect(findings).toEqual([]);
  });

  test('fills strings at every depth, but no keys, and reports the values that it used', () => {
    // Act
    const { value, used } = fillPlaceholders({ '${stage}': [{ a: '${stage}', b: 1 }, null, true] }, VALUES);

    // Assess
    expect(value).toEqual({ '${stage}': [{ a: 'dev', b: 1 }, null, true] });
    expect(used).toEqual({ stage: 'dev' });
  });

  test('does not fill placeholders in the value of another placeholder', () => {
    // Act and assess
    expect(filled('${a}', { a: '${b}', b: 'x' }).value).toBe('${b}');
  });

  test.each(['constructor', '__proto__'])(
    'reports %s as a placeholder without a value, although every object inherits a member with this name',
    (name) => {
      // Act and assess
      expect(filled(`\${${name}}`, {}).findings).toHaveLength(1);
    },
  );

  test('stops filling, with an error, once the values add more than 1,048,576 characters', () => {
    // Prepare
    const text = '${a}'.repeat(2000);

    // Act
    const { value, findings } = filled(text, { a: 'x'.repeat(1000) });

    // Assess
    expect(String(value).length).toBeLessThan(1_100_000);
    expect(findings[0]).toMatchObject({ rule: 'placeholder', message: expect.stringContaining('add more than') });
  });
});

describe('literal', () => {
  test('escapes any text, so that filling in values gives the same text again', () => {
    // Prepare
    const texts = fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', '%') });

    // Act and assess
    fc.assert(
      fc.property(texts, (text) => {
        const { value, findings } = filled(literal(text), { a: 'filled' });
        expect(value).toBe(text);
        expect(findings).toEqual([]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('givenValue', () => {
  test.each([
    ['reads stage=dev', 'stage=dev', { stage: 'dev' }],
    ['reads a-b_1=x=y', 'a-b_1=x=y', { 'a-b_1': 'x=y' }],
    ['reads empty=', 'empty=', { empty: '' }],
    ['refuses a name without a value', 'stage', undefined],
    ['refuses a name that begins with a digit', '1a=b', undefined],
  ])('%s', (_, text, expected) => {
    // Act and assess
    expect(givenValue(text)).toEqual(expected);
  });
});

describe('validateParameterFile with values', () => {
  test('accepts placeholders in texts, and in place of numbers and booleans', () => {
    // Prepare
    const config = {
      name: 'for-you-${stage}',
      recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization',
      performHPO: '${off}',
      tags: [{ tagKey: 'stage', tagValue: '${stage}' }],
    };
    const campaigns = [{ serviceConfig: { name: 'for-you-${stage}', minProvisionedTPS: '${min-tps}' } }];
    const file = {
      datasetGroup: { serviceConfig: { name: 'shop-${stage}' } },
      solutions: [{ serviceConfig: config, campaigns }],
    };

    // Act
    const { problems, ...validation } = validateParameterFile(JSON.stringify(file), VALUES);

    // Assess
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(validation.file?.datasetGroup.serviceConfig.name).toBe('shop-dev');
    const [filledSolution] = validation.file?.solutions ?? [];
    expect(filledSolution?.serviceConfig).toMatchObject({ performHPO: false, tags: [{ tagValue: 'dev' }] });
    expect(filledSolution?.campaigns?.[0]?.serviceConfig.minProvisionedTPS).toBe(2);
    expect(validation.values).toEqual({ stage: 'dev', off: 'false', 'min-tps': '2' });
  });

  test('accepts placeholders for numbers and for percentages where a file may have either', () => {
    // Prepare
    const rules = [{ metric: 'coverage', minimumRise: '${rise}', maximumDrop: '${drop}', maximumRise: '5${percent}' }];
    const config = { name: 's', recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization' };
    const file = {
      datasetGroup: { serviceConfig: { name: 'shop' } },
      solutions: [{ serviceConfig: config, workflowConfig: { promotion: { rules } } }],
    };
    const values = { rise: '0.1', drop: '10%', percent: '%' };

    // Act
    const validation = validateParameterFile(JSON.stringify(file), values);

    // Assess
    expect(validation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(validation.file?.solutions?.[0]?.workflowConfig?.promotion?.rules).toEqual([
      { metric: 'coverage', minimumRise: 0.1, maximumDrop: '10%', maximumRise: '5%' },
    ]);
  });

  test.each([
    ['an unknown placeholder', 'shop-§${stag}', 'Did you mean "stage"?'],
    ['an unknown placeholder after a known one', '${stage}\\u002d\\n§${other}', '--value other=...'],
    ['an expression', '§${upper(stage)}', 'Write "$${" for a literal "${".'],
    ['a placeholder that is not closed', 'a§${stage', 'Write "$${" for a literal "${".'],
  ])('reports %s at its place, with a hint, and nothing else', (_what, name, hint) => {
    // Prepare
    const { text, line, column } = marked(`{"datasetGroup": {"serviceConfig":\n {"name": "${name}"}}}`);

    // Act
    const { problems } = validateParameterFile(text, VALUES);

    // Assess
    expect(essence(problems)).toEqual([{ severity: 'error', rule: 'placeholder', line, column }]);
    expect(problems[0]?.hint).toContain(hint);
  });

  test('names the placeholder without a value, and all placeholders with one', () => {
    // Act
    const { problems } = validateParameterFile('{"datasetGroup": {"serviceConfig": {"name": "${x}"}}}', VALUES);

    // Assess
    expect(problems[0]?.message).toBe(
      '/datasetGroup/serviceConfig/name has the placeholder ${x}, which has no value; known are empty, min-tps, off, stage.',
    );
  });

  test('points at the place in the original text if the filled text is wrong there', () => {
    // Prepare
    const { text, line, column } = marked(
      parameterFile({
        sections: [list('filters', filter('f', 'EXCLUDE ItemID WHERE Items.${stage}X IN (\\"a\\") §${stage} AND'))],
      }),
    );

    // Act
    const { problems } = validateParameterFile(text, VALUES);

    // Assess
    expect(essence(problems.filter(({ rule }) => rule === 'filter-syntax'))).toEqual([
      { severity: 'error', rule: 'filter-syntax', line, column },
    ]);
  });

  test('checks the file after values are filled in', () => {
    // Prepare
    const campaigns = list('campaigns', '{"serviceConfig": {"name": "c", "minProvisionedTPS": §"${stage}"}}');
    const { text, line, column } = marked(
      parameterFile({ sections: [list('solutions', solution('s', 'aws-user-personalization', '', [campaigns]))] }),
    );

    // Act
    const { problems } = validateParameterFile(text, VALUES);

    // Assess
    expect(essence(problems)).toEqual([{ severity: 'error', rule: 'type', line, column }]);
    expect(problems[0]?.message).toContain('is "dev"; it must be a whole number');
  });

  test('reports unknown members and malformed placeholders even if values are unknown', () => {
    // Prepare
    const text = '{"datasetGroup": {"serviceConfig": {"name": "a ${stage}", "nmae": ""}}, "tags": "${}"}';

    // Act
    const { problems } = validateParameterFile(text, 'unknown');

    // Assess
    expect(problems.map(({ rule }) => rule)).toEqual(['unknown-member', 'placeholder']);
  });

  const promotion =
    '"workflowConfig": {"promotion": {"rules": [{"metric": "coverage", "maximumDrop": "5%", "over": "b"}]}}';
  const ofDomain = dataset('users', undefined, ['"name": "users-schema"', '"domain": "ECOMMERCE"']);
  test.each([
    ['lookback period', parameterFile({ sections: ['"capacity": {"lookBack": "${days}", "idleAfter": "30 days"}'] })],
    ['domain', parameterFile({ group: '"domain": "${domain}"', datasets: [ofDomain] })],
    [
      'name of a solution',
      parameterFile({
        sections: [list('solutions', solution('a', 'aws-sims', '', [promotion]), solution('${b}', 'aws-sims'))],
      }),
    ],
  ])('compares nothing with a %s that is unknown', (_, text) => {
    // Act
    const { problems } = validateParameterFile(text, 'unknown');

    // Assess
    expect(problems).toEqual([]);
  });

  test('reports an invalid lookback period once', () => {
    // Prepare
    const text = parameterFile({ sections: ['"capacity": {"lookBack": "two months", "idleAfter": "30 days"}'] });

    // Act
    const { problems } = validateParameterFile(text);

    // Assess
    expect(problems.map(({ path }) => path)).toEqual(['/capacity/lookBack']);
  });
});

describe('readAcceptedFile', () => {
  const text = '{"datasetGroup": {"serviceConfig": {"name": "shop-${stage}"}}}';

  test('fills in the values that were accepted with the file', () => {
    // Act and assess
    expect(readAcceptedFile(text, { values: { stage: 'old' } }).file?.datasetGroup.serviceConfig.name).toBe('shop-old');
  });

  test('refuses a file with placeholders but without values', () => {
    // Act and assess
    expect(essence(readAcceptedFile(text, {}).problems)).toMatchObject([{ rule: 'placeholder' }]);
  });
});
