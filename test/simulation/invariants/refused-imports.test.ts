import type { CallListener } from '../../../emulator/core/aws';
import { refusalsStopAllImports } from '../../../simulation/invariants/refused-imports';
import type { World } from '../../../simulation/simulate/world';

const HOUR = 3_600_000;

interface Prepared {
  /** Setting `checks` of the run's file. Default: `refuse`. */
  readonly checks?: string;
  /** Hours from the beginning of the run to the last change of the data. Default: -1, so that the run can read the change. */
  readonly changed?: number;
  readonly accepted?: readonly string[];
  /** True if the call belongs to no run. */
  readonly isAlone?: boolean;
}

/** A dataset group with a run whose imports the invariant judges. */
function prepare({ checks = 'refuse', changed = -1, accepted = [], isAlone = false }: Prepared = {}) {
  const broken: string[] = [];
  const listeners: CallListener[] = [];
  const startedAt = 8 * HOUR;
  const team = {
    name: 'shop',
    data: 0,
    files: new Set<number>(),
    changedAt: 0,
    accepted: new Map(accepted.map((each) => [each, 1])),
  };
  const world = {
    local: { aws: { onCall: (listener: CallListener) => listeners.push(listener) } },
    teams: [team],
    executionLog: {
      runOf: () => (isAlone ? undefined : { name: 'one', startedAt }),
      fileOfRun: new Map([['one', 'v1']]),
    },
    editionOf: () => ({ checks }),
  } as unknown as World;
  refusalsStopAllImports.watch?.(world, (what) => broken.push(what));
  const load = (type: string) => {
    const input = { datasetArn: `arn:aws:personalize:eu-west-1:123456789012:dataset/shop/${type}` };
    const call = { operation: 'CreateDatasetImportJob', input };
    for (const listener of listeners)
      listener({ service: 'personalize', call, caller: { kind: 'role' } } as unknown as Parameters<CallListener>[0]);
  };
  const change = () => Object.assign(team, { data: team.data + 1, changedAt: startedAt + changed * HOUR });
  return { broken, load, change };
}

describe('the invariant that nothing is imported while the interactions are refused', () => {
  it('is violated by an import of items while checks refuse the interactions', () => {
    // Prepare
    const { broken, load, change } = prepare();
    load('INTERACTIONS');
    change();

    // Act
    load('ITEMS');

    // Assess
    expect(broken).toEqual(['ITEMS of shop are imported beside interactions that are refused']);
  });

  it.each<[string, Prepared]>([
    ['the file lets refused data be imported', { checks: 'pass' }],
    ['the import belongs to no run', { isAlone: true }],
    ['the data changed after the run began', { changed: 1 }],
    ['an operator has accepted the data', { accepted: ['fingerprint'] }],
  ])('holds if %s', (_, prepared) => {
    // Prepare
    const { broken, load, change } = prepare(prepared);
    load('INTERACTIONS');
    change();

    // Act
    load('ITEMS');

    // Assess
    expect(broken).toEqual([]);
  });

  it('holds for an import of items while the interactions have not changed since their last import', () => {
    // Prepare
    const { broken, load } = prepare();
    load('INTERACTIONS');

    // Act
    load('ITEMS');

    // Assess
    expect(broken).toEqual([]);
  });
});
