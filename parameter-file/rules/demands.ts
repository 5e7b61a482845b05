import { RULES } from './index';

/** What every parameter file is held to before the rules across fields, by rule name; one sentence each, for the reference. */
export const BASIC_RULES: Readonly<Record<string, string>> = {
  'file-size': 'A file has at most 1 MiB.',
  encoding: 'A file is UTF-8; a byte-order mark is fine.',
  'json-syntax': 'A file is JSON, without comments and trailing commas.',
  nesting: 'A file nests at most 100 levels deep.',
  'element-count': 'A list or object has at most 2,000 elements, a file at most 100,000 values.',
  'key-length': 'A key has at most 256 characters.',
  'duplicate-key': 'A key stands once in an object.',
  'forbidden-key': 'No key is `__proto__`.',
  type: 'A value has the type that its place asks for; `null` is of none.',
  'required-member': 'What is required is there.',
  'unknown-member': 'Everything in the file is known: a mistyped key is not ignored.',
  'supplied-by-workflow': 'What the workflow fills in by itself is left out.',
  min: 'A number is not too small, a text not too short.',
  max: 'A number is not too large, a text not too long, a list has not too many elements.',
  pattern: 'A text has the form that Personalize asks for.',
  enum: 'A text is one of those that Personalize knows.',
};

const DEMANDS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(BASIC_RULES),
  ...RULES.map(({ name, demands }) => [name, demands] as const),
]);

/** What a rule demands, one sentence; undefined if there is no such rule. */
export function demandOf(rule: string): string | undefined {
  return DEMANDS.get(rule);
}
