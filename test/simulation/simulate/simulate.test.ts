import { type FamilyName, scenarioOf } from '../../../simulation/simulate/families';
import { Log } from '../../../simulation/simulate/log';
import type { Scenario } from '../../../simulation/simulate/scenario';
import { simulate } from '../../../simulation/simulate/simulate';
import { synthesizedStack } from '../../support/synthesized-stack';
import { plainGroup } from './plain-group';

const SCENARIO: Scenario = {
  groups: [plainGroup({ solutions: 1, campaign: true, minProvisionedTPS: 1, filter: false, schedules: 'usual' })],
  steps: [
    { kind: 'refusedUpload', afterSeconds: 60, group: 0 },
    { kind: 'pause', afterSeconds: 9000, group: 0, task: 0 },
    { kind: 'manual', afterSeconds: 600, action: 'changeSchedule' },
  ],
  faults: 1,
  permanentFaults: [],
};

const stackFile = synthesizedStack();

async function play(seed: number, scenario: Scenario) {
  const lines: string[] = [];
  const simulated = await simulate(stackFile, seed, scenario, new Log((line) => lines.push(line)));
  return { ...simulated, lines };
}

describe('simulate', () => {
  it('writes the same log for the same seed and scenario, with faults and without violations', async () => {
    // Act
    const one = await play(7, SCENARIO);
    const again = await play(7, SCENARIO);

    // Assess
    expect(one.violations).toEqual([]);
    expect(Object.values(one.faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(again).toEqual(one);
  });

  it('plays operators who accept refused data, reject them later, and upload a file that must not replace another one', async () => {
    // Prepare
    const [group] = SCENARIO.groups;
    if (group === undefined) throw new Error('The scenario has no dataset group.');
    const edition = { ...group.first, schedules: 'absent', checks: 'refuse' } as const;
    const after = { afterSeconds: 7200, group: 0 };
    const scenario: Scenario = {
      ...SCENARIO,
      isQuick: true,
      faults: 0,
      steps: [
        { kind: 'upload', ...after, edition },
        { kind: 'newData', ...after, next: 1 },
        { kind: 'upload', ...after, edition, otherKey: true, replaces: false },
        { kind: 'upload', ...after, edition },
        { kind: 'acceptData', ...after },
        { kind: 'rejectData', ...after },
      ],
    };

    // Act
    const { violations, lines } = await play(7, scenario);

    // Assess
    expect(violations).toEqual([]);
    const log = lines.join('\n');
    expect(log).toContain('data-accept');
    expect(log).toContain('OtherFileInForce');
    expect(log).toMatch(/an operator dynamodb PutItem .*data-statistics#interactions/);
  });

  it('logs steps, calls, states, faults and notifications with their virtual time', async () => {
    // Act
    const { lines } = await play(7, SCENARIO);

    // Assess
    const kinds = new Set(lines.map((line) => line.split(/\s+/)[1]));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(['call', 'execution', 'fault', 'notification', 'resource', 'state', 'step']),
    );
    for (const line of lines) expect(line).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /);
  });

  it('logs uploaded objects as text', async () => {
    // Act
    const { lines } = await play(7, SCENARIO);

    // Assess
    const upload = lines.find((line) => line.includes('an operator s3 PutObject') && line.includes('config.json'));
    expect(upload).toContain('"Body":"{\\"');
  });
});

describe('scenarioOf', () => {
  it('gives the same seed the same scenario, and other seeds other scenarios', () => {
    // Act
    const scenarios = [1, 2, 3, 1].map((seed) => JSON.stringify(scenarioOf(seed)));

    // Assess
    expect(scenarios[3]).toBe(scenarios[0]);
    expect(new Set(scenarios).size).toBe(3);
  });

  it.each<[string, number, (scenario: Scenario) => boolean]>([
    ['have a lasting fault', 0.07, ({ lasting }) => lasting !== undefined],
    [
      'have a lasting fault and a second dataset group',
      0.05,
      ({ lasting, groups }) => lasting !== undefined && groups.length > 1,
    ],
    [
      'have data that changes and changes back',
      0.06,
      ({ steps }) => steps.some(({ kind }) => kind === 'changeAndBack'),
    ],
    ['have csv files that are added or removed', 0.05, ({ steps }) => steps.some(({ kind }) => kind === 'csvFile')],
    ['have csv above 1 MiB', 0.01, ({ groups }) => groups.some(({ largeCsv }) => largeCsv)],
  ])('includes in `everything` scenarios that %s, with a share of at least %d', (_what, share, fits) => {
    // Act
    const scenarios = Array.from({ length: 1000 }, (_, seed) => scenarioOf(seed));

    // Assess
    expect(scenarios.filter(fits).length / 1000).toBeGreaterThanOrEqual(share);
  });

  it("lets Personalize take as long as usual in a few scenarios of 'promotion'", () => {
    // Act
    const scenarios = Array.from({ length: 500 }, (_, seed) => scenarioOf(seed, 'promotion'));

    // Assess
    const share = scenarios.filter(({ isQuick }) => isQuick).length / scenarios.length;
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.98);
  });

  it.each<[FamilyName, (scenario: Scenario) => boolean]>([
    ['uploads', ({ steps }) => steps.every(({ afterSeconds }) => afterSeconds <= 600)],
    ['batch', ({ groups }) => groups.every(({ batch }) => batch !== 'none')],
    ['domain', ({ groups }) => groups.every(({ domain }) => domain)],
    ['quota', ({ groups }) => groups.length > 1],
    ['data', ({ steps }) => steps.length >= 3 && steps.length <= 8],
    ['permanent', ({ lasting }) => lasting !== undefined],
    ['promotion', ({ groups, steps }) => steps.length >= 1 && groups.every(({ domain }) => !domain)],
    ['updates', ({ groups, steps }) => steps.length >= 3 && groups.every(({ first }) => first.promotion !== undefined)],
    ['checks', ({ groups, steps }) => steps.length >= 2 && groups.every(({ domain }) => !domain)],
    ['calm', ({ faults, permanentFaults }) => faults === 0 && permanentFaults.length === 0],
  ])('gives the family %s only scenarios with the properties of that family', (name, fits) => {
    // Act
    const scenarios = Array.from({ length: 20 }, (_, seed) => scenarioOf(seed, name));

    // Assess
    expect(scenarios.filter((scenario) => !fits(scenario))).toEqual([]);
  });
});
