import * as fc from 'fast-check';
import { validateParameterFile } from '../../../parameter-file/validate';
import { anyPromotion } from '../../../verification/simulation/arbitrary';
import { parameterFile } from '../../../verification/simulation/parameter-file';
import type { Edition, Group } from '../../../verification/simulation/scenario';

const FIRST: Edition = { solutions: 1, campaign: true, minProvisionedTPS: 1, filter: false, schedules: 'usual' };
const GROUP: Group = {
  ...{
    eventTracker: false,
    items: false,
    users: false,
    batch: 'none',
    largeCsv: false,
    incremental: false,
    domain: false,
  },
  first: FIRST,
};

describe('a parameter file of the simulation', () => {
  test('is valid with any promotion: one that is refused is expected to run', () => {
    // Prepare
    const promotions = fc.sample(anyPromotion, { numRuns: 500, seed: 1 });

    // Act
    const problems = promotions.flatMap((promotion) => {
      const text = parameterFile('shop', GROUP, { ...FIRST, promotion }).replaceAll(/\$\{prefix\}/g, '');
      return validateParameterFile(text).problems.filter(({ severity }) => severity === 'error');
    });

    // Assess
    expect(problems).toEqual([]);
  });
});
