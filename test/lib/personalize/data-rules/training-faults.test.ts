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

/** Rules, with severities, that interactions with these event types and times violate. They are read in two parts that are recorded. */
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

describe('data that are imported', () => {
  test.each([
    ['only a warning for ten event types', many.slice(1), {}, ['event-types warning']],
    ['eleven event types', many, {}, ['event-type-count error']],
    ['eleven event types, whatever other rows there are', many, { hasMoreData: true }, ['event-type-count error']],
    ['types that are names of columns or empty', ['EVENT_TYPE', '', 'ITEM_ID'], {}, ['event-type-names error']],
    ['no type at all', [''], {}, ['event-type-names error']],
    [
      'such types, as a warning, if there may be others',
      ['EVENT_TYPE'],
      { hasMoreData: true },
      ['event-type-names warning'],
    ],
    ['no fault if one of them is a sound type', ['EVENT_TYPE', 'click'], {}, []],
    ['no fault of types that no training uses', [''], { trainings: [] }, []],
    ['a type that only a filter names', ['click'], { filtered: [BOUGHT] }, ['filtered-event-type warning']],
  ])('give %s', (_, types, more, expected) => {
    // Act and assess
    expect(broken(types, TIMES, more)).toEqual(expected);
  });

  test.each([
    ['one time for all rows, with user segmentation', TIMES.slice(1), {}, ['same-timestamp error']],
    ['no fault of one time with other recipes', TIMES.slice(1), { recipes: ['aws-sims'] }, []],
    ['a time two days ahead', [...TIMES, NOW.getTime() / 1000 + 2 * 86_400], {}, ['future-timestamp warning']],
    ['no fault of a time a few hours ahead, as clocks differ', [...TIMES, NOW.getTime() / 1000 + 7200], {}, []],
  ])('give %s', (_, times, more, expected) => {
    // Act and assess
    expect(broken(['click'], times, more)).toEqual(expected);
  });
});
