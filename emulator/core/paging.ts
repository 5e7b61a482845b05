import type { ServiceError } from './service';

/**
 * Returns a page of a list. A token is the number of items before the page.
 * @throws the error that `invalidToken` makes, if the token is not such a number
 */
export function pageOf<T>(
  items: readonly T[],
  { token, size, invalidToken }: { token: unknown; size: number; invalidToken: (token: string) => ServiceError },
): { readonly page: readonly T[]; readonly next?: string } {
  const text = String(token ?? 0);
  if (!/^\d{1,15}$/.test(text)) throw invalidToken(text);
  const start = Number(text);
  const end = start + size;
  return { page: items.slice(start, end), ...(end < items.length && { next: String(end) }) };
}
