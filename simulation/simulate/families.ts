import * as fc from 'fast-check';
import { OPERATOR_ACTIONS, type OperatorAction } from '../faults/operator-actions';
import {
  anyPermanentFaults,
  anySchedules,
  anyTime,
  type Character,
  mostly,
  promotionWith,
  scenariosOf,
  times,
} from './arbitrary';
import type { MetricRule, Scenario } from './scenario';

export interface Family {
  readonly summary: string;
  readonly scenarios: fc.Arbitrary<Scenario>;
}

/** Scenarios with all transient faults, and with faults that fail or stop a single run. */
const ANYTHING: Character = {
  // Most scenarios are small, so that many can be played. A few scenarios are large.
  groups: fc.oneof(
    { arbitrary: fc.constant(1), weight: 60 },
    { arbitrary: fc.constant(2), weight: 2 },
    { arbitrary: fc.constant(3), weight: 1 },
  ),
  solutions: fc.oneof(
    { arbitrary: fc.constant(1), weight: 12 },
    { arbitrary: fc.constant(2), weight: 3 },
    { arbitrary: fc.constant(3), weight: 1 },
  ),
  batch: fc.oneof(
    { arbitrary: fc.constant('none' as const), weight: 6 },
    { arbitrary: fc.constant('inference' as const), weight: 2 },
    { arbitrary: fc.constant('segments' as const), weight: 1 },
  ),
  domain: fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, { arbitrary: fc.constant(true), weight: 1 }),
  schedules: fc.oneof(
    { arbitrary: fc.constant('absent' as const), weight: 6 },
    { arbitrary: fc.constant('usual' as const), weight: 4 },
    { arbitrary: fc.constant('dense' as const), weight: 1 },
    { arbitrary: fc.constant('deleted' as const), weight: 1 },
  ),
  largeCsv: fc.constant(false),
  incremental: mostly(false, true),
  otherKey: mostly(false, true),
  deletes: fc.boolean(),
  steps: { upload: 5, newData: 3, refusedUpload: 2, pause: 1, resume: 1, manual: 3, prune: 2, nothing: 2 },
  maxSteps: 4,
  afterSeconds: anyTime,
  faults: fc.constantFrom(0, 0.5, 1, 1, 2, 2),
  permanentFaults: anyPermanentFaults,
  lasting: false,
};

const DATA: Character = {
  ...ANYTHING,
  batch: mostly('none', 'inference'),
  domain: fc.constant(false),
  schedules: mostly('absent', 'usual'),
  largeCsv: mostly(false, true),
  steps: { changeAndBack: 5, newData: 2, csvFile: 3, upload: 3 },
  minSteps: 3,
  maxSteps: 8,
  // Most steps come while imports (2 to 15 minutes) or batch jobs (13 to 20 minutes) read. Some come days later, when old
  // object versions may have expired.
  afterSeconds: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 900 }), weight: 12 },
    { arbitrary: fc.integer({ min: 86_400, max: 259_200 }), weight: 1 },
  ),
};

const PERMANENT: Character = {
  ...ANYTHING,
  groups: fc.constantFrom(1, 2, 2, 2),
  steps: { upload: 3, newData: 2, nothing: 2 },
  faults: fc.constantFrom(0, 0, 1),
  permanentFaults: fc.constant([]),
  lasting: true,
};

/** Tasks that operators deactivate and activate. New files change the tasks' schedules. There is mostly no other work. */
const EDITS: Character = {
  ...ANYTHING,
  domain: fc.constant(false),
  batch: fc.constant('none'),
  schedules: fc.constantFrom('usual', 'dense'),
  otherKey: fc.constant(false),
  steps: { pause: 4, upload: 4, resume: 1 },
  minSteps: 2,
  afterSeconds: fc.integer({ min: 7200, max: 21_600 }),
  permanentFaults: fc.constant([]),
};

