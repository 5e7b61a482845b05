import { type CountedData, limitProblems, undecidedLimits } from '../../../lib/parameter-file/data-checks';
import type { ChecksSection } from '../../../lib/parameter-file/sections';

const NOW = new Date('2026-11-26T12:00:00Z');
const COUNTED: CountedData = { rows: 1000, users: 5, items: 7, actions: 0, eventTypes: 1, nulls: {} };
const BEFORE: CountedData = {
  ...COUNTED,
  nulls: { GENRE: 10, TITLE: 0, AGE: 0, COLOR: 700, constructor: 0 },
  to: '2026-11-20T00:00:00Z',
};

/** Names of the limits that the data break. */
function broken(checks: ChecksSection, data: Partial<CountedData>, before?: CountedData) {
  return limitProblems(checks, { ...COUNTED, ...data }, before, NOW).map(({ rule }) => rule);
}

describe('the data limits of an import', () => {
  it.each<[string, string, ChecksSection, Partial<CountedData>, Partial<CountedData>]>([
    ['minimumRows', 'minimumRows', { minimumRows: 1000 }, { rows: 1000 }, { rows: 999 }],
    ['maximumRowDrop', 'maximumRowDrop', { maximumRowDrop: '30%' }, { rows: 700 }, { rows: 699 }],
    [
      'maximumAge',
      'maximumAge',
      { maximumAge: '2 days' },
      { to: '2026-11-24T12:00:00Z' },
      { to: '2026-11-24T11:59:59Z' },
    ],
    [
      'maximumNullRise',
      'maximumNullRise',
      { maximumNullRise: '5%' },
      { nulls: { GENRE: 60 } },
      { nulls: { GENRE: 61 } },
    ],
    [
      'maximumNullRise, if a column had no empty values',
      'maximumNullRise',
      { maximumNullRise: '0%' },
      { nulls: { TITLE: 0 } },
      { nulls: { TITLE: 1 } },
    ],
    [
      'maximumNullRise, if a column has the name of a member that every object inherits',
      'maximumNullRise',
      { maximumNullRise: '5%' },
      { nulls: { constructor: 50 } },
      { nulls: { constructor: 51 } },
    ],
    [
      'maximumUnknownItems',
      'maximumUnknownItems',
      { maximumUnknownItems: '10%' },
      { unknownItems: 0.1 },
      { unknownItems: 0.101 },
    ],
    [
      'maximumUnknownItems, if a sample was taken',
      'maximumUnknownItems',
      { maximumUnknownItems: '10%' },
      { unknownItems: 0.12, unknownItemsError: 0.01 },
      { unknownItems: 0.12, unknownItemsError: 0.009 },
    ],
    // The next three limits are exact as decimal fractions, but not as floating-point numbers.
    ['a maximumRowDrop of 94.5%', 'maximumRowDrop', { maximumRowDrop: '94.5%' }, { rows: 55 }, { rows: 54 }],
    [
      'a maximumNullRise of 10%, after 70% empty values',
      'maximumNullRise',
      { maximumNullRise: '10%' },
      { rows: 10, nulls: { COLOR: 8 } },
      { rows: 10, nulls: { COLOR: 9 } },
    ],
    [
      'a maximumUnknownItems of 0.7%',
      'maximumUnknownItems',
      { maximumUnknownItems: '0.7%' },
      { unknownItems: 7 / 1000 },
      { unknownItems: 8 / 1000 },
    ],
  ])('accept data just within %s, and refuse data just outside it', (_, limit, checks, accepted, refused) => {
    // Act and assess
    expect(broken(checks, accepted, BEFORE)).toEqual([]);
    expect(broken(checks, refused, BEFORE)).toEqual([limit]);
  });

  it('refuse nothing if the values that they compare are unknown', () => {
    // Prepare
    const checks = { maximumRowDrop: '0%', maximumNullRise: '0%', maximumAge: '1 s', maximumUnknownItems: '0%' };

    // Act and assess
    expect(broken(checks, { rows: 1, nulls: { GENRE: 1 } })).toEqual([]);
  });
});

describe('the limit on empty values', () => {
  const CHECKS = { maximumNullRise: '5%' };

  it('does not compare a column that the schema did not have at the last accepted import', () => {
    // Act and assess
    expect(broken(CHECKS, { nulls: { COUNTRY: 800 } }, BEFORE)).toEqual([]);
  });

  it('assumes that a column had no empty values if it is missing in a record of an earlier release, which lists only columns with empty values', () => {
    // Prepare
    const before = { ...BEFORE, nulls: { GENRE: 10 } };

    // Act and assess
    expect(broken(CHECKS, { nulls: { TITLE: 51 } }, before)).toEqual(['maximumNullRise']);
  });
});

describe('the limits that cannot be decided from the first rows', () => {
  it.each<[string, ChecksSection, Partial<CountedData>, readonly string[]]>([
    [
      'are none if enough rows were read, and the newest is new enough',
      { minimumRows: 900, maximumRowDrop: '0%', maximumAge: '10 days' },
      { to: '2026-11-20T00:00:00Z' },
      [],
    ],
    ['include minimumRows while fewer rows were read than it demands', { minimumRows: 1001 }, {}, ['minimumRows']],
    [
      'include maximumRowDrop while fewer rows were read than it demands',
      { maximumRowDrop: '10%' },
      { rows: 899 },
      ['maximumRowDrop'],
    ],
    [
      'include maximumAge while all rows are old',
      { maximumAge: '2 days' },
      { to: '2026-11-20T00:00:00Z' },
      ['maximumAge'],
    ],
    ['include maximumAge while no row has a time', { maximumAge: '2 days' }, {}, ['maximumAge']],
    [
      'include maximumNullRise and maximumUnknownItems, even if the first rows break neither of them',
      { maximumNullRise: '50%', maximumUnknownItems: '99%' },
      {},
      ['maximumNullRise', 'maximumUnknownItems'],
    ],
    ['are none if no limit is set', {}, {}, []],
  ])('%s', (_, checks, first, expected) => {
    // Act and assess
    expect(undecidedLimits(checks, { ...COUNTED, ...first }, BEFORE, NOW)).toEqual(expected);
  });
});

describe('the message about a broken limit', () => {
  it.each<[string, ChecksSection, Partial<CountedData>, RegExp]>([
    [
      'percentage',
      { maximumUnknownItems: '10%' },
      { unknownItems: 0.1234 },
      /^12\.3% of the interactions .*; the maximum is 10%\.$/,
    ],
    [
      'percentage, with "About" if the actual one is an estimate',
      { maximumUnknownItems: '10%' },
      { unknownItems: 0.1234, unknownItemsError: 0.01 },
      /^About 12\.3% of the interactions .*; the maximum is 10%\.$/,
    ],
    [
      'age',
      { maximumAge: '2 days' },
      { to: '2026-11-23T11:00:00Z' },
      /^The newest row is 3 d 1 h old; the maximum is 2 days\.$/,
    ],
  ])('names the actual and the allowed %s', (_, checks, data, expected) => {
    // Act
    const [problem] = limitProblems(checks, { ...COUNTED, ...data }, BEFORE, NOW);

    // Assess
    expect(problem?.message).toMatch(expected);
  });
});
