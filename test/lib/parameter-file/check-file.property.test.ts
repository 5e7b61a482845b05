import fc from 'fast-check';
import { readAcceptedFile } from '../../../lib/parameter-file/check-file';
import { desiredState } from '../../../lib/parameter-file/desired-state';
import type { JsonValue } from '../../../lib/parameter-file/json-value';
import { ROOT, valuesOf } from '../../support/arbitrary-structure';
import { mutations } from '../../support/mutations';

const SEED = 20_251_124;

describe('readAcceptedFile', () => {
  it('never accepts a file for which desiredState throws', () => {
    // Prepare
    const anyFiles = fc
      .tuple(valuesOf(ROOT), fc.array(fc.nat(), { minLength: 20, maxLength: 20 }))
      .map(([file, choices]) => {
        const all = [...mutations(file)];
        return choices.map((choice) => all[choice % all.length]?.apply() as JsonValue);
      });
    let read = 0;
    const property = fc.property(anyFiles, (files) => {
      for (const mutated of files) {
        // Act
        const { file } = readAcceptedFile(JSON.stringify(mutated), {});

        // Assess
        if (file === undefined) continue;
        expect(() => JSON.stringify(desiredState(file))).not.toThrow();
        read += 1;
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 40 });
    expect(read).toBeGreaterThan(100);
  });
});
