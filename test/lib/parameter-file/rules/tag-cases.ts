import { parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const tag = (key: string, value = '"value"') => `{"tagKey": ${key}, "tagValue": ${value}}`;
const rootTags = (...tags: readonly string[]) => parameterFile({ sections: [`"tags": [${tags.join(', ')}]`] });
const versionTags = (...tags: readonly string[]) =>
  parameterFile({
    sections: [`"solutions": [${solution('a', 'aws-sims', `"solutionVersion": {"tags": [${tags.join(', ')}]}`)}]`],
  });
const solutionTags = (...tags: readonly string[]) =>
  parameterFile({ sections: [`"solutions": [${solution('a', 'aws-sims', `"tags": [${tags.join(', ')}]`)}]`] });
const fifty = Array.from({ length: 50 }, (_, index) => tag(`"k${index}"`));

export const TAG_CASES: readonly RuleCase[] = [
  {
    rule: 'unique-tag-keys',
    what: 'two root tags with the same key',
    valid: rootTags(tag('"team"'), tag('"Team"')),
    invalid: rootTags(tag('"team"'), tag('"cost"'), tag('§"team"')),
  },
  {
    rule: 'unique-tag-keys',
    what: 'two tags of a solution version with the same key',
    valid: versionTags(tag('"team"')),
    invalid: versionTags(tag('"team"'), tag('§"team"')),
  },
  { rule: 'tag-prefix', what: 'a key with aws:', valid: rootTags(tag('"laws:x"')), invalid: rootTags(tag('§"aws:x"')) },
  {
    rule: 'tag-prefix',
    what: 'a value with AWS:',
    valid: rootTags(tag('"x"', '"AWS"')),
    invalid: rootTags(tag('"x"', '§"AWS:y"')),
  },
  {
    rule: 'owner-tag',
    severity: 'warning',
    what: 'the owner tag as a root tag',
    valid: rootTags(tag('"team"', '"personalize-mlops"')),
    invalid: rootTags(tag('"team"'), tag('§"personalize-mlops"')),
  },
  {
    rule: 'owner-tag',
    severity: 'warning',
    what: 'the owner tag as a tag of a solution',
    valid: versionTags(tag('"personalize-mlops"')),
    invalid: solutionTags(tag('§"personalize-mlops"')),
  },
  {
    rule: 'tag-count',
    what: 'fifty tags of a solution',
    valid: versionTags(...fifty),
    invalid: solutionTags(...fifty).replace('"tags"', '§"tags"'),
  },
];
