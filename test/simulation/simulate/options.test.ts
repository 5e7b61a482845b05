import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { family, firstSeed, scenario, writeProblem } from '../../../simulation/simulate/options';

describe('family', () => {
  it('accepts the name of a family', () => {
    expect(family('uploads')).toBe('uploads');
  });

  it("accepts 'each', which stands for all families, one after another", () => {
    expect(family('each')).toBe('each');
  });

  it.each(['upload', '', 'toString'])("refuses '%s', and lists the valid names", (name) => {
    expect(() => family(name)).toThrow(
      'It must be one of everything, uploads, data, schedules, edits, checks, imports, conflicts, deletions, promotion, updates, budgets, months, drift, removals, batch, domain, by-hand, quota, permanent, calm, each.',
    );
  });
});

describe('firstSeed', () => {
  it('accepts a seed', () => {
    expect(firstSeed('1042')).toBe(1042);
  });

  it("derives the seed from the current time for 'clock', and gives another seed every second", () => {
    // Prepare
    const noon = Date.parse('2026-11-26T12:00:00Z');

    // Act
    const seeds = [noon, noon + 1000].map((now) => firstSeed('clock', () => now));

    // Assess
    expect(seeds).toEqual([1_795_694_400, 1_795_694_401]);
  });

  it("leaves a million valid seeds above the seed for 'clock', even in the year 2100", () => {
    expect(firstSeed('clock', () => Date.parse('2100-01-01T00:00:00Z'))).toBeLessThan(2 ** 31 - 1_000_000);
  });

  it.each(['-1', 'now', '1.5', '2147483648'])("refuses '%s', which is not a seed", (text) => {
    expect(() => firstSeed(text)).toThrow('It must be a whole number from 0 to 2147483647.');
  });
});

describe('scenario', () => {
  it('accepts a scenario in the form in which it is printed with a violation', () => {
    const printed = { groups: [], steps: [], faults: 1, permanentFaults: [] };
    expect(scenario(JSON.stringify(printed))).toEqual(printed);
  });

  it.each([
    ['invalid JSON', '{', 'It is not JSON'],
    ['missing members', '{"steps":[],"faults":1}', 'A scenario must have groups, permanentFaults.'],
    ['null', 'null', 'A scenario must have groups, steps, faults, permanentFaults.'],
  ])('refuses %s', (_, text, message) => {
    expect(() => scenario(text)).toThrow(message);
  });
});

describe('writeProblem', () => {
  it('returns nothing for a file that can be written, and otherwise the reason', () => {
    // Prepare
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    try {
      // Act
      const problems = [join(folder, 'one.log'), join(folder, 'nowhere', 'one.log')].map(writeProblem);

      // Assess
      expect(problems).toEqual([undefined, expect.stringContaining('no such file or directory')]);
      expect(readFileSync(join(folder, 'one.log'), 'utf8')).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
