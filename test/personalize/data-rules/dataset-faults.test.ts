import { addDatasetFaults } from '../../../personalize/data-rules/dataset-faults';
import { Findings } from '../../../personalize/data-rules/findings';
import type { DatasetPurpose } from '../../../personalize/data-rules/statistics';
import { schemaFields } from '../../../personalize/schema';
import { INTERACTIONS } from '../../support/personalize-testbed';

const PURPOSE: DatasetPurpose = {
  datasetType: 'INTERACTIONS',
  fields: schemaFields(INTERACTIONS),
  importMode: 'FULL',
  trainings: [[{}]],
  hasMoreData: false,
};

/** Severities of rule minimum-users for so many users, of whom some have two interactions. */
function severities(users: number, returning: number): readonly (string | undefined)[] {
  const found = new Findings(PURPOSE);
  for (let index = 0; index < users + returning; index += 1)
    found.statistics.add([`u${index % users}`, 'i1', '1700000000', 'click', '1']);
  addDatasetFaults(found);
  return found.first.filter(({ rule }) => rule === 'minimum-users').map(({ severity }) => severity);
}

describe('the check of all rows of a dataset', () => {
  test.each([
    ['one user too few of an exact count', 8000, 79, ['error']],
    ['just enough users of an exact count', 8000, 80, []],
    ['somewhat too few users of a sample', 60_000, 540, ['warning']],
    ['far too few users of a sample', 60_000, 240, ['error']],
    ['many users of a sample', 60_000, 1200, []],
  ])('judges %s', (_, users, returning, expected) => {
    // Act and assess
    expect(severities(users, returning)).toEqual(expected);
  });
});
