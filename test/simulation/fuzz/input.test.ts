import * as fc from 'fast-check';
import { bodyOf, hostileInputs, inputOf, named } from '../../../simulation/fuzz/input';
import { GROUP } from '../../../simulation/fuzz/valid-file';

describe('inputOf', () => {
  it('gives the same number the same input, and other numbers mostly other inputs', () => {
    // Act
    const inputs = Array.from({ length: 200 }, (_, index) => JSON.stringify(inputOf(index)));

    // Assess
    expect(JSON.stringify(inputOf(7))).toBe(inputs[7]);
    expect(new Set(inputs).size).toBeGreaterThan(180);
  });

  it('uses the number as the seed of the property, so that the input can be shrunk', () => {
    // Act
    const { counterexample } = fc.check(
      fc.property(hostileInputs, () => false),
      { seed: 11, numRuns: 1, endOnFailure: true },
    );

    // Assess
    expect(counterexample?.[0]).toEqual(inputOf(11));
  });
});

describe('bodies of hostile files', () => {
  it('include bytes that are not text, invalid JSON, forbidden keys, and files of more than 1 MiB', () => {
    // Act
    const bodies = Array.from({ length: 1500 }, (_, index) => inputOf(index)).flatMap((input) =>
      input.kind === 'file' ? [bodyOf(input)] : [],
    );

    // Assess
    const texts = bodies.map((body) => body.toString());
    const count = (holds: (text: string) => boolean) => texts.filter(holds).length;
    expect(count((text) => text.includes('\ufffd'))).toBeGreaterThan(10);
    expect(count((text) => !isJson(text))).toBeGreaterThan(50);
    expect(count((text) => text.includes('"__proto__"'))).toBeGreaterThan(10);
    expect(count((text) => text.length > 1_048_576)).toBeGreaterThan(2);
  });
});

describe('named', () => {
  it('replaces the name of the dataset group, and keeps all other bytes', () => {
    // Act
    const bytes = named(Buffer.concat([Buffer.from(`"${GROUP}"`), Buffer.from([0xff, 0x80])]), 42);

    // Assess
    expect(bytes).toEqual(Buffer.concat([Buffer.from('"fuzz-00042"'), Buffer.from([0xff, 0x80])]));
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
