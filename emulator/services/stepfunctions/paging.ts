import { type Input, ServiceError } from '../../core/service';
import { LIMITS } from './limits';
import { invalid, optionalText } from './validation';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * Returns a page by the request's `maxResults` and `nextToken`. Tokens hold keys, so new items do not shift the pages.
 * @param items all items, in the order of the response
 * @param key returns an item's key, which must be unique and constant
 */
export function page<T>(items: readonly T[], key: (item: T) => string | number, input: Input): Page<T> {
  const size = pageSize(input);
  const token = optionalText(input, 'nextToken', 3096);
  const start = token === undefined ? 0 : items.findIndex((item) => encode(key(item)) === token);
  if (start < 0) throw new ServiceError('InvalidToken', `Invalid Token: '${token}'`);
  const next = items[start + size];
  return {
    items: items.slice(start, start + size),
    ...(next !== undefined && { nextToken: encode(key(next)) }),
  };
}

/** Number of items on a page. Without `maxResults`, or with 0, the default applies. */
function pageSize({ maxResults }: Input): number {
  if (maxResults === undefined || maxResults === null || maxResults === 0) return LIMITS.defaultPageSize;
  const size = Number(maxResults);
  if (!Number.isInteger(size) || size < 0 || size > LIMITS.pageSize) {
    throw invalid('maxResults', maxResults, `Member must be between 0 and ${LIMITS.pageSize}`);
  }
  return size;
}

function encode(key: string | number): string {
  return Buffer.from(String(key)).toString('base64url');
}