/** Budgets that cover only some of the trainings. Operators raise the budgets. */
const BUDGETS: Character = {
  ...ANYTHING,
  domain: fc.constant(false),
  solutions: fc.constantFrom(1, 2, 3),
  schedules: mostly('usual', 'dense'),
  trainingHours: fc.oneof(fc.constantFrom(0.5, 1, 1.5), fc.integer({ min: 2, max: 40 })),
  otherKey: fc.constant(false),
  steps: { raise: 4, upload: 3, manual: 2, nothing: 2, conflictingUpload: 1 },
  actions: mostly<OperatorAction>('trainManually', ...OPERATOR_ACTIONS),
  minSteps: 2,
  maxSteps: 6,
  afterSeconds: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 600 }), weight: 1 },
    { arbitrary: fc.integer({ min: 7200, max: 43_200 }), weight: 4 },
  ),
  permanentFaults: mostly<Scenario['permanentFaults'][number][]>([], ['executionStopped']),
};

/**
 * Trainings of several solutions that are due in the same second. With late calls, the runs' reservations of the budget then
 * collide.
 */
const MEETINGS: Character = {
  ...BUDGETS,
  isQuick: true,
  groups: fc.constant(1),
  solutions: fc.constantFrom(2, 3),
  batch: fc.constant('none'),
  extras: times(30, false, true),
  schedules: fc.constant('retraining'),
  trainingHours: fc.integer({ min: 2, max: 40 }),
  steps: { raise: 3, nothing: 2 },
  minSteps: 1,
  maxSteps: 3,
  afterSeconds: fc.integer({ min: 3600, max: 5400 }),
  faults: fc.constantFrom(5, 10),
  permanentFaults: fc.constant([]),
};

/** Rules and operators decide which versions serve, while schedules, operators and uploads train solutions. */
const PROMOTION: Character = {
  ...ANYTHING,
  domain: fc.constant(false),
  schedules: mostly('usual', 'dense'),
  promotion: fc.option(promotionWith(0), { freq: 4, nil: undefined }),
  otherKey: fc.constant(false),
  steps: { choose: 6, upload: 3, manual: 2, nothing: 2 },
  actions: mostly<OperatorAction>('moveCampaign', ...OPERATOR_ACTIONS),
  minSteps: 2,
  maxSteps: 6,
  afterSeconds: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 600 }), weight: 1 },
    { arbitrary: fc.integer({ min: 7200, max: 43_200 }), weight: 4 },
  ),
  permanentFaults: mostly<Scenario['permanentFaults'][number][]>([], ['executionStopped']),
};

/**
 * Scenarios that mostly have decisions. There are few other resources, Personalize works quickly, and steps come during
 * Personalize's work or just after.
 */
const DECISIONS: Character = {
  ...PROMOTION,
  isQuick: true,
  groups: fc.constant(1),
  solutions: times(19, 1, 2),
  batch: times(3, 'none' as const, 'inference'),
  extras: times(30, false, true),
  campaign: times(9, true, false),
  schedules: times(1, 'absent' as const, 'retraining'),
  promotion: fc.option(promotionWith(1), { freq: 12, nil: undefined }),
  steps: { choose: 20, manual: 8, newData: 2, upload: 1 },
  actions: fc.constantFrom('trainManually', 'trainManually', 'moveCampaign', 'stopExecution', 'stopTraining'),
  minSteps: 2,
  maxSteps: 4,
  // A step comes while the previous upload or its last training is in progress, or after the next hourly training.
  afterSeconds: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 600 }), weight: 1 },
    { arbitrary: fc.integer({ min: 1200, max: 5400 }), weight: 2 },
  ),
};

/**
 * Scenarios in which the first solution must beat the second solution. An upload trains both solutions in one run. Schedules train them in
 * different runs. Meanwhile, data change.
 */
