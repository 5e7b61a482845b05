import type { ForecastUse } from '../../../../lib/parameter-file/forecast/forecast-use';
import type { BillingUnit, PriceName } from '../../../../lib/personalize/billing';
import { exceededLimits, exceededText } from '../../../../lib/reconciler/plan/exceeded-limits';

const use = (unit: BillingUnit, amount?: number, more: Partial<ForecastUse> = {}): ForecastUse => ({
  what: 'any',
  unit,
  price: unit as PriceName,
  pointer: '',
  by: '',
  value: '',
  ...(amount !== undefined && { amount }),
  ...more,
});

const USES = [
  use('trainingHours', 0.1),
  use('trainingHours', 0.2),
  use('trainingHours'),
  use('provisionedTpsHours', 1440),
  use('batchJobs', 31),
];

test('finds the limits that the forecast exceeds, and says if work will be skipped or refused', () => {
  // Act
  const limits = { trainingHours: 0.3, provisionedTpsHours: 720, batchJobs: 30, importGigabytes: 1 };
  const found = exceededLimits({ limits, onExceeded: 'skip' }, USES, (pointer) => pointer.length);
  // Assess: 0.1 + 0.2 is not above 0.3
  expect(found).toEqual([
    { unit: 'batchJobs', member: 'batchJobsPerMonth', line: 25, limit: 30, amount: 31, excess: 1, result: 'skipped' },
    {
      unit: 'provisionedTpsHours',
      member: 'provisionedTpsHoursPerMonth',
      line: 35,
      limit: 720,
      amount: 1440,
      excess: 720,
      result: 'refused',
    },
  ]);
});

test.each([
  ['an unknown amount', undefined],
  ['the amount 0', 0],
])('does not call the sum a maximum if the only use that is a maximum has %s', (_, amount) => {
  // Prepare
  const uses = [use('trainingHours', 13), use('trainingHours', amount, { isAtMost: true })];
  // Act
  const [found] = exceededLimits({ limits: { trainingHours: 12 }, onExceeded: 'skip' }, uses);
  // Assess
  expect(found).toMatchObject({ amount: 13 });
  expect(found).not.toHaveProperty('isAtMost');
});

test('says that a budget only notifies, and that an amount of imports is a maximum', () => {
  // Act
  const uses = [use('importGigabytes', 3, { isAtMost: true })];
  const found = exceededLimits({ limits: { importGigabytes: 1 }, onExceeded: 'notify' }, uses);
  // Assess
  expect(found.map(exceededText)).toEqual([
    'at most 3 GB imported, 2 above importGigabytesPerMonth 1: nothing is skipped, but a mail reports the excess.',
  ]);
});
