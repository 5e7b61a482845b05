import { addDatasetFaults } from '../../../../lib/personalize/data-rules/dataset-faults';
import { Findings } from '../../../../lib/personalize/data-rules/findings';
import type { DatasetPurpose } from '../../../../lib/personalize/data-rules/purpose';
import { schemaFields } from '../../../../lib/personalize/schema';
import { INTERACTIONS } from '../../../support/personalize-testbed';

const PURPOSE: DatasetPurpose = {
  datasetType: 'INTERACTIONS',
  fields: schemaFields(INTERACTIONS),
  importMode: 'FULL',
  trainings: [[{}]],
  filtered: [],
  hasMoreData: false,
  recipes: [],
};

const NOW = new Date('2026-11-29T00:00:00Z');

/** Severities of the rule minimum-users for a number of users, some of whom have two interactions. */
function severities(users: number, returning: number): readonly (string | undefined)[] {
  const found = new Findings(PURPOSE);
  found.rows = users + returning;
  for (let index = 0; index < found.rows; index += 1) found.distinct.USER_ID.add(`u${index % users}`);
  addDatasetFaults(found, NOW);
  return found.violations.filter(({ rule }) => rule === 'minimum-users').map(({ severity }) => severity);
}

describe('the check of all rows of a dataset', () => {
  test.each([
    ['finds an error if there is one user too few, counted exactly', 8000, 79, ['error']],
    ['accepts just enough users, counted exactly', 8000, 80, []],
    ['warns of somewhat too few users, estimated from a sample', 60_000, 540, ['warning']],
    ['finds an error if there are far too few users, estimated from a sample', 60_000, 240, ['error']],
    ['accepts enough users, estimated from a sample', 60_000, 1200, []],
  ])('%s', (_, users, returning, expected) => {
    // Act and assess
    expect(severities(users, returning)).toEqual(expected);
  });
});