const BASELINES: Character = {
  ...DECISIONS,
  solutions: times(9, 2, 1),
  batch: fc.constant('none'),
  promotion: fc
    .record({
      rules: fc.record({
        metric: fc.constantFrom(0 as const, 1 as const),
        limit: fc.constantFrom<MetricRule['limit']>('minimumRise', 'maximumDrop'),
        isPercentage: fc.boolean(),
        isOverLast: fc.constant(true),
        value: fc.constantFrom(0, 0.1, 0.2),
      }),
      onMissingMetrics: fc.constantFrom('hold' as const, 'promote' as const),
    })
    .map(({ rules, ...others }) => ({ ...others, rules: [rules], approval: 'automatic' })),
  schedules: times(4, 'retraining' as const, 'absent'),
  steps: { newData: 6, manual: 3, choose: 1, upload: 1 },
  actions: fc.constantFrom('trainManually', 'stopTraining', 'moveCampaign'),
  minSteps: 3,
  // The steps come before the imports of the first hours, and during or after the trainings after these imports.
  afterSeconds: fc.integer({ min: 1200, max: 4800 }),
};

/** The first trainings of two solutions. An operator stops one of these trainings, perhaps the training of the baseline. */
const UNTRAINED_BASELINES: Character = {
  ...BASELINES,
  solutions: fc.constant(2),
  schedules: fc.constant('absent'),
  steps: { manual: 1 },
  actions: fc.constant('stopTraining'),
  minSteps: 1,
  maxSteps: 1,
  // The step comes during the first trainings.
  afterSeconds: fc.integer({ min: 300, max: 1200 }),
};

/**
 * A rule that holds the versions of many full trainings. New data are uploaded after a full training and before the next
 * UPDATE.
 */
const UPDATES: Character = {
  ...DECISIONS,
  batch: fc.constant('none'),
  schedules: fc.constant('retraining'),
  promotion: fc.constant({
    rules: [{ metric: 0, limit: 'maximumDrop', isPercentage: false, value: 0 }],
    approval: 'automatic',
    onMissingMetrics: 'hold',
  }),
  steps: { newData: 4, choose: 1 },
  // With at least three steps, few scenarios end before the first UPDATE.
  minSteps: 3,
  // The steps come before the imports of the first two hours, or later, until the UPDATEs have begun.
  afterSeconds: fc.integer({ min: 2400, max: 4800 }),
};

/** Versions of many full trainings. A rule holds nearly all versions. Operators promote versions and roll them back. */
const ROLLBACKS: Character = {
  ...UPDATES,
  solutions: fc.constant(1),
  promotion: fc.constant({
    rules: [{ metric: 0, limit: 'minimum', isPercentage: false, value: 0.6 }],
    approval: 'automatic',
    onMissingMetrics: 'hold',
  }),
  steps: { choose: 1 },
  choices: fc.constantFrom('PROMOTE', 'ROLLBACK'),
  maxSteps: 5,
};

/** A month with one parameter file. Data change, operators train solutions, and budgets and rules skip trainings. */
const MONTHS: Character = {
  ...ANYTHING,
  isQuick: true,
  lastsMonth: true,
  groups: fc.constant(1),
  solutions: times(3, 1, 2),
  domain: fc.constant(false),
  schedules: fc.constant('monthly'),
  promotion: fc.option(promotionWith(0), { freq: 1, nil: undefined }),
  trainingHours: mostly(undefined, 5, 40),
  deletes: fc.constant(false),
  steps: { newData: 6, manual: 2, pause: 1, resume: 1, raise: 1 },
  actions: fc.constant('trainManually'),
  minSteps: 8,
  maxSteps: 11,
  afterSeconds: fc.integer({ min: 86_400, max: 216_000 }),
  permanentFaults: fc.constant([]),
};

