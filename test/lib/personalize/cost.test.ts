import type { BilledUse } from '../../../lib/personalize/billing';
import { costed, costLines, money } from '../../../lib/personalize/cost';

const TRAINING: BilledUse = { what: 'trainings', unit: 'trainingHours', price: 'trainingHours', times: 2, amount: 10 };
const CAMPAIGN: BilledUse = { what: 'campaign', unit: 'provisionedTpsHours', price: 'campaignTpsHours', amount: 720 };
const PRICES = { currency: 'USD', prices: { trainingHours: 0.25 }, source: 'the given prices' };

test('adds up the costs of uses with a price, and names unknown amounts and missing prices', () => {
  // Prepare
  const unknown: BilledUse = { what: 'first training', unit: 'trainingHours', price: 'trainingHours', times: 1 };
  // Act
  const cost = costed([TRAINING, CAMPAIGN, unknown], PRICES);
  // Assess
  expect(cost).toEqual({
    uses: [{ ...TRAINING, cost: 2.5 }, CAMPAIGN, unknown],
    cost: {
      currency: 'USD',
      amount: 2.5,
      source: 'the given prices',
      unknown: ['first training'],
      unpriced: ['campaignTpsHours'],
    },
  });
  expect(costLines(cost)).toEqual([
    'Cost by the given prices: 2.50 USD, without unknown amounts, campaignTpsHours (no price).',
  ]);
});

test('names uses whose amount is not fully known', () => {
  // Prepare
  const uses = [
    { ...TRAINING, unknown: 1 },
    { ...TRAINING, what: 'imports', amount: 0, unknown: 2 },
  ];
  // Act
  const { cost } = costed(uses, PRICES);
  // Assess
  expect(cost).toMatchObject({ amount: 2.5, unknown: ['trainings', 'imports'] });
});

test('names the missing price, instead of a cost of 0, if no billed use has a price', () => {
  // Act
  const cost = costed([CAMPAIGN, { ...TRAINING, amount: 0 }], PRICES);
  // Assess
  expect(cost).not.toHaveProperty('cost');
  expect(costLines(cost)).toEqual(['No cost: there is no price of campaignTpsHours in the given prices.']);
});

test.each([
  [
    'the amounts of all uses that have a price are unknown, and there is no price of campaignTpsHours in the given prices',
    [CAMPAIGN],
  ],
  ['the amounts of all uses that have a price are unknown', []],
])('says "%s", instead of a cost of 0', (reason, others) => {
  // Prepare
  const unknown: BilledUse = { what: 'first training', unit: 'trainingHours', price: 'trainingHours', times: 1 };
  // Act
  const cost = costed([unknown, ...others], PRICES);
  // Assess
  expect(costLines(cost)).toEqual([`No cost: ${reason}.`]);
});

test('needs no price for an amount of 0', () => {
  // Act
  const { cost } = costed([TRAINING, { ...CAMPAIGN, amount: 0 }], PRICES);
  // Assess
  expect(cost).toMatchObject({ unknown: [], unpriced: [] });
});

test('shows money with two decimals, and with commas between thousands', () => {
  expect([144_000, 0.125, 1e9].map((amount) => money(amount, 'USD'))).toEqual([
    '144,000.00 USD',
    '0.13 USD',
    '1,000,000,000.00 USD',
  ]);
});

test('says in one line why there is no cost, but nothing if no cost was computed', () => {
  expect(costLines(costed([TRAINING], 'no prices.'))).toEqual(['No cost: no prices.']);
  expect(costLines({})).toEqual([]);
});
