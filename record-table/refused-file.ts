import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * The dataset group that a refused file is filed under: a file that cannot be read names no group, so it is the folder
 * in which it lies (`train/<group>/config.json`), or else the key. Never one of the record table's own partitions, whose
 * names begin with `#`.
 */
export function refusedUnder(key: string): string {
  const folder = key.split('/').slice(1, -1).join('/');
  return folder === '' || folder.startsWith('#') ? key : folder;
}

/** Partition of the record table that lists where refused files are filed. Not the name of a dataset group. */
export const REFUSED_FILES = '#refused-files';

/** Where refusals are filed, so that they are found whatever the folder is called. */
export interface RefusedPlace {
  /** As {@link refusedUnder} gives it. */
  readonly filedUnder: string;
  /** Name of the dataset group that the files give; undefined if they cannot be read, or give none. */
  readonly namedGroup?: string;
}

/** @param expiresAt epoch seconds */
export function refusedPlaceItem(place: RefusedPlace, expiresAt: number): Record<string, AttributeValue> {
  const { filedUnder, namedGroup } = place;
  // A key may be too long to be a sort key with a name beside it.
  const id = createHash('sha256')
    .update(`${filedUnder}\n${namedGroup ?? ''}`)
    .digest('hex');
  return {
    datasetGroup: { S: REFUSED_FILES },
    item: { S: id.slice(0, 32) },
    filedUnder: { S: filedUnder },
    ...(namedGroup !== undefined && { namedGroup: { S: namedGroup } }),
    expiresAt: { N: String(expiresAt) },
  };
}

export function refusedPlaceOf({
  filedUnder,
  namedGroup,
}: Readonly<Record<string, AttributeValue>>): RefusedPlace {
  return {
    filedUnder: filedUnder?.S ?? '',
    ...(namedGroup?.S !== undefined && { namedGroup: namedGroup.S }),
  };
}
