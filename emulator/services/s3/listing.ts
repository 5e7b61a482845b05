/** Request for a page of a listing. */
export interface PageRequest {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
}

export interface Page<T> {
  readonly entries: readonly T[];
  readonly commonPrefixes: readonly string[];
  readonly truncated: boolean;
  /** Last item on the page: an entry or a common prefix. Undefined for an empty page. */
  readonly last: T | string | undefined;
}

const MAX_KEYS = 1000;

export function pageRequest(input: { Prefix?: string; Delimiter?: string; MaxKeys?: number }): PageRequest {
  return {
    prefix: input.Prefix ?? '',
    delimiter: input.Delimiter ?? '',
    maxKeys: Math.min(input.MaxKeys ?? MAX_KEYS, MAX_KEYS),
  };
}

/**
 * Returns a page of entries. Keys that contain the delimiter after the prefix are grouped into common prefixes. Entries and common
 * prefixes together are at most `maxKeys`.
 * @param entries entries whose keys begin with the prefix, sorted by key
 */
export function paginate<T extends { readonly key: string }>(entries: Iterable<T>, request: PageRequest): Page<T> {
  const listed: T[] = [];
  const prefixes = new Set<string>();
  let last: T | string | undefined;
  for (const entry of entries) {
    const group = commonPrefix(entry.key, request);
    if (group !== undefined && prefixes.has(group)) continue;
    if (listed.length + prefixes.size >= request.maxKeys) {
      return { entries: listed, commonPrefixes: [...prefixes], truncated: request.maxKeys > 0, last };
    }
    if (group === undefined) listed.push(entry);
    else prefixes.add(group);
    last = group ?? entry;
  }
  return { entries: listed, commonPrefixes: [...prefixes], truncated: false, last };
}

/** True if a listing that continues after `marker` omits `key`: the key's common prefix is the marker, or the key is not greater than the marker. */
export function coveredBy(marker: string, key: string, { delimiter, prefix }: PageRequest): boolean {
  if (commonPrefix(key, { delimiter, prefix }) === marker) return true;
  return Buffer.compare(Buffer.from(key), Buffer.from(marker)) <= 0;
}

function commonPrefix(
  key: string,
  { prefix, delimiter }: Pick<PageRequest, 'prefix' | 'delimiter'>,
): string | undefined {
  if (delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
