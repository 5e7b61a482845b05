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

/** Severities of the violations of the rule minimum-users by `users` users, of whom `returning` have two interactions. */
function severities(users: number, returning: number): readonly (string | undefined)[] {
  const found = new Findings(PURPOSE);
  found.rows = users + returning;
  for (let index = 0; index < found.rows; index += 1) found.distinct.USER_ID.add(`u${index % users}`);
  addDatasetFaults(found, NOW);
  return found.violations.filter(({ rule }) => rule === 'minimum-users').map(({ severity }) => severity);
}

describe('the check that 1 % of the users have two interactions', () => {
  test.each([
    ['finds an error if one such user is missing, counted exactly', 8000, 79, ['error']],
    ['accepts exactly 1 %, counted exactly', 8000, 80, []],
    ['warns of 0.9 %, estimated from a sample', 60_000, 540, ['warning']],
    ['finds an error in 0.4 %, estimated from a sample', 60_000, 240, ['error']],
    ['accepts 2 %, estimated from a sample', 60_000, 1200, []],
  ])('%s', (_, users, returning, expected) => {
    // Act and assess
    expect(severities(users, returning)).toEqual(expected);
  });
});
