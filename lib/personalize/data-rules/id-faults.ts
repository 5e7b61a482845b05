import { type Distinct, leastShare } from './distinct';
import type { Fault, Findings } from './findings';
import { UNMATCHED_PERCENT } from './rules';

/** Column of the interactions that has the ids of a dataset, by the type of the dataset. */
const IDS = { ITEMS: 'ITEM_ID', USERS: 'USER_ID' } as const;

/**
 * Finds ids that do not match: most interactions have an id that the items or users do not have, or most items or users
 * have no interactions. Often, the ids are spelled differently in the two datasets. Datasets that were read in part, or
 * are imported incrementally, are not compared. The findings must not be from JSON.
 */
export function idFaults(one: Findings, other: Findings): Fault[] {
  const isWhole = [one, other].every(({ isComplete, purpose }) => isComplete && purpose.importMode === 'FULL');
  const [interactions, described] = one.purpose.datasetType === 'INTERACTIONS' ? [one, other] : [other, one];
  const { datasetType } = described.purpose;
  if (!isWhole || interactions.purpose.datasetType !== 'INTERACTIONS') return [];
  if (datasetType !== 'ITEMS' && datasetType !== 'USERS') return [];
  const [id, word] = [IDS[datasetType], datasetType.toLowerCase()];
  const [used, known] = [interactions.distinct[id], described.distinct[id]];
  return [
    ...fault(
      [known, described.rows],
      used,
      (share) => `${share} of the ${word} have no interactions: compare ${id} in both csv.`,
    ),
    ...fault(
      [used, interactions.rows],
      known,
      (share) => `${share} of the interactions have an ID in ${id} that the ${word} do not have.`,
    ),
  ];
}

function fault(
  [ids, rows]: readonly [Distinct, number],
  others: Distinct,
  message: (share: string) => string,
): Fault[] {
  const estimate = ids.shareMissingIn(others, rows);
  if (100 * leastShare(estimate) <= UNMATCHED_PERCENT) return [];
  const percent = `${(100 * estimate.share).toFixed(1)} %`;
  return [{ rule: 'unmatched-ids', message: message(estimate.error > 0 ? `About ${percent}` : percent) }];
}
