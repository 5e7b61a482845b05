import { declaredVariables, variableValues } from '../../local/synthesized-stack';

const DECLARED = { name: { type: 'string' }, tags: { type: '${map(string)}' }, days: { type: 'number' } };

describe('variableValues', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, object]>([
    [
      'reads string variables as text, and other variables as JSON',
      { name: '7', tags: '{"a":"b"}', days: '7' },
      {},
      { name: '7', tags: { a: 'b' }, days: 7 },
    ],
    [
      'prefers options to TF_VAR_*, and ignores TF_VAR_* for variables that the stack does not declare',
      { name: 'option' },
      { TF_VAR_name: 'env', TF_VAR_days: '9', TF_VAR_other: 'x' },
      { name: 'option', days: 9 },
    ],
    [
      'ignores empty TF_VAR_*, but not empty options',
      { name: '', days: '' },
      { TF_VAR_name: 'env', TF_VAR_tags: '' },
      { name: '', days: '' },
    ],
    [
      'passes a number that is too large for JavaScript on as text, so that the stack refuses it',
      { days: '1e400' },
      {},
      { days: '1e400' },
    ],
    [
      'passes on values that are not JSON and variables that are not declared, so that the stack refuses them',
      { tags: 'no map', unknown: 'x' },
      {},
      { tags: 'no map', unknown: 'x' },
    ],
  ])('%s', (_, given, environment, expected) => {
    // Act and assess
    expect(variableValues(DECLARED, new Map(Object.entries(given)), environment)).toEqual(expected);
  });
});

describe('declaredVariables', () => {
  it.each(['', 'null', '[]', '{}', '{"resource":5}', '{"datasetGroup":{}}', 'no json'])(
    'refuses a file with the content %j, and says how to make a stack',
    (text) => {
      // Act and assess
      expect(() => declaredVariables('my-stack.json', text)).toThrow(
        /^my-stack\.json is not a synthesized stack: .* 'npm run synth' writes such a file to cdktf\.out/,
      );
    },
  );

  it('returns the variables of a synthesized stack, which may have none', () => {
    // Act and assess
    expect(declaredVariables('cdk.tf.json', JSON.stringify({ resource: {}, variable: DECLARED }))).toEqual(DECLARED);
    expect(declaredVariables('cdk.tf.json', '{"resource":{}}')).toEqual({});
  });
});
