import { forecastSection } from '../../../cli/plan/forecast-section';
import { costed } from '../../../lib/personalize/cost';
import type { UnitUse } from '../../../lib/reconciler/budget/month-use';
import type { PlannedUse } from '../../../lib/reconciler/plan/planned-forecast';

const USE: PlannedUse = {
  what: "campaign 'shop-for-you'",
  unit: 'provisionedTpsHours',
  price: 'campaignTpsHours',
  amount: 720_000,
  pointer: '/solutions/0/campaigns/0/serviceConfig/minProvisionedTPS',
  by: 'minProvisionedTPS',
  value: '1000',
  line: 60,
};

const TRAININGS: PlannedUse = {
  what: "FULL trainings of solution 'shop-for-you'",
  unit: 'trainingHours',
  price: 'trainingHours',
  times: 4,
  amount: 12.8,
  pointer: '/solutions/0/workflowConfig/schedules/full',
  by: 'schedules.full',
  value: 'cron(0 3 ? * SUN *)',
  line: 52,
};

const unitUse = (unit: UnitUse['unit'], left: number): UnitUse => ({
  unit,
  limit: left,
  raised: 0,
  used: 0,
  reserved: 0,
  left,
});

function textOf(uses: readonly PlannedUse[], ended: readonly PlannedUse[] = []): readonly string[] {
  return forecastSection({ from: '', to: '', uses, ended }).lines.map(({ symbol, text }) => `${symbol} ${text}`);
}

test('shows a change of TPS-hours, and the values and line of the member that causes the change', () => {
  // Act
  const [line] = textOf([{ ...USE, amount: 1440, value: '2', before: { amount: 720, value: '1' } }]);
  // Assess
  expect(line).toBe("~ campaign 'shop-for-you': 720 -> 1,440 TPS-hours (minProvisionedTPS 1 -> 2, line 60)");
});

test('warns of a use that grows a thousandfold, and of its minimum above 10', () => {
  // Prepare
  const uses = [{ ...USE, before: { amount: 720, value: '1' } }];
  // Act
  const [line] = forecastSection({ from: '', to: '', uses, ended: [] }).lines;
  // Assess
  expect(line).toEqual({
    symbol: '?',
    text: "campaign 'shop-for-you': 720 -> 720,000 TPS-hours (minProvisionedTPS 1 -> 1000, line 60)",
    details: [
      'warning at least 10 times the forecast of the file in force.',
      'warning minProvisionedTPS above 10: 720,000 TPS-hours are billed, whether requests come or not.',
    ],
  });
});

test('warns of a use that grows tenfold, as by one zero too many', () => {
  // Prepare
  const uses = [{ ...USE, amount: 7200, value: '10', before: { amount: 720, value: '1' } }];
  // Act
  const [line] = forecastSection({ from: '', to: '', uses, ended: [] }).lines;
  // Assess
  expect(line).toMatchObject({
    symbol: '?',
    details: ['warning at least 10 times the forecast of the file in force.'],
  });
});

test('does not warn of a use that grows a thousandfold if a budget limits it', () => {
  // Prepare
  const uses = [{ ...USE, before: { amount: 720, value: '1' } }];
  // Act
  const [line] = forecastSection({ from: '', to: '', uses, ended: [] }, [unitUse('provisionedTpsHours', 1e6)]).lines;
  // Assess
  expect(line).toMatchObject({ symbol: '~' });
  expect(line).not.toHaveProperty('details');
});

test('shows the number and the hours of trainings, and the sum of each unit', () => {
  // Act & Assess
  expect(textOf([TRAININGS, { ...TRAININGS, what: 'others', times: 1, amount: 1 }])).toEqual([
    "  FULL trainings of solution 'shop-for-you': 4 trainings, 12.8 training hours (schedules.full cron(0 3 ? * SUN *), line 52)",
    '  others: 1 training, 1 training hour (schedules.full cron(0 3 ? * SUN *), line 52)',
    '  In all: 13.8 training hours.',
  ]);
});

