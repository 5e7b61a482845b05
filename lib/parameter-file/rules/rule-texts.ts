import { RULES } from './index';

/** Rules about the file's text, its keys and its single values, each as one sentence for the reference, by the name of the rule. */
export const BASIC_RULES: Readonly<Record<string, string>> = {
  'file-size': 'A file has at most 1 MiB.',
  encoding: 'A file is in UTF-8.',
  'json-syntax': 'A file is JSON, without comments.',
  nesting: 'A file nests at most 100 levels deep.',
  'element-count': 'A list or object has at most 2,000 elements, a file 100,000 values.',
  'key-length': 'A key has at most 256 characters.',
  'duplicate-key': 'Keys of an object are unique.',
  'forbidden-key': 'No key is `__proto__`.',
  placeholder: 'A placeholder is `${name}` and has a value; `$${` is a literal `${`.',
  type: 'A value has the type of its member, never `null`.',
  'required-member': 'All required members are present.',
  'unknown-member': 'All members are known.',
  'supplied-by-workflow': 'Members that the workflow supplies are absent.',
  min: 'Numbers and lengths are within their limits.',
  max: 'Numbers and lengths are within their limits.',
  pattern: 'A text has the form that its member requires.',
  enum: 'A text is one of the values that its member allows.',
};

const TEXTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(BASIC_RULES),
  ...RULES.map(({ name, demands }) => [name, demands] as const),
]);

/** The rule as one sentence; undefined for an unknown name. */
export function ruleText(rule: string): string | undefined {
  return TEXTS.get(rule);
}
