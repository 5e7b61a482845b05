import { RULES } from '../../../../lib/parameter-file/rules/index';
import { BASIC_RULES, ruleText } from '../../../../lib/parameter-file/rules/rule-texts';
import { validateParameterFile } from '../../../../lib/parameter-file/validate';

const group = (members: string) => `{"datasetGroup": {"serviceConfig": {${members}}}}`;

/** Files that break a single rule and have no other error, by the rule's name. */
const BROKEN: Readonly<Record<string, string | Uint8Array>> = {
  'file-size': ' '.repeat(1024 * 1024 + 1),
  encoding: Buffer.from('{}', 'utf16le'),
  'json-syntax': '{',
  nesting: '['.repeat(101),
  'element-count': `[${'1,'.repeat(2000)}1]`,
  'key-length': `{"${'k'.repeat(257)}": 1}`,
  'duplicate-key': group('"name": "a", "name": "b"'),
  'forbidden-key': '{"__proto__": 1}',
  placeholder: group('"name": "${unknown}"'),
  type: group('"name": 1'),
  'required-member': group(''),
  'unknown-member': group('"name": "a", "nmae": "b"'),
  'supplied-by-workflow':
    '{"datasetGroup": {"serviceConfig": {"name": "a"}}, "filters": [{"serviceConfig": {"name": "f", "filterExpression": "INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"*\\")", "datasetGroupArn": "a"}}]}',
  min: group('"name": ""'),
  max: group(`"name": "${'a'.repeat(64)}"`),
  pattern: group('"name": "a b"'),
  enum: group('"name": "a", "domain": "SHOP"'),
};

describe('the text of a rule', () => {
  it.each([
    ['is found by the name of a rule about single values', 'required-member', 'All required members are present.'],
    ['is found by the name of a rule across members', RULES[0]?.name ?? '', RULES[0]?.demands],
    ['is absent for an unknown rule', 'no-rule', undefined],
  ])('%s', (_what, rule, demand) => {
    // Act and assess
    expect(ruleText(rule)).toBe(demand);
  });
});

describe('a file that breaks a rule about single values', () => {
  it.each(Object.keys(BASIC_RULES))('has no error of any other rule if it breaks %s', (rule) => {
    // Act
    const { problems } = validateParameterFile(BROKEN[rule] ?? '');

    // Assess
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => error.rule)).toEqual([rule]);
  });
});