/** Resources that operators delete or change. There is little other work, so that the next night finds the changes. */
const DRIFT: Character = {
  ...ANYTHING,
  isQuick: true,
  groups: fc.constant(1),
  solutions: times(9, 1, 2),
  batch: fc.constant('none'),
  extras: mostly(true, false),
  campaign: fc.constant(true),
  domain: mostly(false, true),
  schedules: mostly('absent', 'usual'),
  otherKey: fc.constant(false),
  steps: { manual: 6, upload: 1, nothing: 1 },
  actions: fc.constantFrom(
    ...(['deleteCampaign', 'deleteCampaign', 'deleteFilter', 'deleteFilter', 'changeCampaign'] as const),
    ...(['deleteEventTracker', 'deleteRecommender', 'stopExecution'] as const),
  ),
  minSteps: 2,
  maxSteps: 5,
  // Most steps come after the upload's work, some of them after a night.
  afterSeconds: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 600 }), weight: 1 },
    { arbitrary: fc.integer({ min: 7200, max: 86_400 }), weight: 4 },
  ),
  permanentFaults: mostly<Scenario['permanentFaults'][number][]>([], ['executionStopped']),
};

/** Operators train versions and move campaigns to them, until a night finds a campaign that does not serve the recorded version. */
const MOVES: Character = {
  ...DRIFT,
  solutions: fc.constant(1),
  extras: fc.constant(false),
  domain: fc.constant(false),
  schedules: fc.constant('absent'),
  // Without a promotion setting, no version is recorded as serving.
  promotion: fc.constant({ rules: [], approval: 'automatic', onMissingMetrics: 'promote' }),
  steps: { manual: 1 },
  actions: fc.constantFrom('trainManually', 'moveCampaign'),
  minSteps: 3,
  afterSeconds: fc.integer({ min: 1200, max: 7200 }),
  permanentFaults: fc.constant([]),
};

/** Resources leave the file, and uploads or operators delete them. Meanwhile, new files contain some of these resources again. */
const REMOVALS: Character = {
  ...ANYTHING,
  isQuick: true,
  solutions: fc.constantFrom(1, 2, 3),
  batch: fc.constant('none'),
  extras: fc.boolean(),
  campaign: mostly(true, false),
  domain: mostly(false, true),
  schedules: mostly('absent', 'usual', 'dense'),
  otherKey: fc.constant(false),
  deletes: mostly(true, false),
  steps: { upload: 6, prune: 6, manual: 2 },
  actions: mostly<OperatorAction>('stopExecution', 'createFilter', ...OPERATOR_ACTIONS),
  minSteps: 3,
  maxSteps: 7,
  // A step comes while an upload or a deletion is in progress, or after its end.
  afterSeconds: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 300 }), weight: 1 },
    { arbitrary: fc.integer({ min: 1200, max: 5400 }), weight: 2 },
  ),
  permanentFaults: mostly<Scenario['permanentFaults'][number][]>([], ['executionStopped']),
};

/** Checks of rows that accept, refuse or only notify, while data change. Some files add checks after data were imported without checks. */
const CHECKS: Character = {
  ...ANYTHING,
  // Most groups have items and users. Their imports must also stop if the interactions are refused.
  extras: mostly(true, false),
  batch: fc.constant('none'),
  domain: fc.constant(false),
  schedules: mostly('absent', 'usual'),
  checks: fc.constantFrom('pass', 'refuse', 'notify', undefined),
  steps: { upload: 4, newData: 3, acceptData: 2, rejectData: 1, changeAndBack: 1, csvFile: 1, nothing: 1 },
  minSteps: 2,
  maxSteps: 5,
};

/** Data that are refused, also by scheduled imports, until a person accepts the data. */
const ACCEPTANCES: Character = {
  ...CHECKS,
  isQuick: true,
  schedules: mostly('absent', 'dense'),
  checks: times(3, 'refuse', 'pass'),
  steps: { acceptData: 5, newData: 2, upload: 2 },
  afterSeconds: fc.integer({ min: 1200, max: 5400 }),
  permanentFaults: fc.constant([]),
};

/** Checks that a file adds days after data were imported, when the bucket no longer has these data. */
const LATE_CHECKS: Character = {
  ...CHECKS,
  isQuick: true,
  groups: fc.constant(1),
  extras: fc.constant(false),
  schedules: fc.constant('absent'),
  checks: fc.constant('pass'),
  largeCsv: fc.constant(true),
  steps: { newData: 2, changeAndBack: 2, upload: 1 },
  minSteps: 5,
  maxSteps: 6,
  // Old versions of a large csv expire after three days, except the newest two.
  afterSeconds: fc.integer({ min: 86_400, max: 345_600 }),
  permanentFaults: fc.constant([]),
};

