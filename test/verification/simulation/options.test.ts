import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { family, firstSeed, scenario, whyNotWritable } from '../../../verification/simulation/options';

describe('family', () => {
  it('takes the name of a family', () => {
    expect(family('uploads')).toBe('uploads');
  });

  it.each(['upload', '', 'toString'])("refuses '%s' with the names there are", (name) => {
    expect(() => family(name)).toThrow(
      'It must be one of everything, uploads, data, schedules, batch, domain, by-hand, quota, permanent, calm.',
    );
  });
});

describe('firstSeed', () => {
  it('takes a seed', () => {
    expect(firstSeed('1042')).toBe(1042);
  });

  it("draws the seed from the clock for 'clock', another one every second", () => {
    // Prepare
    const noon = Date.parse('2026-11-26T12:00:00Z');

    // Act
    const seeds = [noon, noon + 1000].map((now) => firstSeed('clock', () => now));

    // Assess
    expect(seeds).toEqual([1_795_694_400, 1_795_694_401]);
  });

  it('leaves room for a million seeds after that of the clock', () => {
    expect(firstSeed('clock', () => Date.parse('2100-01-01T00:00:00Z'))).toBeLessThan(2 ** 31 - 1_000_000);
  });

  it.each(['-1', 'now', '1.5', '2147483648'])("refuses '%s'", (text) => {
    expect(() => firstSeed(text)).toThrow('It must be a whole number from 0 to 2147483647.');
  });
});

describe('scenario', () => {
  it('takes a scenario as a violation prints it', () => {
    const printed = { groups: [], steps: [], faults: 1, permanentFaults: [] };
    expect(scenario(JSON.stringify(printed))).toEqual(printed);
  });

  it.each([
    ['{', 'It is not JSON'],
    ['{"steps":[],"faults":1}', 'A scenario has groups, permanentFaults, this has not.'],
    ['null', 'A scenario has groups, steps, faults, permanentFaults, this has not.'],
  ])('refuses %s', (text, message) => {
    expect(() => scenario(text)).toThrow(message);
  });
});

describe('whyNotWritable', () => {
  it('says nothing of a file that can be written, and why of another one', () => {
    // Prepare
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    try {
      // Act
      const problems = [join(folder, 'one.log'), join(folder, 'nowhere', 'one.log')].map(whyNotWritable);

      // Assess
      expect(problems).toEqual([undefined, expect.stringContaining('no such file or directory')]);
      expect(readFileSync(join(folder, 'one.log'), 'utf8')).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