test('shows the cost of each use whose amount and price are known', () => {
  // Prepare
  const { uses, ...cost } = costed([{ ...USE, amount: 1440 }, TRAININGS], {
    currency: 'USD',
    prices: { campaignTpsHours: 0.25 },
    source: 'the given prices',
  });
  // Act
  const { lines } = forecastSection({ from: '', to: '', uses, ended: [], ...cost });
  // Assess
  expect(lines.map(({ text }) => text)).toEqual([
    "campaign 'shop-for-you': 1,440 TPS-hours, 360.00 USD (minProvisionedTPS 1000, line 60)",
    "FULL trainings of solution 'shop-for-you': 4 trainings, 12.8 training hours (schedules.full cron(0 3 ? * SUN *), line 52)",
    'In all: 12.8 training hours, 1,440 TPS-hours.',
    'Cost by the given prices: 360.00 USD, without trainingHours (no price).',
  ]);
});

test.each([
  ['the costs before and after, if they differ', 180, '180.00 USD -> 360.00 USD'],
  ['one amount, if the cost stays the same', 360, '360.00 USD'],
  ['a rise from 0, if it was free before', 0, '0.00 USD -> 360.00 USD'],
])('shows the cost of a use as %s', (_, before, text) => {
  // Prepare
  const use = { ...USE, amount: 1440, cost: 360, before: { amount: 720, value: '1000', cost: before } };
  const cost = { currency: 'USD', amount: 360, source: 'the given prices', unknown: [], unpriced: [] };
  // Act
  const [line] = forecastSection({ from: '', to: '', uses: [use], ended: [], cost }).lines;
  // Assess
  expect(line?.text).toContain(` TPS-hours, ${text} (`);
});

describe('for trainings whose hours are unknown, the section', () => {
  const { amount: _, ...unknown } = TRAININGS;
  const ofUpload: PlannedUse = { ...unknown, by: 'this upload', value: '' };
  const notKnown = { symbol: ' ', text: 'It is not known yet whether trainingHoursPerMonth is enough.' };
  const notEnough = (why: string) => ({
    symbol: '?',
    text: `warning trainingHoursPerMonth leaves nothing for more work this month: ${why}.`,
  });

  test.each([
    ['leaves open whether a limit with one hour left is enough', unknown, 1, notKnown],
    [
      'leaves open whether a limit with nothing left is enough for a training of this upload, whose hours are reserved',
      ofUpload,
      0,
      notKnown,
    ],
    [
      'warns of a limit that does not cover one more hour',
      unknown,
      0.5,
      notEnough('0.5 left, and a further training is expected to take 1 training hour'),
    ],
    ['warns of a limit that is exceeded already', ofUpload, -0.5, notEnough('exceeded by 0.5')],
  ])('%s', (_what, use, left, line) => {
    // Act
    const budget = [unitUse('trainingHours', left), unitUse('provisionedTpsHours', 1e6)];
    const { lines } = forecastSection({ from: '', to: '', uses: [use, USE], ended: [] }, budget);
    // Assess
    expect(lines.filter(({ text }) => text.includes(' is enough') || text.startsWith('warning'))).toEqual([line]);
  });

  test('has only one line about a limit if the known hours already exceed it', () => {
    // Prepare
    const limit = { unit: 'trainingHours', member: 'trainingHoursPerMonth', limit: 12, result: 'skipped' } as const;
    const exceeded = [{ ...limit, amount: 12.8, excess: 0.8 }];
    // Act
    const forecast = { from: '', to: '', uses: [TRAININGS, unknown], ended: [], exceeded };
    const { lines } = forecastSection(forecast, [unitUse('trainingHours', 12)]);
    // Assess
    expect(lines.filter(({ text }) => text.includes('trainingHoursPerMonth'))).toHaveLength(1);
  });
});

