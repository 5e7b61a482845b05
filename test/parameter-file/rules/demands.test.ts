import { RULES } from '../../../parameter-file/rules';
import { BASIC_RULES } from '../../../parameter-file/rules/demands';
import { validateParameterFile } from '../../../parameter-file/validate';

const group = (members: string) => `{"datasetGroup": {"serviceConfig": {${members}}}}`;

/** A file that breaks nothing but the rule. */
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

describe('the basic rules', () => {
  it.each(Object.keys(BASIC_RULES))('%s is what a file breaks, and nothing else', (rule) => {
    // Act
    const { problems } = validateParameterFile(BROKEN[rule] ?? '');

    // Assess
    const others = RULES.map(({ name }) => name);
    expect(problems.map((problem) => problem.rule).filter((name) => !others.includes(name))).toEqual([rule]);
  });
});
