import fc from 'fast-check';
import { checkDefinition } from '../../emulator/services/stepfunctions/definition/check-definition';
import { aslFiles, filled } from '../support/asl-files';
import { validatorProblems } from '../support/asl-validator';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Place = { readonly holder: { [name: string]: Json }; readonly name: string };

const machines = aslFiles().map((file) => filled(file));

/**
 * Every member of every object in a definition, except members named `Output`: Step Functions allows any JSON there, but asl-validator
 * only a string or an object.
 */
function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(placesIn);
  return Object.entries(value).flatMap(([name, member]) => [
    ...(name === 'Output' ? [] : [{ holder: value, name }]),
    ...placesIn(member),
  ]);
}

const DAMAGES: Readonly<Record<string, (place: Place) => void>> = {
  removed: ({ holder, name }) => {
    delete holder[name];
  },
  negative: ({ holder, name }) => {
    holder[name] = -1;
  },
  'an empty list': ({ holder, name }) => {
    holder[name] = [];
  },
  'an empty object': ({ holder, name }) => {
    holder[name] = {};
  },
  'another text': ({ holder, name }) => {
    holder[name] = 'Nowhere';
  },
  'of another name': ({ holder, name }) => {
    holder[`${name}Path`] = holder[name] ?? null;
    delete holder[name];
  },
};

/** A state machine of this project with one damaged member, as text. */
const damaged = fc
  .tuple(fc.constantFrom(...machines), fc.nat(), fc.constantFrom(...Object.keys(DAMAGES)))
  .map(([text, choice, damage]) => {
    const machine: Json = JSON.parse(text);
    const places = placesIn(machine);
    const place = places[choice % places.length];
    if (place !== undefined) DAMAGES[damage]?.(place);
    return JSON.stringify(machine);
  });

/** True if asl-validator refuses a state machine. An exception is a refusal too: the validator throws if a state is not an object. */
function refusedByValidator(text: string): boolean {
  try {
    return validatorProblems(JSON.parse(text)).length > 0;
  } catch {
    return true;
  }
}

/** Number of damaged state machines. It is small, as asl-validator takes a third of a second for each. The nightly CI run tests more. */
const RUNS = Number(process.env.DAMAGED_MACHINES ?? 6);

describe('checkDefinition', () => {
  it('refuses every damaged state machine that asl-validator refuses', () => {
    // Prepare
    let refused = 0;
    const property = fc.property(damaged, (text) => {
      // Act
      const found = checkDefinition(text, 'aws');

      // Assess
      if (!refusedByValidator(text)) return;
      refused += 1;
      expect([text, found.length]).not.toEqual([text, 0]);
    });
    fc.assert(property, { seed: Number(process.env.DAMAGED_SEED ?? 20_261_126), numRuns: RUNS });
    expect(refused).toBeGreaterThan(RUNS / 4);
  });
});