function withoutFirstChecks({ groups, ...scenario }: Scenario): Scenario {
  return { ...scenario, groups: groups.map((group) => ({ ...group, first: { ...group.first, checks: undefined } })) };
}

/** Data that change and are imported many times, until a person rejects the data that were imported last. */
const REJECTIONS: Character = {
  ...ACCEPTANCES,
  schedules: fc.constant('absent'),
  checks: fc.constant('pass'),
  steps: { newData: 3, upload: 3, rejectData: 3 },
  minSteps: 4,
  maxSteps: 7,
};

/** Imports by persons in the console, before, during and after the imports of csv that change. */
const IMPORTS: Character = {
  ...ANYTHING,
  isQuick: true,
  groups: fc.constant(1),
  solutions: fc.constant(1),
  batch: fc.constant('none'),
  domain: mostly(false, true),
  schedules: fc.constantFrom('absent', 'dense'),
  incremental: fc.boolean(),
  otherKey: fc.constant(false),
  checks: times(3, undefined, 'pass'),
  steps: { manual: 5, newData: 3, upload: 2, csvFile: 1 },
  actions: fc.constant('importManually'),
  minSteps: 3,
  maxSteps: 7,
  // The steps come during an import (2 to 3 minutes), or after scheduled imports.
  afterSeconds: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1200, max: 14_400 })),
  permanentFaults: mostly<Scenario['permanentFaults'][number][]>([], ['executionStopped']),
};

/** Imports by persons, while the team's csv do not change. Some of these imports fail. */
const KEPT_CSV: Character = {
  ...IMPORTS,
  extras: fc.constant(false),
  steps: { manual: 4, upload: 1 },
  minSteps: 1,
  maxSteps: 2,
  afterSeconds: fc.integer({ min: 1200, max: 14_400 }),
};

/** Csv of interactions that scheduled imports refuse. The csv are corrected, and then spoilt again. */
const REFUSALS: Character = {
  ...IMPORTS,
  extras: fc.constant(false),
  domain: fc.constant(false),
  schedules: fc.constant('dense'),
  checks: fc.constant('pass'),
  steps: { spoilCsv: 1 },
  minSteps: 4,
  maxSteps: 7,
  // One or two scheduled imports see each state of the csv.
  afterSeconds: fc.integer({ min: 11_000, max: 16_000 }),
  permanentFaults: fc.constant([]),
};

/**
 * An upload refuses spoilt csv, and is stopped while it creates a filter. The next scheduled import refuses the same csv
 * again.
 */
const STOPPED_REFUSALS = fc
  .tuple(
    scenariosOf({ ...REFUSALS, extras: fc.constant(true), minSteps: 1, maxSteps: 1 }),
    fc.integer({ min: 15, max: 90 }),
  )
  .map(([{ groups, ...scenario }, stoppedAfterSeconds]): Scenario => {
    const first = groups.map((group) => ({ ...group, first: { ...group.first, filter: false } }));
    const upload = groups.slice(0, 1).map(({ first: edition }) => ({ kind: 'upload' as const, group: 0, edition }));
    return {
      ...scenario,
      groups: first,
      steps: [
        ...scenario.steps,
        ...upload.map((step) => ({ ...step, afterSeconds: 600 })),
        { kind: 'manual', action: 'stopExecution', afterSeconds: stoppedAfterSeconds },
        { kind: 'nothing', afterSeconds: 14_400 },
      ],
    };
  });

