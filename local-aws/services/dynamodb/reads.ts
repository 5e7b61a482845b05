import type { Callback, Store } from 'dynalite/db';
import { mapPaths } from 'dynalite/db';
import { type Condition, holds } from './expressions/condition';
import type { Item } from './expressions/value';

/** Input of Query or Scan after dynalite's checks, which add the members with an underscore. */
interface FilteredRead {
  readonly Select?: string;
  readonly _filter?: { readonly expression: Condition };
  readonly _projection?: { readonly paths: readonly unknown[] };
}

interface Page {
  readonly Items: readonly Item[];
}

/** dynalite's comparisons let through what they do not know. */
const ANYTHING: Condition = { type: 'anything', args: [] };

/**
 * Carries out a Query or Scan of dynalite's with our own filter. It checks the paths of the filter and the projection, and counts and
 * limits before the filter.
 */
export function filtered(
  run: (store: Store, data: object, callback: Callback) => void,
  store: Store,
  data: FilteredRead,
  callback: Callback,
): void {
  const { _filter: filter, _projection: projection, Select: select, ...rest } = data;
  if (filter === undefined) {
    run(store, data, callback);
    return;
  }
  const unfiltered = {
    ...rest,
    ...(select !== undefined && select !== 'COUNT' && { Select: select }),
    _filter: { ...filter, expression: ANYTHING },
    ...(projection !== undefined && { _projection: { ...projection, paths: undefined } }),
  };
  run(store, unfiltered, (error, output) => {
    if (error) {
      callback(error);
      return;
    }
    const page = output as Page;
    const items = page.Items.filter((item) => holds(filter.expression, item));
    const { Items: _, ...others } = page;
    const shown = projection === undefined ? items : items.map((item) => mapPaths(projection.paths, item));
    callback(null, { ...others, Count: items.length, ...(select !== 'COUNT' && { Items: shown }) });
  });
}
