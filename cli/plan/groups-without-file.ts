import type { DeployedAws } from '../aws';
import type { Source } from '../source';

export const WITHOUT_FILE_TITLE = 'Dataset groups in force without a file in this folder';

/**
 * A line about each dataset group of the deployment that goes on although a folder with the layout of the data bucket has no parameter file
 * of it, for example because the file was removed. None for the path of one parameter file.
 */
export async function groupsWithoutFile(
  { datasetGroups, filesInForce }: DeployedAws,
  { isMirror, parameterFiles }: Source,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const name of isMirror ? await datasetGroups.names() : []) {
    const file = await filesInForce.find(name);
    if (file === undefined) continue;
    if (parameterFiles.some(({ key, state }) => key === file.key || state?.datasetGroup.name === name)) continue;
    lines.push(
      `${name} goes on by ${file.key}. If no other folder has that file, \`personalize-mlops destroy ${name}\` removes the group.`,
    );
  }
  return lines;
}
