// Types of parser.js, which is generated from grammar.peggy.

import type { FilterExpression } from './ast';

export interface Expectation {
  readonly type: 'literal' | 'class' | 'any' | 'end' | 'other';
  /** Text of a literal. */
  readonly text?: string;
  /** Description of a named rule (type `other`). */
  readonly description?: string;
}

declare class ParserError extends Error {
  /** Null if the error has a message from the grammar. */
  readonly expected: readonly Expectation[] | null;
  readonly location: { readonly start: { readonly offset: number } };
}

export { ParserError as SyntaxError };

export interface ParserOptions {
  /** Maximum number of characters of a placeholder, without the `$`. */
  readonly placeholderCharacters: number;
}

/** @throws SyntaxError */
export function parse(text: string, options: ParserOptions): FilterExpression;
