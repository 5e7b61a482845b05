import fc from 'fast-check';
import { desiredState } from '../../../lib/parameter-file/desired-state';
import type { JsonValue } from '../../../lib/parameter-file/json-value';
import { ruleText } from '../../../lib/parameter-file/rules/rule-texts';
import { checkStructure } from '../../../lib/parameter-file/structure';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { ROOT, valuesOf } from '../../support/arbitrary-structure';
import { mutations } from '../../support/mutations';
import { PROPERTY_RUNS } from '../../support/property-runs';

const SEED = 20_251_124;

const files = valuesOf(ROOT) as fc.Arbitrary<JsonValue>;

/** A file in which one key or value is replaced by any JSON. */
const disturbedFiles = fc.tuple(files, fc.jsonValue(), fc.nat()).map(([file, value, choice]) => {
  const text = JSON.stringify(file);
  const places = [...text.matchAll(/"[^"\\]*"|\d+|true|false|\{\}|\[\]/g)];
  const place = places[choice % Math.max(places.length, 1)];
  if (!place) return text;
  return text.slice(0, place.index) + JSON.stringify(value) + text.slice(place.index + place[0].length);
});

describe('any parameter file', () => {
  it.each([
    ['bytes', fc.uint8Array({ maxLength: 200 })],
    ['text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['JSON', fc.json()],
    ['JSON of the right structure', files.map((file) => JSON.stringify(file))],
    ['JSON of the right structure, except in one place', disturbedFiles],
  ] as [string, fc.Arbitrary<string | Uint8Array>][])('is validated without a throw: %s', (_, contents) => {
    // Prepare
    const property = fc.property(contents, (content) => {
      // Act
      const { valid, file, problems } = validateParameterFile(content);
      const state = file && desiredState(file);

      // Assess
      expect(valid).toBe(state !== undefined);
      expect(problems.some(({ severity }) => severity === 'error')).toBe(!valid);
      for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
    });
    fc.assert(property, { seed: SEED, numRuns: PROPERTY_RUNS });
  });

  it('passes the structure check, and has an error at the place of a change that breaks its structure', () => {
    // Prepare
    const property = fc.property(files, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (file, choices) => {
      const all = [...mutations(file)];
      expect(checkStructure(file)).toEqual([]);
      for (const choice of choices) {
        const mutation = all[choice % all.length];

        // Act
        const { problems, valid } = validateParameterFile(JSON.stringify(mutation?.apply()));

        // Assess
        expect(valid).toBe(false);
        expect(problems.filter(({ rule }) => ruleText(rule) === undefined)).toEqual([]);
        expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', path: mutation?.path }));
      }
    });
    fc.assert(property, { seed: SEED, numRuns: PROPERTY_RUNS / 5 });
  });
});
