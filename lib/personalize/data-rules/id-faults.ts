import { type Distinct, leastShare } from './distinct';
import type { Fault, Findings } from './findings';
import { UNMATCHED_PERCENT } from './rules';

/** Column in which interactions refer to the items or users, by dataset type. */
const IDS = { ITEMS: 'ITEM_ID', USERS: 'USER_ID' } as const;

/**
 * Finds ids that do not match: most interactions have an id that the items or users do not have, or most items or users
 * have no interactions. The usual reason is that the two datasets spell ids differently. Datasets that were only read
 * in part, or are imported incrementally, are not compared. Do not pass findings that were read from JSON.
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
