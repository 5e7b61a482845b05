import { variableValues } from '../../local/synthesized-stack';

const DECLARED = { name: { type: 'string' }, tags: { type: '${map(string)}' }, days: { type: 'number' } };

describe('variableValues', () => {
  it('reads values of strings as text and others as JSON', () => {
    const given = new Map([
      ['name', '7'],
      ['tags', '{"a":"b"}'],
      ['days', '7'],
    ]);
    expect(variableValues(DECLARED, given, {})).toEqual({ name: '7', tags: { a: 'b' }, days: 7 });
  });

  it('prefers options to TF_VAR_*, and ignores TF_VAR_* of other stacks', () => {
    const environment = { TF_VAR_name: 'env', TF_VAR_days: '9', TF_VAR_other: 'x' };
    expect(variableValues(DECLARED, new Map([['name', 'option']]), environment)).toEqual({ name: 'option', days: 9 });
  });

  it('ignores empty values in the environment only', () => {
    const given = new Map([
      ['name', ''],
      ['days', ''],
    ]);
    expect(variableValues(DECLARED, given, { TF_VAR_name: 'env', TF_VAR_tags: '' })).toEqual({ name: '', days: '' });
  });

  it('passes on values that it cannot read or does not know, which the stack refuses', () => {
    const given = new Map([
      ['tags', 'no map'],
      ['unknown', 'x'],
    ]);
    expect(variableValues(DECLARED, given, {})).toEqual({ tags: 'no map', unknown: 'x' });
  });
});
