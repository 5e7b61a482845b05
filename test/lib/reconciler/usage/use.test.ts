import { billedText } from '../../../../lib/reconciler/usage/use';

const TRAININGS = { what: 'trainings', unit: 'trainingHours', price: 'trainingHours' } as const;

test.each([
  ['known hours', { ...TRAININGS, times: 2, amount: 5 }, '2 trainings, 5 training hours'],
  [
    'hours that are partly unknown',
    { ...TRAININGS, times: 3, amount: 5, unknown: 1 },
    '3 trainings, 5 training hours plus an unknown amount for 1 of the 3',
  ],
  ['unknown hours', { ...TRAININGS, times: 1, unknown: 1 }, '1 training, unknown training hours'],
] as const)('trainings are shown with %s', (_what, use, text) => {
  // Act and assess
  expect(billedText(use)).toBe(text);
});
