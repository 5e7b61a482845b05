import type { Group } from './scenario';

const PREFIX = 'simulated';

/** How things of the groups are called. `index` is the group's place in the scenario. */
export const groupName = (index: number) => `${PREFIX}-${index}`;

export const solutionName = (group: string, index: number) => `${group}-solution-${index}`;

export const campaignName = (solution: string) => `${solution}-campaign`;

/** By the name of a resource; of a solution version, it begins with the solution's. */
export const isSimulated = (name: string) => name.startsWith(`${PREFIX}-`);

/** Whether a resource of that name is of the group. */
export const isOf = (group: string, name: string) => name === group || name.startsWith(`${group}-`);

export function solutionNames(name: string, { solutions, domain }: Group): readonly string[] {
  return domain ? [] : Array.from({ length: solutions }, (_, index) => solutionName(name, index));
}

export const recommenderName = (group: string) => `${group}-recommender`;

/** Names of csv files, which are those of the file's sections too. */
export function datasetSections({ items, users }: Group): readonly ('interactions' | 'items' | 'users')[] {
  return ['interactions', ...(items ? (['items'] as const) : []), ...(users ? (['users'] as const) : [])];
}
