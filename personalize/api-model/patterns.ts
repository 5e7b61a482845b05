/**
 * Patterns of the model that try all ways to divide a text that does not match, each with one that takes the same texts
 * and reads them once: a wrong text of a megabyte must not take minutes.
 */
const LINEAR: Readonly<Record<string, string>> = {
  // Two fields up to the first colons and a rest.
  'arn:([a-z\\d-]+):personalize:.*:.*:.+':
    'arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+',
  // One line; whatever follows the first `:kms:` holds all that follows a later one, so that one is not tried.
  'arn:aws.*:kms:.*:[0-9]{12}:key/.*': '(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*',
};

/**
 * A pattern of the model as source of a regular expression. Patterns come with and without `^` and `$`; the service
 * matches the whole text either way.
 */
export function wholePattern(pattern: string): string {
  return `^(?:${Object.hasOwn(LINEAR, pattern) ? LINEAR[pattern] : pattern})$`;
}
