import { type Input, ServiceError } from '../../core/service';
import { LIMITS } from './limits';
import { invalid, optionalText } from './validation';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * Returns the page that the request asks for with `maxResults` and `nextToken`. A token contains the key of the next page's first item. So
 * new items do not change where the next page begins.
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

/** Returns the maximum number of items on a page. The default applies if `maxResults` is absent or 0. */
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
