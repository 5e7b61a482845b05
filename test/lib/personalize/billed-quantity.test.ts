import { totalText } from '../../../lib/personalize/billed-quantity';

const TRAININGS = { what: 'trainings', unit: 'trainingHours', price: 'trainingHours' } as const;

test.each([
  [
    'known',
    [
      { ...TRAININGS, amount: 5 },
      { ...TRAININGS, amount: 2 },
    ],
    'In all: 7 training hours.',
  ],
  ['unknown', [{ ...TRAININGS, unknown: 1 }], 'In all: unknown training hours.'],
  [
    'unknown for one of two solutions',
    [{ ...TRAININGS, amount: 5 }, TRAININGS],
    'In all: 5 training hours plus an unknown amount.',
  ],
  [
    'unknown for some trainings of a solution',
    [{ ...TRAININGS, times: 3, amount: 5, unknown: 1 }],
    'In all: 5 training hours plus an unknown amount.',
  ],
  [
    'an upper limit for one of two solutions',
    [
      { ...TRAININGS, amount: 5 },
      { ...TRAININGS, amount: 2, isAtMost: true },
    ],
    'In all: at most 7 training hours.',
  ],
] as const)('shows the total of training hours that are %s', (_what, uses, text) => {
  expect(totalText(uses)).toBe(text);
});
