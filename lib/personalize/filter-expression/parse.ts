import { LIMITS } from '../limits';
import type { FilterExpression } from './ast';
import { type Expectation, SyntaxError as ParserError, parse } from './parser';

export interface FilterSyntaxError {
  /** 0-based offset in the expression, in characters. */
  readonly offset: number;
  /** Message for users, worded as the end of a sentence, without the full stop. */
  readonly message: string;
}

export function parseFilterExpression(
  text: string,
): { readonly expression: FilterExpression } | { readonly error: FilterSyntaxError } {
  try {
    return { expression: parse(text, { placeholderCharacters: LIMITS.placeholderCharacters.max }) };
  } catch (error) {
    if (!(error instanceof ParserError)) throw error;
    const { offset } = error.location.start;
    const message = error.expected
      ? `expected ${list(error.expected)}, but found ${found(text, offset)}`
      : error.message;
    return { error: { offset, message } };
  }
}

const LONGEST_FOUND = 30;

/** The word at the offset. In a message, a whole word is clearer than a single character. */
function found(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the expression';
  const [word = ''] = /^\s*(?:\w+|\S)/.exec(text.slice(offset)) ?? [];
  return JSON.stringify(word.trim().slice(0, LONGEST_FOUND));
}

function list(expectations: readonly Expectation[]): string {
  const names = new Set(expectations.filter((expectation) => !isBlank(expectation)).map(describe));
  const sorted = [...names].sort();
  const last = sorted.pop() ?? 'a blank';
  return sorted.length === 0 ? last : `${sorted.join(', ')} or ${last}`;
}

/**
 * True for blanks. Messages do not name blanks as expected: they are allowed nearly everywhere, so naming them would
 * hide what is missing.
 */
function isBlank({ description, type }: Expectation): boolean {
  return description === 'a blank' || type === 'class';
}

function describe({ type, text, description }: Expectation): string {
  return type === 'end' ? 'the end of the expression' : (description ?? `"${text}"`);
}