/** Uploads of files in conflict, while another file is in force, or while another upload waits or runs. */
const CONFLICTS: Character = {
  ...ANYTHING,
  domain: fc.constant(false),
  batch: fc.constant('none'),
  schedules: mostly('usual', 'dense', 'absent'),
  promotion: fc.option(promotionWith(1), { freq: 2, nil: undefined }),
  // Half of the uploads have the other key. Half of the uploads with the other key must not replace the file in force.
  otherKey: fc.boolean(),
  replaces: fc.boolean(),
  checks: fc.constantFrom(undefined, 'pass', 'refuse'),
  steps: { conflictingUpload: 5, upload: 5, manual: 4, newData: 2, acceptData: 1, rejectData: 1, nothing: 1 },
  // An operator creates a filter before a waiting upload can create the filter.
  actions: mostly<OperatorAction>('createFilter', 'deleteFilter'),
  minSteps: 3,
  maxSteps: 6,
  permanentFaults: mostly<Scenario['permanentFaults'][number][]>([], ['executionStopped']),
};

/** Operators create a filter while one upload trains and the next upload waits. The waiting file has another filter expression. */
const LATE_CONFLICTS: Character = {
  ...CONFLICTS,
  groups: fc.constant(1),
  schedules: fc.constant('absent'),
  promotion: fc.constant(undefined),
  otherKey: fc.constant(false),
  checks: fc.constant(undefined),
  steps: { upload: 2, manual: 1 },
  actions: fc.constant('createFilter'),
  maxSteps: 4,
  // Filters need data. So the steps come after the first upload's import, during its training.
  afterSeconds: fc.integer({ min: 600, max: 1500 }),
  permanentFaults: fc.constant([]),
};

/** Maximum number of deletions in a scenario. Each deletes a different user. */
export const MAX_DELETIONS = 6;

/** Deletions of users while files are uploaded, data are imported and solutions are trained. */
const DELETIONS: Character = {
  ...ANYTHING,
  steps: { deletion: 6, upload: 3, newData: 2, manual: 1 },
  minSteps: 2,
  maxSteps: MAX_DELETIONS,
};

/** Operators change resources that the stack has created, and stop the stack's work. */
const MANUAL: Character = {
  ...ANYTHING,
  steps: { manual: 6, upload: 2, pause: 1, nothing: 1 },
  maxSteps: 6,
  permanentFaults: fc.subarray(['executionStopped', 'executionTimedOut']),
};

/** Scheduled runs that are stopped. The event about a stop may come after the next run has begun, or never. */
const STOPS: Character = {
  ...DECISIONS,
  schedules: fc.constant('retraining'),
  promotion: fc.constant(undefined),
  steps: { manual: 4, upload: 1, nothing: 2 },
  actions: fc.constant('stopExecution'),
  minSteps: 3,
  maxSteps: 5,
  faults: fc.constantFrom(1, 2),
  permanentFaults: fc.constant(['executionStopped', 'executionTimedOut']),
};

/** Scheduled runs that take an hour and are stopped. When a late event reports the stop, the next run is in progress. */
const LATE_STOPS: Character = {
  ...STOPS,
  isQuick: false,
  steps: { manual: 1 },
  actions: fc.constant('stopScheduledRun'),
  minSteps: 6,
  maxSteps: 8,
  // About two steps come in each hour.
  afterSeconds: fc.integer({ min: 1200, max: 2400 }),
  faults: fc.constant(2),
  permanentFaults: fc.constant([]),
};

/** Scenarios of the default family. Some are scenarios of other families, because their situations would otherwise be rare. */
const everything = fc.oneof(
  { arbitrary: scenariosOf(ANYTHING), weight: 22 },
  { arbitrary: scenariosOf(PERMANENT), weight: 4 },
  { arbitrary: scenariosOf(DATA), weight: 4 },
  { arbitrary: scenariosOf(EDITS), weight: 3 },
  { arbitrary: scenariosOf(PROMOTION), weight: 3 },
  { arbitrary: scenariosOf(CHECKS), weight: 1 },
  { arbitrary: scenariosOf(ACCEPTANCES), weight: 1 },
  { arbitrary: scenariosOf(REJECTIONS), weight: 1 },
  { arbitrary: scenariosOf(DELETIONS), weight: 2 },
  { arbitrary: scenariosOf(CONFLICTS), weight: 2 },
  { arbitrary: scenariosOf(DRIFT), weight: 1 },
  { arbitrary: scenariosOf(REMOVALS), weight: 1 },
);

