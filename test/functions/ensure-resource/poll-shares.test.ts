import { callsLeftOf, PollShares } from '../../../functions/ensure-resource/poll-shares';
import type { Part } from '../../../functions/ensure-resource/side-by-side';
import type { SolutionStep } from '../../../functions/ensure-resource/solution-steps';

const HOUR = 3_600_000;
const READY: Part = {};
const IN_PROGRESS: Part = { due: 1, begun: 0, polls: 0 };

/** Solution, start and version of `plain`, then those of `used` with a campaign. */
const STEPS: readonly SolutionStep[] = [
  ...stepsOf('plain', 0),
  ...stepsOf('used', 3),
  { type: 'campaign', pointer: '/solutions/1/campaigns/0', solution: 'used', place: 0, after: [5] },
];

function stepsOf(solution: string, first: number): readonly SolutionStep[] {
  const common = { pointer: `/solutions/${solution}`, solution, place: 0 };
  return [
    { ...common, type: 'solution' },
    { ...common, type: 'solutionVersion', after: [first], until: 'STARTED' },
    { ...common, type: 'solutionVersion', after: [first + 1], continues: true },
  ];
}

const [PLAIN, USED] = [2, 5];

interface Given {
  readonly plain: Part;
  readonly used: Part;
  readonly campaign?: Part;
  readonly start?: Part;
}

const sharesOf = ({ plain, used, campaign = { due: 0 }, start = READY }: Given) =>
  new PollShares(STEPS, [READY, READY, plain, READY, start, used, campaign]);

describe('PollShares', () => {
  test.each<[string, Given, number]>([
    ['while another training is awaited', { plain: IN_PROGRESS, used: IN_PROGRESS }, 220_000],
    ['while a campaign is created', { plain: IN_PROGRESS, used: READY, campaign: IN_PROGRESS }, 220_000],
    ['not once the campaign is ready', { plain: IN_PROGRESS, used: READY, campaign: READY }, 0],
    ['not if the campaign is never begun', { plain: IN_PROGRESS, used: READY, campaign: { isSkipped: true } }, 0],
    ['not while a training waits for a place', { plain: IN_PROGRESS, used: { due: 0 }, start: { due: 0 } }, 0],
  ])('polls a training for which nothing waits late %s', (_, given, expected) => {
    // Act
    const shares = sharesOf(given);

    // Assess
    expect([shares.delayOf(PLAIN), shares.delayOf(USED)]).toEqual([expected, 0]);
  });

  test.each<[string, Given, readonly [number, number]]>([
    ['the one that is awaited', { plain: IN_PROGRESS, used: IN_PROGRESS }, [1, 1.5]],
    ['the last one', { plain: IN_PROGRESS, used: { left: 0 }, campaign: READY }, [1.5, 1]],
    ['none if it is the only training', { plain: READY, used: IN_PROGRESS }, [1, 1]],
    ['none if the others were there before', { plain: IN_PROGRESS, used: READY, campaign: READY }, [1, 1]],
    ['none if no calls are left', { plain: IN_PROGRESS, used: { ...IN_PROGRESS, polls: 68 } }, [1, 1]],
    [
      'the last one with the calls of another',
      { plain: { ...IN_PROGRESS, polls: 35 }, used: { left: 2 }, campaign: READY },
      [1.5, 1],
    ],
    ['none that others have lent calls', { plain: IN_PROGRESS, used: { left: -34 }, campaign: READY }, [1, 1]],
  ])('polls %s more closely', (_, given, expected) => {
    // Act
    const shares = sharesOf(given);

    // Assess
    expect([shares.closenessOf(PLAIN, HOUR), shares.closenessOf(USED, HOUR)]).toEqual(expected);
  });

  test('allows forty calls in the first hour of training, those of its start included', () => {
    // Act
    const left = [HOUR / 2, HOUR, 3 * HOUR].map((now) => callsLeftOf({ begun: 0, polls: 10 }, now));

    // Assess
    expect([...left, callsLeftOf({ polls: 1 }, HOUR)]).toEqual([4, 24, 24, -7]);
  });
});
