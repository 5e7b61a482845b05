/**
 * The dataset group that a refused file is filed under: a file that cannot be read names no group, so it is the folder
 * in which it lies (`train/<group>/config.json`), or else the key. Never one of the record table's own partitions, whose
 * names begin with `#`.
 */
export function refusedUnder(key: string): string {
  const folder = key.split('/').slice(1, -1).join('/');
  return folder === '' || folder.startsWith('#') ? key : folder;
}
