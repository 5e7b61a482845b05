import type { BilledUse } from '../../../lib/personalize/billing';
import { costOf, costText } from '../../../lib/personalize/cost';

const TRAINING: BilledUse = { what: 'trainings', unit: 'trainingHours', price: 'trainingHours', times: 2, amount: 10 };
const CAMPAIGN: BilledUse = { what: 'campaign', unit: 'provisionedTpsHours', price: 'campaignTpsHours', amount: 720 };

test('adds up what has a price, and names what it leaves out', () => {
  // Prepare
  const unknown: BilledUse = { what: 'first training', unit: 'trainingHours', price: 'trainingHours', times: 1 };
  // Act
  const cost = costOf([TRAINING, CAMPAIGN, unknown], { currency: 'USD', prices: { trainingHours: 0.25 } });
  // Assess
  expect(cost).toEqual({ currency: 'USD', amount: 2.5, leftOut: ['campaign', 'first training'] });
  expect(costText(cost)).toBe('2.50 USD, without campaign, first training');
});
