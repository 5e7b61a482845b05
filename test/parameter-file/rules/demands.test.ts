import { demandOf } from '../../../parameter-file/rules/demands';
import { RULES } from '../../../parameter-file/rules/index';

describe('what a rule demands', () => {
  it.each([
    ['a rule of single values', 'required-member', 'All required members are present.'],
    ['a rule across members', RULES[0]?.name ?? '', RULES[0]?.demands],
    ['an unknown rule', 'no-rule', undefined],
  ])('is told of %s', (_what, rule, demand) => {
    // Act and assess
    expect(demandOf(rule)).toBe(demand);
  });
});
