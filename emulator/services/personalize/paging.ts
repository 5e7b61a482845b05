import type { Input } from '../../core/service';
import { invalidNextToken } from './errors';

const DEFAULT_PAGE = 100;

export interface Page<T> {
  readonly elements: readonly T[];
  readonly nextToken?: string;
}

/**
 * Returns the requested page of a list. The token contains the `sequence` of the last element of the page. So elements are neither skipped
 * nor repeated if resources are created or deleted between two requests.
 * @param elements all elements of the list, in ascending order of `sequence`
 * @throws ServiceError InvalidNextTokenException if the token was not returned by this operation
 */
export function page<T extends { readonly sequence: number }>(
  operation: string,
  input: Input,
  elements: readonly T[],
): Page<T> {
  const size = typeof input.maxResults === 'number' ? input.maxResults : DEFAULT_PAGE;
  const after = input.nextToken === undefined ? 0 : readToken(operation, input.nextToken);
  const rest = elements.filter(({ sequence }) => sequence > after);
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  return {
    elements: shown,
    ...(last !== undefined && rest.length > shown.length && { nextToken: writeToken(operation, last.sequence) }),
  };
}

function writeToken(operation: string, sequence: number): string {
  return Buffer.from(`${operation}:${sequence}`).toString('base64url');
}

function readToken(operation: string, token: unknown): number {
  const text = Buffer.from(String(token), 'base64url').toString();
  const [name, sequence = ''] = text.split(':');
  if (name !== operation || !/^\d+$/.test(sequence)) throw invalidNextToken();
  return Number(sequence);
}