test('says that the hours of trainings no longer in the file are unknown, but not why', () => {
  // Act
  const { amount: _, ...unknown } = TRAININGS;
  const [line] = textOf([], [unknown]);

  // Assess
  expect(line).toBe(
    "- FULL trainings of solution 'shop-for-you': 4 trainings, unknown training hours before, not in the file any more",
  );
});

test('says that hours are unknown before the first training', () => {
  // Prepare
  const { amount: _, ...unknown } = TRAININGS;
  // Act
  const [line, total] = textOf([{ ...unknown, isAtMost: true }]);
  // Assess
  expect(line).toContain(': at most 4 trainings, unknown training hours before the first training (');
  expect(total).toBe('  In all: unknown training hours.');
});

test('shows uses that are not in the file any more', () => {
  // Act & Assess
  expect(textOf([], [USE])).toEqual(["- campaign 'shop-for-you': 720,000 TPS-hours before, not in the file any more"]);
});

test('says that an upload in progress may still create what is not in the file any more', () => {
  // Act
  const [line] = forecastSection({ from: '', to: '', uses: [], ended: [USE] }, [], { isUploading: true }).lines;

  // Assess
  expect(line?.text).toBe(
    "campaign 'shop-for-you': 720,000 TPS-hours before, not in the file any more; the upload in progress may still create it",
  );
});

test('marks with a plus sign a campaign that the upload adds', () => {
  // Act
  const [line] = textOf([{ ...USE, amount: 720, value: '1', isNew: true, before: { amount: 0, value: '1' } }]);
  // Assess
  expect(line).toBe("+ campaign 'shop-for-you': 0 -> 720 TPS-hours (minProvisionedTPS 1, line 60)");
});

test('marks with a plus sign the trainings of a schedule that the upload adds', () => {
  // Act
  const [line] = textOf([{ ...TRAININGS, before: { times: 0, amount: 0, value: TRAININGS.value } }]);
  // Assess
  expect(line).toContain("+ FULL trainings of solution 'shop-for-you': 0 -> 4 trainings, 12.8 training hours (");
});

describe('a minimum above 10', () => {
  test.each([
    ['in the first file', undefined],
    ['in a campaign that the upload adds', { amount: 0, value: '1000' }],
    ['in the file in force already', { amount: 720_000, value: '1000' }],
  ])('gives a warning with its TPS-hours if it is %s', (_what, before) => {
    // Act
    const [line] = forecastSection({
      from: '',
      to: '',
      uses: [{ ...USE, ...(before && { before }) }],
      ended: [],
    }).lines;
    // Assess
    expect(line).toMatchObject({
      symbol: '?',
      text: expect.stringContaining('720,000 TPS-hours (minProvisionedTPS 1000, line 60)'),
      details: ['warning minProvisionedTPS above 10: 720,000 TPS-hours are billed, whether requests come or not.'],
    });
  });

  test('gives no warning if a budget limits it', () => {
    // Act
    const [line] = forecastSection({ from: '', to: '', uses: [USE], ended: [] }, [
      unitUse('provisionedTpsHours', 1),
    ]).lines;
    // Assess
    expect(line).toMatchObject({ symbol: ' ' });
    expect(line).not.toHaveProperty('details');
  });
});

test('says which limit of the budget the forecast exceeds, by how much, and what happens then', () => {
  // Prepare
  const limit = { unit: 'trainingHours', member: 'trainingHoursPerMonth', limit: 12, line: 3 } as const;
  const exceeded = [{ ...limit, amount: 30.7, excess: 18.7, isAtMost: true, result: 'skipped' }] as const;
  // Act
  const { lines } = forecastSection({ from: '', to: '', uses: [], ended: [], exceeded });
  // Assess
  expect(lines).toEqual([
    {
      symbol: '?',
      text: 'warning at most 30.7 training hours, 18.7 above trainingHoursPerMonth 12 (line 3): work above the limit is skipped, and a mail reports it.',
    },
  ]);
});
