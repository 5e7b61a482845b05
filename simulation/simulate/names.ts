import type { Edition, Group } from './scenario';

const PREFIX = 'simulated';

/** Returns the name of a dataset group. `index` is the group's position in the scenario. */
export const groupName = (index: number) => `${PREFIX}-${index}`;

const solutionName = (group: string, index: number) => `${group}-solution-${index}`;

export const attributionName = (group: string) => `${group}-attribution`;

export const campaignName = (solution: string) => `${solution}-campaign`;

/** True if a resource of this name belongs to the scenario. The name of a solution version begins with the name of its solution. */
export const isSimulated = (name: string) => name.startsWith(`${PREFIX}-`);

/** True if a resource of this name belongs to the group. */
export const isOf = (group: string, name: string) => name === group || name.startsWith(`${group}-`);

/** Properties of a parameter file that determine the names in the file. */
interface Content {
  readonly name: string;
  readonly group: Group;
  readonly edition: Pick<Edition, 'solutions'>;
}

export function solutionNames({ name, group, edition: { solutions } }: Content): readonly string[] {
  return group.domain ? [] : Array.from({ length: solutions }, (_, index) => solutionName(name, index));
}

/** Returns the keys of the inputs of all batch jobs in a group's file. */
export function inputKeys(content: Content): readonly string[] {
  if (content.group.batch === 'none') return [];
  return solutionNames(content).map((solution) => inputKey(content.name, solution));
}

/** Returns the folder of a group's parameter file and csv. The folder has another name than the group, so that code that confuses the two fails. */
const folder = (group: string) => `train/teams/${group}-data/`;

export const parameterFileKey = (group: string, otherKey = false) =>
  `${folder(group)}${otherKey ? 'config-2' : 'config'}.json`;

export const csvKey = (group: string, section: string) => `${folder(group)}${section}.csv`;

/** Pattern of the key of a csv. Captures the group and the section. */
export const CSV_KEY = /^train\/teams\/(.+)-data\/(interactions|items|users)\b.*\.csv$/;

/** Returns the key of a csv in the folder of interactions. Csv in this folder take precedence over the single csv. */
export const csvFileKey = (group: string, file: number) => `${folder(group)}interactions/part-${file}.csv`;

export const inputKey = (group: string, solution: string) => `batch/${group}/${solution}/job_config.json`;

export const recommenderName = (group: string) => `${group}-recommender`;

/** Returns the names of the group's csv files, without `.csv`. The sections of the parameter file have the same names. */
export function datasetSections({ items, users }: Group): readonly ('interactions' | 'items' | 'users')[] {
  return ['interactions', ...(items ? (['items'] as const) : []), ...(users ? (['users'] as const) : [])];
}
