import { SYNTH_SETTINGS, VARIABLE_SETS } from '../../../scripts/terraform-plan/combinations';
import { SETTINGS } from '../../../stacks/synth/synth-settings';
import { VARIABLES } from '../../../stacks/synth/variables';

describe('the combinations of variables and settings that are planned', () => {
  it('give every Terraform variable a value other than its default', () => {
    // Act
    const changed = new Set(
      Object.values(VARIABLE_SETS).flatMap((set) =>
        Object.entries(VARIABLES)
          .filter(([name, { default: usual }]) => name in set && Reflect.get(set, name) !== usual)
          .map(([name]) => name),
      ),
    );

    // Assess
    expect(Object.keys(VARIABLES).filter((name) => !changed.has(name))).toEqual([]);
  });

  it('have every kind of backend, each with and without preventDestroy and parameterFiles', () => {
    // Act
    const kinds = new Set(
      SYNTH_SETTINGS.map(({ backend, preventDestroy, parameterFiles }) =>
        [backend?.type, preventDestroy, parameterFiles !== undefined].join(' '),
      ),
    );

    // Assess
    expect(kinds.size).toBe(3 * 2 * 2);
    expect(Object.keys(SETTINGS).filter((key) => !/^(?:s3|cloud)/.test(key))).toEqual([
      'backend',
      'parameterFiles',
      'preventDestroy',
    ]);
  });
});