const UP_TO_TEN_MINUTES = fc.integer({ min: 0, max: 600 });

/** Named families of scenarios, each with a focus. */
const FAMILIES = {
  everything: { summary: 'everything at once', scenarios: everything },
  uploads: {
    summary: 'uploads in close succession, with invalid ones among them, and new data',
    scenarios: scenariosOf({
      ...ANYTHING,
      batch: fc.constant('none'),
      schedules: fc.constant('absent'),
      steps: { upload: 4, newData: 2, refusedUpload: 2 },
      maxSteps: 8,
      afterSeconds: UP_TO_TEN_MINUTES,
    }),
  },
  data: {
    summary:
      'data that changes while jobs read it and returns to earlier content, and files that are added and removed',
    scenarios: scenariosOf(DATA),
  },
  schedules: {
    summary: 'schedules that run, change, pause and are removed',
    scenarios: scenariosOf({
      ...ANYTHING,
      domain: fc.constant(false),
      schedules: anySchedules,
      steps: { upload: 3, newData: 1, pause: 2, resume: 1, nothing: 2 },
      afterSeconds: fc.integer({ min: 0, max: 43_200 }),
    }),
  },
  edits: {
    summary: 'tasks that are deactivated, and whose schedules then change',
    scenarios: scenariosOf(EDITS),
  },
  checks: {
    summary:
      'imports whose rows are checked, from the first import or a later one on, and accepted or refused by limits or operators',
    scenarios: fc.oneof(
      { arbitrary: scenariosOf(CHECKS), weight: 2 },
      { arbitrary: scenariosOf(ACCEPTANCES), weight: 1 },
      { arbitrary: scenariosOf(REJECTIONS), weight: 3 },
      { arbitrary: scenariosOf(LATE_CHECKS).map(withoutFirstChecks), weight: 2 },
    ),
  },
  imports: {
    summary: 'imports by persons in the console, and csv that are refused, corrected and spoilt again',
    scenarios: fc.oneof(
      { arbitrary: scenariosOf(IMPORTS), weight: 3 },
      { arbitrary: scenariosOf(KEPT_CSV), weight: 2 },
      { arbitrary: scenariosOf(REFUSALS), weight: 2 },
      { arbitrary: STOPPED_REFUSALS, weight: 2 },
    ),
  },
  conflicts: {
    summary:
      'uploads that conflict with existing resources or their own budget, or may not replace another file, beside other uploads',
    scenarios: fc.oneof(
      { arbitrary: scenariosOf(CONFLICTS), weight: 1 },
      { arbitrary: scenariosOf(LATE_CONFLICTS), weight: 1 },
    ),
  },
  deletions: {
    summary: 'users to be deleted, while files are uploaded, data is imported and solutions are trained',
    scenarios: scenariosOf(DELETIONS),
  },
  promotion: {
    summary: 'rules and operators that decide which solution versions serve',
    scenarios: fc.oneof(
      { arbitrary: scenariosOf(DECISIONS), weight: 8 },
      { arbitrary: scenariosOf(BASELINES), weight: 8 },
      { arbitrary: scenariosOf(UNTRAINED_BASELINES), weight: 7 },
      { arbitrary: scenariosOf(ROLLBACKS), weight: 6 },
      { arbitrary: scenariosOf(UPDATES), weight: 1 },
      { arbitrary: scenariosOf(PROMOTION), weight: 1 },
    ),
  },
  updates: {
    summary: 'UPDATEs by schedule, while rules hold the full trainings that these UPDATEs would build on',
    scenarios: scenariosOf(UPDATES),
  },
  budgets: {
    summary: 'budgets that skip some trainings, operators who train and raise budgets, and people who stop runs',
    scenarios: fc.oneof(
      { arbitrary: scenariosOf(BUDGETS), weight: 3 },
      { arbitrary: scenariosOf(MEETINGS).map((scenario) => ({ ...scenario, kinds: ['slow'] as const })), weight: 1 },
    ),
  },
  months: {
    summary: 'thirty days of one file, whose usage of Personalize is compared with its forecast',
    scenarios: scenariosOf(MONTHS),
  },
  drift: {
    summary: 'resources that operators delete or change, and stops whose event is lost, until a night finds them',
    scenarios: fc.oneof({ arbitrary: scenariosOf(DRIFT), weight: 3 }, { arbitrary: scenariosOf(MOVES), weight: 2 }),
  },
  removals: {
    summary: 'resources that leave the file and return, which uploads and operators delete',
    scenarios: scenariosOf(REMOVALS),
  },
  batch: {
    summary: 'batch inference and batch segments, by upload and by schedule',
    scenarios: scenariosOf({
      ...ANYTHING,
      domain: fc.constant(false),
      batch: fc.constantFrom('inference', 'segments'),
      schedules: mostly('usual', 'dense'),
    }),
  },
  domain: {
    summary: 'domain dataset groups with recommenders that schedules start and stop',
    scenarios: scenariosOf({
      ...ANYTHING,
      domain: fc.constant(true),
      batch: fc.constant('none'),
      schedules: mostly('dense', 'usual', 'deleted', 'absent'),
      // With the longer times, a dense schedule has several runs between two steps.
      minSteps: 1,
      afterSeconds: fc.oneof(anyTime, fc.integer({ min: 43_200, max: 129_600 })),
    }),
  },
  'by-hand': {
    summary: 'operators and time limits that interfere with running work',
    scenarios: fc.oneof(scenariosOf(MANUAL), scenariosOf(STOPS), scenariosOf(LATE_STOPS)),
  },
  quota: {
    summary: 'several dataset groups in an account whose quotas are reached',
    scenarios: scenariosOf({
      ...ANYTHING,
      groups: fc.integer({ min: 2, max: 3 }),
      solutions: fc.integer({ min: 1, max: 3 }),
      steps: { upload: 2, newData: 2, nothing: 1 },
      faults: fc.constantFrom(1, 2, 5),
      permanentFaults: fc.constantFrom([], ['quotaReached']),
    }).map((scenario) => ({ ...scenario, kinds: ['pendingQuotaReached', 'notYetVisible', 'slow'] as const })),
  },
  permanent: {
    summary:
      'a permanent fault: runs end within a day (six days for a quota), and other dataset groups are not affected',
    scenarios: scenariosOf(PERMANENT),
  },
  calm: {
    summary: 'no faults: every run must succeed',
    scenarios: scenariosOf({
      ...ANYTHING,
      steps: { upload: 4, newData: 2, refusedUpload: 1, pause: 1, nothing: 1 },
      faults: fc.constant(0),
      permanentFaults: fc.constant([]),
    }),
  },
} as const satisfies Record<string, Family>;

export type FamilyName = keyof typeof FAMILIES;

export const FAMILY_NAMES = Object.keys(FAMILIES) as readonly FamilyName[];

export function isFamilyName(text: string): text is FamilyName {
  return Object.hasOwn(FAMILIES, text);
}

export function familyOf(name: FamilyName): Family {
  return FAMILIES[name];
}

/** Name of a family, or `each` for all families in turn. */
export type FamilyChoice = FamilyName | 'each';

export function familyOfSeed(seed: number, choice: FamilyChoice): FamilyName {
  return choice === 'each' ? (FAMILY_NAMES[seed % FAMILY_NAMES.length] ?? 'everything') : choice;
}

export function scenarioOf(seed: number, family: FamilyName = 'everything'): Scenario {
  const [scenario] = fc.sample(familyOf(family).scenarios, { seed, numRuns: 1 });
  if (scenario === undefined) throw new Error(`There is no scenario for seed ${seed}.`);
  return scenario;
}
