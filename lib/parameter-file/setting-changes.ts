import { isDeepStrictEqual } from 'node:util';
import { DATASET_TYPES } from '../personalize/dataset-types';
import { type DesiredType, RESOURCE_TYPES } from '../personalize/resource-types';
import { BUDGET_MEMBERS, BUDGET_UNITS, type BudgetUnit } from './budget';
import { capacitySection } from './capacity';
import type { DesiredResource, DesiredState } from './desired-state';
import { durationText } from './duration';
import { type Promotion, promotionOf } from './promotion';
import type { DesiredTask } from './tasks';

/**
 * Changes of settings, one line each, for users. These are settings that a comparison of the file with Amazon
 * Personalize does not show. Schedules are not included.
 * @param before the file in force. If it is undefined, because there is none or this release cannot read it, there are no lines
 */
export function settingChanges(before: DesiredState | undefined, after: DesiredState): readonly string[] {
  if (before === undefined) return [];
  return [
    ...promotionChanges(before, after),
    ...checkChanges(before, after),
    ...resourceChanges(before, after),
    ...capacityChanges(before, after),
    ...budgetChanges(before, after),
  ];
}

/**
 * Schedules that a parameter file adds, changes and removes, one line each, for users.
 * @param before the file in force, as in {@link settingChanges}
 */
export function scheduleChanges(before: DesiredState | undefined, after: DesiredState): readonly string[] {
  if (before === undefined) return [];
  return pairs(before.tasks, after.tasks, ({ name }) => name).flatMap(([name, was, is]) => {
    const zone = was?.timezone !== is?.timezone && was && is ? "the deployment's time zone" : undefined;
    const [from, to] = [was, is].map((task) => task && timesOf({ timezone: zone, ...task }));
    return from === to ? [] : [`schedule '${name}' ${difference(from, to)}`];
  });
}

function promotionChanges(before: DesiredState, after: DesiredState): readonly string[] {
  return pairs(before.solutions, after.solutions, ({ name }) => name).flatMap(([name, was, is]) => {
    // New and removed solutions are reported on other lines.
    if (was === undefined || is === undefined) return [];
    const what = `promotion of '${name}'`;
    if (was.promotion !== undefined && is.promotion === undefined)
      return [`${what} removed: every new version will serve`];
    return memberChanges(what, inWords(was.promotion), inWords(is.promotion));
  });
}

function checkChanges(before: DesiredState, after: DesiredState): readonly string[] {
  return pairs(before.datasets, after.datasets, ({ datasetType }) => datasetType).flatMap(([type, was, is]) => {
    const what = `checks of the ${DATASET_TYPES[type].recordName} dataset`;
    const [from, to] = [was?.checks, is?.checks];
    if (from === undefined && to !== undefined)
      return [`${what} added: ${inLine(to) || 'rows are read, without a limit'}`];
    if (from !== undefined && to === undefined)
      return [`${what} removed: its rows are not ${is === undefined ? 'imported' : 'read'} any more`];
    return memberChanges(what, from ?? {}, to ?? {});
  });
}

/** Changes of settings that affect later work on a resource, or its deletion. */
function resourceChanges(before: DesiredState, after: DesiredState): readonly string[] {
  return pairs(settingsOf(before), settingsOf(after), ([what]) => what).flatMap(([what, was, is]) =>
    // New and removed resources are reported on other lines.
    was === undefined || is === undefined ? [] : memberChanges(what, was[1], is[1]),
  );
}

/**
 * Settings of resources, each with a text for users. The text names the resource or work that has the settings, such as
 * `imports of 'shop'`.
 */
