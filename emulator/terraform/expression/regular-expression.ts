import { ExpressionError } from './syntax-tree';

/**
 * Replacements of POSIX classes such as `[:digit:]` inside a character class. Terraform's RE2 syntax has POSIX classes,
 * but JavaScript has none.
 */
const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** @throws ExpressionError if the pattern cannot be compiled */
export function compilePattern(pattern: string, flags = 'u'): RegExp {
  const translated = pattern.replace(/\[:(\w+):\]/g, (_all, name: string) => {
    const members = POSIX_CLASSES[name];
    if (members === undefined) throw new ExpressionError(`the character class [:${name}:] is not supported`);
    return members;
  });
  try {
    return new RegExp(translated, flags);
  } catch (error) {
    throw new ExpressionError(`'${pattern}' is not a regular expression: ${String(error)}`);
  }
}

/**
 * Terraform's `regex`. Returns the groups of the match, as an object if they are named, otherwise as a list. Without groups, returns the
 * match.
 */
export function regex(pattern: string, text: string): unknown {
  const match = compilePattern(pattern).exec(text);
  if (match === null) throw new ExpressionError(`'${text}' does not match '${pattern}'`);
  if (match.groups !== undefined) return { ...match.groups };
  return match.length > 1 ? match.slice(1).map((group) => group ?? null) : match[0];
}
