import type { Edition, Group, Scenario } from './scenario';

export interface ShrinkOptions {
  /** Plays a scenario. Resolves to true if the scenario still shows the violation. */
  readonly breaks: (scenario: Scenario) => Promise<boolean>;
  /** Returns true if shrinking should continue. Called before each attempt, which plays a scenario. */
  readonly goesOn: () => boolean;
}

/** Returns the smallest scenario found that still shows the violation. The largest reductions are tried first. */
export async function shrink(scenario: Scenario, { breaks, goesOn }: ShrinkOptions): Promise<Scenario> {
  let smallest = scenario;
  for (;;) {
    let found: Scenario | undefined;
    for (const candidate of smaller(smallest)) {
      if (!goesOn()) return smallest;
      if (await breaks(candidate)) {
        found = candidate;
        break;
      }
    }
    if (found === undefined) return smallest;
    smallest = found;
  }
}

/** Yields all scenarios that one reduction makes of the given scenario. */
function* smaller(scenario: Scenario): Generator<Scenario> {
  for (const steps of shorter(scenario.steps)) yield { ...scenario, steps };
  // The group of a step is an index modulo the number of groups. So every step still has a group if groups are removed.
  for (const groups of shorter(scenario.groups)) if (groups.length > 0) yield { ...scenario, groups };
  for (const permanentFaults of shorter(scenario.permanentFaults)) yield { ...scenario, permanentFaults };
  const { lasting, ...passing } = scenario;
  if (lasting !== undefined) yield passing;
  if (scenario.faults > 0) yield { ...scenario, faults: 0 };
  for (const [index, group] of scenario.groups.entries()) {
    for (const simpler of simplerGroups(group)) yield { ...scenario, groups: scenario.groups.with(index, simpler) };
  }
  for (const [index, step] of scenario.steps.entries()) {
    if (step.kind !== 'upload') continue;
    for (const edition of simplerEditions(step.edition))
      yield { ...scenario, steps: scenario.steps.with(index, { ...step, edition }) };
  }
}

/** Yields the empty list, then both halves of a list of more than two elements, and then all lists with one element less. */
function* shorter<T>(list: readonly T[]): Generator<readonly T[]> {
  if (list.length === 0) return;
  const middle = Math.floor(list.length / 2);
  yield [];
  if (list.length > 2) {
    yield list.slice(0, middle);
    yield list.slice(middle);
  }
  if (list.length > 1) for (const index of list.keys()) yield list.toSpliced(index, 1);
}

const SIMPLE: Omit<Group, 'first'> = {
  eventTracker: false,
  items: false,
  users: false,
  batch: 'none',
  largeCsv: false,
  incremental: false,
  domain: false,
};

function* simplerGroups(group: Group): Generator<Group> {
  for (const [member, simple] of Object.entries(SIMPLE)) {
    // Batch segment jobs need items.
    if (member === 'items' && group.batch === 'segments') continue;
    if (group[member as keyof typeof SIMPLE] !== simple) yield { ...group, [member]: simple };
  }
  for (const first of simplerEditions(group.first)) yield { ...group, first };
}

function* simplerEditions(edition: Edition): Generator<Edition> {
  if (edition.schedules !== 'absent') yield { ...edition, schedules: 'absent' };
  const { promotion, ...unruled } = edition;
  if (promotion !== undefined) yield unruled;
  for (const rules of shorter(promotion?.rules ?? []))
    if (promotion !== undefined) yield { ...edition, promotion: { ...promotion, rules } };
  if (edition.solutions !== 1) yield { ...edition, solutions: 1 };
  if (edition.campaign) yield { ...edition, campaign: false };
  if (edition.filter) yield { ...edition, filter: false };
  if (edition.minProvisionedTPS !== 1) yield { ...edition, minProvisionedTPS: 1 };
}
