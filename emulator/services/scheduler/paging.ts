import type { Input } from '../../core/service';

const LARGEST_PAGE = 100;

/**
 * Returns a page of a list. The token contains the key of the page's last item. So the next page begins at the right item, even if items were
 * added or removed meanwhile.
 * @param items items, sorted by their keys
 * @param keyOf returns the unique key of an item
 */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { MaxResults: maxResults, NextToken: token }: Input,
): { readonly items: readonly T[]; readonly nextToken?: string } {
  const after = token === undefined ? '' : Buffer.from(String(token), 'base64').toString();
  const rest = items.filter((item) => keyOf(item) > after);
  const shown = rest.slice(0, typeof maxResults === 'number' ? maxResults : LARGEST_PAGE);
  const last = shown.at(-1);
  if (last === undefined || shown.length === rest.length) return { items: shown };
  return { items: shown, nextToken: Buffer.from(keyOf(last)).toString('base64') };
}
