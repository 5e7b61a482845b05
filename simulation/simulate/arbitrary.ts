import * as fc from 'fast-check';
import { OPERATOR_ACTIONS, type OperatorAction } from '../faults/operator-actions';
import { type LastingFault, SILENT_SERVICES, TYPES_OF } from '../faults/permanent-faults';
import { FAULT_RATES, LASTING, type Lasting, PERMANENT_FAULTS } from '../faults/rates';
import { CONTENTS } from './data';
import { groupName } from './names';
import { isRelative } from './promotion-rules';
import {
  type Edition,
  type Group,
  type MetricRule,
  type PromotionSetting,
  SCHEDULES,
  type Scenario,
  type ScenarioStep,
  type VersionChoice,
} from './scenario';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

type Kind = ScenarioStep['kind'];

/** Properties that the scenarios of a family share. */
export interface Character {
  readonly groups: fc.Arbitrary<number>;
  readonly solutions: fc.Arbitrary<number>;
  readonly batch: fc.Arbitrary<Group['batch']>;
  readonly domain: fc.Arbitrary<boolean>;
  readonly schedules: fc.Arbitrary<Edition['schedules']>;
  /** Draws a promotion setting. Default: none. */
  readonly promotion?: fc.Arbitrary<PromotionSetting | undefined>;
  /** Draws checks of rows. Default: none. */
  readonly checks?: fc.Arbitrary<Edition['checks']>;
  /** Draws a budget of training hours. Default: none. */
  readonly trainingHours?: fc.Arbitrary<number | undefined>;
  /**
   * Draws true if an optional part exists. The optional parts are a group's event tracker, its items, its users, and a
   * file's filter. They are drawn separately. Default: a fifth of the groups have an event tracker, a fifth have items, a
   * fifth have users, and half of the files have a filter.
   */
  readonly extras?: fc.Arbitrary<boolean>;
  /** Draws true if resources are deleted when they leave the file. Default: never. */
  readonly deletes?: fc.Arbitrary<boolean>;
  /** Draws true if solutions have campaigns. Default: half of the files. */
  readonly campaign?: fc.Arbitrary<boolean>;
  /** Value of `isQuick` in {@link Scenario}: true if Personalize works quickly. Default: false. */
  readonly isQuick?: boolean;
  /** Value of `lastsMonth` in {@link Scenario}: true if the scenario lasts a month. Default: false. */
  readonly lastsMonth?: boolean;
  /** Draws true if csv of interactions are larger than 1 MiB. */
  readonly largeCsv: fc.Arbitrary<boolean>;
  /** Draws true if imports are incremental. */
  readonly incremental: fc.Arbitrary<boolean>;
  /** Draws true if an upload has another key than the group's first upload. */
  readonly otherKey: fc.Arbitrary<boolean>;
  /** Draws true if an upload may replace a file in force under another key. Default: mostly true. */
  readonly replaces?: fc.Arbitrary<boolean>;
  /** Relative frequencies of the steps after the first uploads. */
  readonly steps: Readonly<Partial<Record<Kind, number>>>;
  /** Draws operators' manual actions. Default: any. */
  readonly actions?: fc.Arbitrary<OperatorAction>;
  /** Draws operators' decisions on versions. Default: any. */
  readonly choices?: fc.Arbitrary<VersionChoice['action']>;
  /** Minimum number of steps. Default: 0. */
  readonly minSteps?: number;
  readonly maxSteps: number;
  readonly afterSeconds: fc.Arbitrary<number>;
  readonly faults: fc.Arbitrary<number>;
  readonly permanentFaults: fc.Arbitrary<Scenario['permanentFaults']>;
  /** True if the scenario has a fault that lasts until all faults stop. */
  readonly lasting: boolean;
}

/** Draws the first value four times as often as each other value. */
export function mostly<T>(first: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return times(4, first, ...others);
}