function settingsOf(state: DesiredState): readonly (readonly [string, object])[] {
  const { datasetGroup, datasets, eventTracker, filters, solutions, recommenders } = state;
  const removable = [
    ...(eventTracker === undefined ? [] : [eventTracker]),
    ...filters,
    ...solutions.flatMap(({ solution, campaigns }) => [solution, ...campaigns]),
    ...recommenders,
  ];
  return [
    // All import jobs have the same settings.
    ...datasets.slice(0, 1).map(({ importJob }) => [`imports of '${datasetGroup.name}'`, workOf(importJob)] as const),
    ...removable.map(({ type, name, onRemoval = 'keep' }) => [`${titleOf(type)} '${name}'`, { onRemoval }] as const),
    ...solutions.flatMap(({ name, version, batchInferenceJobs, batchSegmentJobs }) => [
      [`trainings of '${name}'`, workOf(version)] as const,
      ...[batchInferenceJobs, batchSegmentJobs].flatMap((jobs) =>
        // Only the maximum age is compared. A change of any other setting, except tags, creates a new job.
        jobs.map((job, index) => [`${titleOf(job.type)} ${index + 1} of '${name}'`, ageOf(job)] as const),
      ),
    ]),
  ];
}

/**
 * Settings of imports or trainings. Tags are left out, because a change of tags affects only the tags of later imports
 * or trainings.
 */
function workOf(resource: DesiredResource) {
  const { tags: _, ...request } = resource.request;
  return { ...request, ...ageOf(resource) };
}

function ageOf({ maxAgeSeconds }: DesiredResource) {
  return maxAgeSeconds === undefined ? {} : { maxAge: durationText(maxAgeSeconds) };
}

const titleOf = (type: DesiredType) => RESOURCE_TYPES[type].title.toLowerCase();

function capacityChanges(before: DesiredState, after: DesiredState): readonly string[] {
  return memberChanges('capacity', capacitySection(before.capacity), capacitySection(after.capacity));
}

function budgetChanges(before: DesiredState, after: DesiredState): readonly string[] {
  const what = `budget of '${after.datasetGroup.name}'`;
  const limit = (state: DesiredState, unit: BudgetUnit) => state.budget?.limits[unit] ?? Number.POSITIVE_INFINITY;
  const limits = BUDGET_UNITS.flatMap((unit) => {
    const [was, is] = [limit(before, unit), limit(after, unit)];
    const [from, to] = [was, is].map((each) => (Number.isFinite(each) ? each : 'no limit'));
    return was === is ? [] : [`${what} ${is < was ? 'lowered' : 'raised'}: ${BUDGET_MEMBERS[unit]} ${from} -> ${to}`];
  });
  const [was, is] = [before, after].map(({ budget }) => budget && { onExceeded: budget.onExceeded });
  return [...limits, ...(was && is ? memberChanges(what, was, is) : [])];
}

function memberChanges(what: string, before: object, after: object): readonly string[] {
  return pairs(Object.entries(before), Object.entries(after), ([member]) => member).flatMap(([member, was, is]) =>
    isDeepStrictEqual(was, is) ? [] : [`${what}: ${member} ${difference(was?.[1], is?.[1])}`],
  );
}

/** Text such as `added: x`, `removed: x`, or `changed: x -> y`. */
function difference(was: unknown, is: unknown): string {
  if (was === undefined) return `added: ${String(is)}`;
  return is === undefined ? `removed: ${String(was)}` : `changed: ${String(was)} -> ${String(is)}`;
}

type Times = Pick<DesiredTask, 'expression' | 'flexibleTimeWindowMinutes'> & { readonly timezone: string | undefined };

function timesOf({ expression, timezone, flexibleTimeWindowMinutes: window }: Times): string {
  const zone = timezone === undefined ? '' : `, ${timezone}`;
  return `${expression}${zone}${window === undefined ? '' : `, within ${window} min`}`;
}

function inWords({ rules, ...settings }: Promotion = promotionOf({})) {
  return { ...(rules.length > 0 && { rules: rules.map(inLine).join('; ') }), ...settings };
}

/** Text such as `metric coverage, maximumDrop 25%`. */
function inLine(members: object): string {
  return Object.entries(members)
    .map(([member, value]) => `${member} ${value}`)
    .join(', ');
}

/** All ids, each with its element in `before` and in `after`. Ids of `after` come first. */
function pairs<T, Id extends string>(before: readonly T[], after: readonly T[], idOf: (each: T) => Id) {
  const [was, is] = [before, after].map((list) => new Map(list.map((each) => [idOf(each), each])));
  const ids = new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])]);
  return [...ids].map((id) => [id, was?.get(id), is?.get(id)] as const);
}
