import { variableValues } from '../../local/synthesized-stack';

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
      'prefers options to TF_VAR_*, and ignores TF_VAR_* of other stacks',
      { name: 'option' },
      { TF_VAR_name: 'env', TF_VAR_days: '9', TF_VAR_other: 'x' },
      { name: 'option', days: 9 },
    ],
    [
      'ignores empty values of the environment, but not of options',
      { name: '', days: '' },
      { TF_VAR_name: 'env', TF_VAR_tags: '' },
      { name: '', days: '' },
    ],
    [
      'passes unreadable and unknown values on to the stack, which refuses them',
      { tags: 'no map', unknown: 'x' },
      {},
      { tags: 'no map', unknown: 'x' },
    ],
  ])('%s', (_, given, environment, expected) => {
    // Act and assess
    expect(variableValues(DECLARED, new Map(Object.entries(given)), environment)).toEqual(expected);
  });
});
