import { plural } from '../../lib/text/format';
import { palette } from '../../local/report/palette';
import { renderTable } from '../../local/report/table';
import { FAULT_KINDS, FAULT_RATES, type FaultKind } from '../faults/rates';
import { INVARIANTS } from '../invariants';
import { SITUATIONS } from '../situations';
import type { FamilyChoice, FamilyName } from './families';
import type { Report } from './messages';
import type { Scenario } from './scenario';

/** Totals over all seeds. */
export class Summary {
  readonly broken: Report[] = [];
  done = 0;
  private readonly start = performance.now();
  private readonly faults = new Map<FaultKind, number>();

  private readonly situations = new Map(SITUATIONS.map(({ name }) => [name, new Encounters()]));

  constructor(private readonly seeds: number) {}

  add(report: Report, family: FamilyName): void {
    this.done += 1;
    const { times = {}, pairs = [] } = report.reached ?? {};
    for (const [name, count] of Object.entries(times)) this.situations.get(name)?.add(family, count);
    for (const [one, other] of pairs) {
      this.situations.get(one)?.others.add(other);
      this.situations.get(other)?.others.add(one);
    }
    for (const kind of FAULT_KINDS) this.faults.set(kind, (this.faults.get(kind) ?? 0) + (report.faults[kind] ?? 0));
    if (this.isBroken(report)) this.broken.push(report);
  }

  isBroken({ violations, crash }: Report): boolean {
    return violations.length > 0 || crash !== undefined;
  }

  /** Returns the reports with a broken invariant. Reports with a crash of the local AWS or of the simulation itself are left out. */
  violating(): readonly Report[] {
    return this.broken.filter(({ crash }) => crash === undefined);
  }

  /** Returns the names of the situations that no seed has reached. */
  unreached(): readonly string[] {
    return [...this.situations].filter(([, { seeds }]) => seeds === 0).map(([name]) => name);
  }

  text(): string {
    const seconds = (performance.now() - this.start) / 1000;
    const rate = (this.seeds / seconds).toFixed(2);
    return [
      `${plural(this.seeds, 'seed')} in ${seconds.toFixed(0)} s, ${rate} a second; ${this.broken.length} with violations or crashes`,
      '',
      renderTable(
        ['Fault', 'Rate', 'Times'],
        FAULT_KINDS.map((kind) => [kind, String(FAULT_RATES[kind]), String(this.faults.get(kind) ?? 0)]),
        palette(false),
      ),
      '',
      this.reachedTable(),
      '',
      `${INVARIANTS.length} invariants checked for each seed:`,
      ...INVARIANTS.map(({ name, watch }) => `  ${name}${watch === undefined ? '' : ' (during the scenario)'}`),
    ].join('\n');
  }

  /** Returns a list of all reached situations. Below each situation are the reached situations that no seed reached within ten minutes of it. */
  neverMet(): string {
    const reached = [...this.situations].filter(([, { seeds }]) => seeds > 0);
    const lines = reached.map(([name, { others }]) => {
      const missing = reached.map(([other]) => other).filter((other) => other !== name && !others.has(other));
      return [`${name} (${missing.length}):`, ...missing.map((other) => `  ${other}`)].join('\n');
    });
    return ['Situations that no seed reached within ten minutes of each other:', ...lines].join('\n\n');
  }

  private reachedTable(): string {
    const rows = [...this.situations].map(([name, { seeds, times, families, others }]) => [
      name,
      String(seeds),
      String(times),
      `${others.size} of ${SITUATIONS.length - 1}`,
      families.size <= NAMED ? [...families].join(', ') : `${families.size} families`,
    ]);
    return renderTable(['Situation', 'Seeds', 'Times', 'Near others', 'Reached by'], rows, palette(false));
  }
}

/** Maximum number of families that a row of the table names. A row with more families has only their number. */
const NAMED = 3;

/** Counts how often a situation was reached. Also collects the families, and the other situations at about the same time. */
class Encounters {
  seeds = 0;
  times = 0;
  readonly families = new Set<FamilyName>();
  /** Names of the situations that were reached within ten minutes of this situation. */
  readonly others = new Set<string>();

  add(family: FamilyName, times: number): void {
    this.seeds += 1;
    this.times += times;
    this.families.add(family);
  }
}

/** Returns a description of the seeds to play. It is printed first, so that seeds of `--from clock` can be replayed after the process was killed. */
export function describeSeeds(from: number, seeds: number, family: FamilyChoice): string {
  return `Playing ${plural(seeds, 'seed')} of '${family}', from ${from} to ${from + seeds - 1}`;
}

export function describeReport({ seed, violations, crash }: Report, scenario: Scenario, family: FamilyName): string {
  return [
    `Seed ${seed} of '${family}' breaks ${crash === undefined ? 'an invariant' : 'the simulation'}:`,
    ...violations.map(({ invariant, what }) => `  ${invariant}: ${what}`),
    ...(crash === undefined ? [] : [`  ${crash}`]),
    `  scenario: ${JSON.stringify(scenario)}`,
    `  replay: ${replayCommand(seed, family)}`,
  ].join('\n');
}

/** Returns the command that replays a seed and writes a log. @param what a family or a given scenario */
export function replayCommand(seed: number, what: FamilyName | Scenario): string {
  const scenario = typeof what === 'string' ? `--scenario ${what}` : `--play '${JSON.stringify(what)}'`;
  return `npm run simulate -- --seeds 1 --from ${seed} ${scenario} --log simulation.log`;
}
