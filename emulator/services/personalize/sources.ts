/** Data from which models are computed. */

import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { DatasetContents, Row } from './data/dataset-contents';
import { InteractionLog } from './data/interaction-log';
import type { TrainingData } from './model/train';

/** Data of a dataset at the time of a training. */
export interface Source {
  readonly contents: DatasetContents;
  /** Names of the columns that the training uses. */
  readonly columns: readonly string[];
}

export type Sources = ReadonlyMap<DatasetType, Source>;

/** Returns a fingerprint of the data and columns of a training. Equal fingerprints mean equal data and columns. */
export function fingerprintOf(sources: Sources): string {
  return JSON.stringify([...sources].map(([type, { contents, columns }]) => [type, contents.fingerprint, columns]));
}

export function trainingData(sources: Sources): TrainingData {
  const logOf = (type: DatasetType) => sources.get(type)?.contents.interactions ?? new InteractionLog();
  return {
    interactions: logOf('INTERACTIONS'),
    items: rowsOf(sources.get('ITEMS')),
    users: rowsOf(sources.get('USERS')),
    actions: sources.get('ACTIONS')?.contents.distinct('ACTION_ID') ?? [],
    actionInteractions: logOf('ACTION_INTERACTIONS'),
  };
}

/** Columns that models do not compare, because ids and times are not attributes of items, users or actions. */
const NOT_COMPARED: readonly string[] = ['ITEM_ID', 'USER_ID', 'ACTION_ID', 'CREATION_TIMESTAMP'];

function rowsOf(source: Source | undefined): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const compared = source?.columns.filter((name) => !NOT_COMPARED.includes(name)) ?? [];
  for (const [id, { row }] of source?.contents.records ?? [])
    rows.set(id, new Map(compared.map((name) => [name, row.get(name) ?? null])));
  return rows;
}
