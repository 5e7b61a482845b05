import type { Edition, Group } from './scenario';

const PREFIX = 'simulated';

/** How things of the groups are called. `index` is the group's place in the scenario. */
export const groupName = (index: number) => `${PREFIX}-${index}`;

export const solutionName = (group: string, index: number) => `${group}-solution-${index}`;

export const campaignName = (solution: string) => `${solution}-campaign`;

/** By the name of a resource; of a solution version, it begins with the solution's. */
export const isSimulated = (name: string) => name.startsWith(`${PREFIX}-`);

/** Whether a resource of that name is of the group. */
export const isOf = (group: string, name: string) => name === group || name.startsWith(`${group}-`);

/** What a group's name and its file's edition are made of. */
interface Content {
  readonly name: string;
  readonly group: Group;
  readonly edition: Pick<Edition, 'solutions'>;
}

export function solutionNames({ name, group, edition: { solutions } }: Content): readonly string[] {
  return group.domain ? [] : Array.from({ length: solutions }, (_, index) => solutionName(name, index));
}

/** What the batch jobs of the group's file read. */
export function inputKeys(content: Content): readonly string[] {
  if (content.group.batch === 'none') return [];
  return solutionNames(content).map((solution) => inputKey(content.name, solution));
}

/** Called otherwise than the group, whose csv lie beside its parameter file wherever that is. */
const folder = (group: string) => `train/teams/${group}-data/`;

export const parameterFileKey = (group: string) => `${folder(group)}config.json`;

export const csvKey = (group: string, section: string) => `${folder(group)}${section}.csv`;

/** One of several csv of interactions, which come before the single one. */
export const csvFileKey = (group: string, file: number) => `${folder(group)}interactions/part-${file}.csv`;

export const inputKey = (group: string, solution: string) => `batch/${group}/${solution}/job_config.json`;

export const recommenderName = (group: string) => `${group}-recommender`;

/** Names of csv files, which are those of the file's sections too. */
export function datasetSections({ items, users }: Group): readonly ('interactions' | 'items' | 'users')[] {
  return ['interactions', ...(items ? (['items'] as const) : []), ...(users ? (['users'] as const) : [])];
}
