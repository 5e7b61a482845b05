import { addDatasetFaults } from '../../../../lib/personalize/data-rules/dataset-faults';
import { Findings } from '../../../../lib/personalize/data-rules/findings';
import type { DatasetPurpose } from '../../../../lib/personalize/data-rules/purpose';
import { schemaFields } from '../../../../lib/personalize/schema';
import { INTERACTIONS } from '../../../support/personalize-testbed';

const NOW = new Date('2026-11-29T00:00:00Z');
const PURPOSE: DatasetPurpose = {
  datasetType: 'INTERACTIONS',
  fields: schemaFields(INTERACTIONS),
  importMode: 'FULL',
  trainings: [[{}]],
  filtered: [],
  hasMoreData: false,
  recipes: ['aws-item-affinity'],
};

/** Rules, with severities, that interactions in two files violate. They have the event types `types` and the times `times`. */
function broken(types: readonly string[], times: readonly number[], more: Partial<DatasetPurpose> = {}): string[] {
  const found = new Findings({ ...PURPOSE, ...more });
  for (const part of [0, 1]) {
    const read = new Findings({ ...PURPOSE, ...more });
    read.rows = 600;
    if ('' in read.events) read.events[''] = 600;
    for (let row = 0; row < read.rows; row += 1) {
      read.distinct.USER_ID.add(`user-${row % 40}`);
      const type = types[(2 * row + part) % types.length] ?? '';
      if (type !== '') read.distinct.EVENT_TYPE.add(type);
      else read.nulls.EVENT_TYPE = (read.nulls.EVENT_TYPE ?? 0) + 1;
      read.addTimes(times[row % times.length] ?? 0);
    }
    found.merge(JSON.parse(JSON.stringify(read)));
  }
  addDatasetFaults(found, NOW);
  return found.violations.map(({ rule, severity }) => `${rule} ${severity}`);
}

const BOUGHT = { filterName: 'bought', eventType: 'Buy' };
const TIMES = [1_700_000_000, 1_700_000_060];
const many = Array.from({ length: 11 }, (_, index) => `type-${index}`);

describe('imported rows', () => {
  test.each([
    ['with ten event types give a warning', many.slice(1), {}, ['event-types warning']],
    ['with eleven event types give an error', many, {}, ['event-type-count error']],
    [
      'with eleven event types give an error, even if the dataset has more data',
      many,
      { hasMoreData: true },
      ['event-type-count error'],
    ],
    [
      'with event types that are empty or names of columns give an error',
      ['EVENT_TYPE', '', 'ITEM_ID'],
      {},
      ['event-type-names error'],
    ],
    ['without any event type give an error', [''], {}, ['event-type-names error']],
    [
      'with event types that are names of columns give a warning if the dataset has more data',
      ['EVENT_TYPE'],
      { hasMoreData: true },
      ['event-type-names warning'],
    ],
    ['with at least one valid event type give no fault', ['EVENT_TYPE', 'click'], {}, []],
    ['without any event type give no fault if there is no training', [''], { trainings: [] }, []],
    [
      'without the event type of a filter give a warning',
      ['click'],
      { filtered: [BOUGHT] },
      ['filtered-event-type warning'],
    ],
  ])('%s', (_, types, more, expected) => {
    // Act and assess
    expect(broken(types, TIMES, more)).toEqual(expected);
  });

  test.each([
    [
      'that all have the same time give an error for a recipe of user segmentation',
      TIMES.slice(1),
      {},
      ['same-timestamp error'],
    ],
    ['that all have the same time give no fault for other recipes', TIMES.slice(1), { recipes: ['aws-sims'] }, []],
    [
      'with a time two days ahead give a warning',
      [...TIMES, NOW.getTime() / 1000 + 2 * 86_400],
      {},
      ['future-timestamp warning'],
    ],
    [
      'of items with a TIMESTAMP two days ahead give no fault, as TIMESTAMP is metadata in items',
      [...TIMES, NOW.getTime() / 1000 + 2 * 86_400],
      { datasetType: 'ITEMS' as const },
      [],
    ],
    ['with a time two hours ahead give no fault, as clocks differ', [...TIMES, NOW.getTime() / 1000 + 7200], {}, []],
  ])('%s', (_, times, more, expected) => {
    // Act and assess
    expect(broken(['click'], times, more)).toEqual(expected);
  });
});