/** Draws the first value `weight` times as often as each other value. */
export function times<T>(weight: number, first: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { arbitrary: fc.constant(first), weight },
    ...others.map((value) => ({ arbitrary: fc.constant(value), weight: 1 })),
  );
}

/**
 * Draws the seconds between the previous step and a step. After a short time, the work of both steps overlaps. After hours,
 * the previous work has ended and schedules have run.
 */
export const anyTime = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 3 * MINUTE }), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 5 * HOUR }), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: DAY }), weight: 2 },
);

export const anyPermanentFaults: Character['permanentFaults'] = fc.oneof(
  // Without permanent faults, every run must succeed. This is the stricter check.
  { arbitrary: fc.constant([]), weight: 3 },
  { arbitrary: fc.subarray([...PERMANENT_FAULTS], { minLength: 1 }), weight: 1 },
);

/** Draws scenarios of a family. */
export function scenariosOf(character: Character): fc.Arbitrary<Scenario> {
  return character.groups
    .chain((count) =>
      fc.record({
        groups: fc.array(groupOf(character), { minLength: count, maxLength: count }),
        steps: fc.array(stepOf(character, count), {
          minLength: character.minSteps ?? 0,
          maxLength: character.maxSteps,
        }),
        faults: character.faults,
        permanentFaults: character.permanentFaults,
        lasting: lastingOf(character, count),
      }),
    )
    .map(({ lasting, ...scenario }) => ({
      ...scenario,
      ...(lasting && { lasting }),
      ...(character.isQuick && { isQuick: true }),
      ...(character.lastsMonth && { lastsMonth: true }),
    }));
}

function lastingOf({ lasting }: Character, groups: number): fc.Arbitrary<LastingFault | undefined> {
  if (!lasting) return fc.constant(undefined);
  const percent = (share: number) => Math.round(share * 100);
  const ofKind = (kind: Lasting) =>
    fc.record({
      kind: fc.constant(kind),
      afterSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * HOUR })),
      type: fc.constantFrom(...TYPES_OF[kind]),
      prefix: fc.nat({ max: groups - 1 }).map(groupName),
      ...(kind === 'neverAnswers' && { service: fc.constantFrom(...SILENT_SERVICES) }),
    });
  return fc.oneof(...LASTING.map((kind) => ({ arbitrary: ofKind(kind), weight: percent(FAULT_RATES[kind]) })));
}

function groupOf(character: Character): fc.Arbitrary<Group> {
  const { extras = mostly(false, true) } = character;
  return fc
    .record({
      eventTracker: extras,
      items: extras,
      users: extras,
      batch: character.batch,
      domain: character.domain,
      largeCsv: character.largeCsv,
      incremental: character.incremental,
      first: editionOf(character),
    })
    .map((group) => (group.batch === 'segments' ? { ...group, items: true } : group));
}

function editionOf({
  solutions,
  schedules,
  promotion = fc.constant(undefined),
  checks = fc.constant(undefined),
  trainingHours = fc.constant(undefined),
  campaign = fc.boolean(),
  extras = fc.boolean(),
  deletes = fc.constant(false),
}: Character): fc.Arbitrary<Edition> {
  return fc
    .record({
      solutions,
      campaign,
      minProvisionedTPS: fc.integer({ min: 1, max: 3 }),
      filter: extras,
      schedules,
      promotion,
      checks,
      trainingHours,
      deletes,
    })
    .map(({ promotion: setting, checks: limits, trainingHours: budget, deletes: isDeleting, ...edition }) => ({
      ...edition,
      ...(isDeleting && { deletes: true }),
      ...(setting && { promotion: setting }),
      ...(limits && { checks: limits }),
      ...(budget !== undefined && { trainingHours: budget }),
    }));
}

