import { isActive } from '../../lib/personalize/statuses';
import { isOf } from '../simulate/names';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';

interface Page {
  readonly Parameters: readonly { readonly Name: string; readonly Value: string }[];
  readonly NextToken?: string;
}

/** Types with parameters, by the first part of the parameter's name. */
const TYPES = { campaigns: 'campaign', recommenders: 'recommender', 'event-tracker': 'eventTracker' } as const;

export const parametersNameWhatIsActive: Invariant = {
  name: 'after the last upload the parameters name what is ACTIVE, one by one and as a whole, and nothing else',
  check: async (world, broken) => {
    for (const { name: group } of world.teams) {
      const { all, ...published } = await parametersOf(world, group);
      const arns = Object.values(published).map(arnIn).sort();
      const active = Object.values(TYPES)
        .flatMap((type) => world.ofType(type))
        .filter(({ name, status }) => isOf(group, name) && isActive(status))
        .map(({ arn }) => arn)
        .sort();
      if (arns.join() !== active.join())
        broken(`the parameters of ${group} name ${arns.join(', ')}, ACTIVE are ${active.join(', ')}`);
      const { campaigns = {}, recommenders = {}, eventTracker } = JSON.parse(all ?? '{}');
      const whole = [campaigns, recommenders].flatMap((each) => Object.values<string>(each));
      if ([...whole, ...[eventTracker?.arn ?? []].flat()].sort().join() !== arns.join())
        broken(`the parameter of all of ${group} is ${all}, the others name ${arns.join(', ')}`);
    }
  },
};

/** ARN in a parameter, which is a JSON object for an event tracker. */
function arnIn(value: string): string {
  return value.startsWith('{') ? JSON.parse(value).arn : value;
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
