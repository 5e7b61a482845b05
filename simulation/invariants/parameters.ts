import { isActive } from '../../lib/personalize/statuses';
import { isOf } from '../simulate/names';
import { onOwnCall } from '../simulate/own-calls';
import { namesIn } from '../simulate/prune';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';

interface Page {
  readonly Parameters: readonly { readonly Name: string; readonly Value: string }[];
  readonly NextToken?: string;
}

/** Types of resources that have parameters, by the first part of the parameter's name. */
const TYPES = { campaigns: 'campaign', recommenders: 'recommender', 'event-tracker': 'eventTracker' } as const;

interface Published {
  /** Values of the parameters, by path. */
  readonly values: Map<string, string>;
  /**
   * Time since which a resource has not been ACTIVE, in epoch milliseconds, by ARN. Absent while the resource is ACTIVE or
   * being updated.
   */
  readonly activeUntil: Map<string, number>;
  /** Time at which a dataset group's parameters were last compared, in epoch milliseconds, by the path of the parameters. */
  readonly comparedAt: Map<string, number>;
}

const PUBLISHED = new WeakMap<World, Published>();

export const parametersWereActive: Invariant = {
  name: 'a parameter names what was ACTIVE when the parameters of its dataset group were last compared, and nothing that a run deletes',
  watch: (world, broken) => {
    const { local } = world;
    const published: Published = { values: new Map(), activeUntil: new Map(), comparedAt: new Map() };
    const { values, activeUntil, comparedAt } = published;
    PUBLISHED.set(world, published);
    local.personalize.onChange(({ arn, status, update }) => {
      if (update) return;
      if (isActive(status)) activeUntil.delete(arn);
      else if (!activeUntil.has(arn)) activeUntil.set(arn, local.clock.now());
    });
    local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'ssm' || caller.kind !== 'role' || error !== undefined) return;
      if (operation === 'PutParameter') values.set(String(input.Name), String(input.Value));
      if (operation === 'DeleteParameter') values.delete(String(input.Name));
      if (operation === 'GetParametersByPath') comparedAt.set(String(input.Path), local.clock.now());
    });
    onOwnCall(world, ({ operation, input }) => {
      if (!/^Delete/.test(operation)) return;
      const arn = String(Object.values(input)[0]);
      for (const [name, value] of values)
        if (arnsIn(value).includes(arn)) broken(`${operation} of ${arn}, which ${name} names`);
    });
  },
  rested: async (world, broken) => {
    const { values, activeUntil, comparedAt } = PUBLISHED.get(world) ?? {};
    for (const [name, value] of values ?? [])
      for (const arn of arnsIn(value)) {
        const group = name.split('/').slice(0, 4).join('/');
        const until = activeUntil?.get(arn) ?? Number.POSITIVE_INFINITY;
        if (until < (comparedAt?.get(group) ?? 0)) broken(`${name} names ${arn}, which was not ACTIVE any more`);
      }
  },
};

export const parametersNameWhatIsActive: Invariant = {
  name: 'after the last upload, the parameters of single resources, and the one of all resources, name what is ACTIVE and in the file, and nothing that is not ACTIVE',
  check: async (world, broken) => {
    for (const team of world.teams) {
      const { name: group } = team;
      const { all: text, ...published } = await parametersOf(world, group);
      const arns = Object.values(published).flatMap(arnsIn).sort();
      const all = Object.values(TYPES).flatMap((type) => world.ofType(type));
      const active = all.filter(({ name, status }) => isOf(group, name) && isActive(status));
      // If a resource has left the file, a run removes its parameter and then deletes the resource. If the run is stopped
      // between these steps, the resource remains without a parameter.
      const kept = new Set(namesIn(team, team.edition));
      const missing = active.filter(
        ({ type, arn, name }) => !arns.includes(arn) && (type === 'eventTracker' || kept.has(name)),
      );
      for (const { arn } of missing) broken(`no parameter of ${group} names ${arn}, which is ACTIVE`);
      for (const arn of arns)
        if (!active.some((each) => each.arn === arn))
          broken(`a parameter of ${group} names ${arn}, which is not ACTIVE`);
      const whole = arnsIn(text ?? '');
      if ([...whole].sort().join() !== arns.join())
        broken(`the parameter of all resources of ${group} is ${text}, the others name ${arns.join(', ')}`);
    }
  },
};

function arnsIn(value: string): readonly string[] {
  return value.match(/arn:[^"]+/g) ?? [];
}

async function parametersOf({ local }: World, group: string): Promise<Readonly<Record<string, string>>> {
  const Path = `/personalize/groups/${group}`;
  const found: Record<string, string> = {};
  let next = {};
  do {
    const request = { Path, Recursive: true, ...next };
    const { Parameters, NextToken } = (await local.aws.call('ssm', 'GetParametersByPath', request)) as Page;
    for (const { Name, Value } of Parameters) found[Name.slice(Path.length + 1)] = Value;
    next = NextToken === undefined ? {} : { NextToken };
  } while ('NextToken' in next);
  return found;
}
