import type { Report } from '../../../simulation/simulate/messages';
import { describeReport, describeSeeds, replayCommand, Summary } from '../../../simulation/simulate/summary';
import { SITUATIONS } from '../../../simulation/situations';

const SCENARIO = { groups: [], steps: [], faults: 1, permanentFaults: [] };

describe('a violation', () => {
  it('is printed with its seed, its scenario and the command that replays it with a log', () => {
    // Prepare
    const violations = [{ invariant: 'no lock is left', what: 'lock#data is held by a' }];

    // Act
    const text = describeReport({ seed: 7, violations, faults: {} }, SCENARIO, 'uploads');

    // Assess
    expect(text.split('\n')).toEqual([
      "Seed 7 of 'uploads' breaks an invariant:",
      '  no lock is left: lock#data is held by a',
      '  scenario: {"groups":[],"steps":[],"faults":1,"permanentFaults":[]}',
      '  replay: npm run simulate -- --seeds 1 --from 7 --scenario uploads --log simulation.log',
    ]);
  });

  it('is replayed with the shrunk form of its scenario', () => {
    expect(replayCommand(7, SCENARIO)).toBe(
      `npm run simulate -- --seeds 1 --from 7 --play '{"groups":[],"steps":[],"faults":1,"permanentFaults":[]}' --log simulation.log`,
    );
  });
});

describe('Summary', () => {
  it('adds up the faults of all seeds, and counts the seeds with violations or crashes', () => {
    // Prepare
    const summary = new Summary(2);

    // Act
    summary.add({ seed: 1, violations: [], faults: { throttled: 2 } }, 'data');
    summary.add({ seed: 2, violations: [], faults: { throttled: 3 }, crash: 'Error: no' }, 'data');

    // Assess
    const row = summary
      .text()
      .split('\n')
      .find((line) => line.includes('throttled'));
    expect(row?.split('│').map((cell) => cell.trim())).toEqual(['', 'throttled', '0.02', '5', '']);
    expect(summary.text()).toMatch(/^2 seeds in \d+ s, [\d.]+ a second; 1 with violations or crashes\n/);
  });
});

describe('the situations of a summary', () => {
  const [one, other, third] = [
    'rules hold a version',
    'a check refuses data',
    'a run is overdue, and reported',
  ] as const;

  it('are listed with the numbers of their seeds, of occurrences and of other situations within ten minutes, and with their families', () => {
    // Prepare
    const summary = new Summary(2);

    // Act
    summary.add(reaching({ [one]: 2, [other]: 1 }, [[one, other]]), 'promotion');
    summary.add(reaching({ [one]: 3 }), 'updates');

    // Assess
    const row = summary
      .text()
      .split('\n')
      .find((line) => line.includes(one));
    const total = `1 of ${SITUATIONS.length - 1}`;
    expect(row?.split('│').map((cell) => cell.trim())).toEqual(['', one, '2', '5', total, 'promotion, updates', '']);
  });

  it('are named if no seed has reached them', () => {
    // Prepare
    const summary = new Summary(1);

    // Act
    summary.add(reaching({ [one]: 1, [other]: 1 }), 'promotion');

    // Assess
    expect(summary.unreached()).toContain(third);
    expect(summary.unreached()).not.toContain(one);
    expect(summary.unreached()).toHaveLength(SITUATIONS.length - 2);
  });
});

function reaching(times: Readonly<Record<string, number>>, pairs: readonly (readonly [string, string])[] = []): Report {
  return { seed: 1, violations: [], faults: {}, reached: { times, pairs } };
}

describe('describeSeeds', () => {
  it('names the first and the last seed, so that they can be replayed', () => {
    expect(describeSeeds(1042, 100, 'data')).toBe("Playing 100 seeds of 'data', from 1042 to 1141");
  });
});
