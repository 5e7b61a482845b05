import { limitOf, regressions } from '../../../scripts/bench/counted-figures';

test('a figure is accepted up to its limit, and reported above the limit', () => {
  // Prepare
  const limit = limitOf('movies', 'stateTransitions');

  // Act
  const [within, above] = [limit, limit + 1].map((stateTransitions) => regressions('movies', { stateTransitions }));

  // Assess
  expect(within).toEqual([]);
  expect(above).toEqual([`movies: stateTransitions is ${limit + 1}, but may be at most ${limit}`]);
});

test('a figure that is not recorded is refused', () => {
  // Act
  const compare = () => regressions('movies', { transitions: 1 });

  // Assess
  expect(compare).toThrow("scripts/bench/counted-figures.json has no 'transitions' of 'movies'.");
});