/** Draws a rule. All, some or hardly any versions pass it, because metrics are between 0.05 and 0.6. */
const anyRule: fc.Arbitrary<MetricRule> = fc
  .record({
    metric: fc.constantFrom(0 as const, 1 as const),
    limit: fc.constantFrom<MetricRule['limit']>('minimum', 'maximum', 'maximumDrop', 'maximumRise', 'minimumRise'),
    isPercentage: fc.boolean(),
    isOverLast: fc.boolean(),
    value: fc.integer({ min: 0, max: 50 }).map((percent) => percent / 100),
  })
  .map(({ isPercentage, isOverLast, ...rule }) => ({
    ...rule,
    isPercentage: isPercentage && isRelative(rule),
    ...(isOverLast && isRelative(rule) && { isOverLast }),
  }));

/** True if a version can pass the rules. If a metric's minimum is above its maximum, the file is refused. */
const canPass = (rules: readonly MetricRule[]) =>
  rules.every(({ metric, limit, value }) =>
    rules.every(
      (other) => other.metric !== metric || limit !== 'minimum' || other.limit !== 'maximum' || value <= other.value,
    ),
  );

/** @param minRules minimum number of rules; without rules, every version is promoted or a candidate */
export const promotionWith = (minRules: number): fc.Arbitrary<PromotionSetting> =>
  fc.record({
    rules: fc.array(anyRule, { minLength: minRules, maxLength: 2 }).filter(canPass),
    approval: mostly('automatic', 'manual'),
    onMissingMetrics: fc.constantFrom('hold', 'promote'),
    reminds: fc.boolean(),
  });

function stepOf(character: Character, groups: number): fc.Arbitrary<ScenarioStep> {
  const group = fc.nat({ max: groups - 1 });
  const next = fc.integer({ min: 1, max: CONTENTS - 1 });
  const task = fc.nat({ max: 9 });
  const kinds: Readonly<Record<Kind, fc.Arbitrary<object>>> = {
    upload: fc.record({
      group,
      edition: editionOf(character),
      otherKey: character.otherKey,
      replaces: character.replaces ?? mostly(true, false),
    }),
    newData: fc.record({ group, next }),
    // The data may change back during an import, which takes 2 to 15 minutes.
    changeAndBack: fc.record({ group, next, backAfterSeconds: fc.integer({ min: 30, max: 15 * MINUTE }) }),
    csvFile: fc.record({ group, file: fc.nat({ max: 1 }) }),
    spoilCsv: fc.record({ group, how: fc.constantFrom('removed', 'badRow') }),
    refusedUpload: fc.record({ group }),
    conflictingUpload: fc.record({ group }),
    acceptData: fc.record({ group }),
    rejectData: fc.record({ group }),
    raise: fc.record({ group, hours: fc.integer({ min: 1, max: 10 }) }),
    deletion: fc.record({ group, file: fc.nat({ max: 1 }), isValid: mostly(true, false) }),
    pause: fc.record({ group, task }),
    resume: fc.record({ group, task }),
    manual: fc.record({ action: character.actions ?? fc.constantFrom(...OPERATOR_ACTIONS) }),
    choose: fc.record({
      group,
      action: character.choices ?? fc.constantFrom('PROMOTE', 'REJECT', 'ROLLBACK'),
      solution: fc.nat({ max: 2 }),
      version: fc.nat({ max: 9 }),
    }),
    prune: fc.record({ group }),
    nothing: fc.constant({}),
  };
  const weighted = (Object.entries(character.steps) as [Kind, number][]).map(([kind, weight]) => ({
    arbitrary: fc.tuple(character.afterSeconds, kinds[kind]).map(
      // The cast is safe: `kinds` draws exactly the members that a step of the kind has.
      ([afterSeconds, rest]) => ({ kind, afterSeconds, ...rest }) as ScenarioStep,
    ),
    weight,
  }));
  return fc.oneof(...weighted);
}

/** Draws any schedules except `monthly`, whose runs are days apart. */
export const anySchedules = fc.constantFrom(...SCHEDULES.filter((each) => each !== 'monthly'));
