import * as fc from 'fast-check';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { familyOf } from '../../../simulation/simulate/families';
import { parameterFile } from '../../../simulation/simulate/parameter-file';

describe('a parameter file of the simulation', () => {
  test('is valid with any promotion rules, because the simulation expects its upload to succeed', () => {
    // Prepare
    const scenarios = fc.sample(familyOf('promotion').scenarios, { numRuns: 500, seed: 1 });

    // Act
    const problems = scenarios.flatMap(({ groups: [group] }) => {
      if (group === undefined) throw new Error('The scenario has no dataset group.');
      const text = parameterFile('shop', group, group.first).replaceAll(/\$\{prefix\}/g, '');
      return validateParameterFile(text).problems.filter(({ severity }) => severity === 'error');
    });

    // Assess
    expect(problems).toEqual([]);
  });
});
