import type { DeployedAws } from '../aws';
import type { Source } from '../source';

export const WITHOUT_FILE_TITLE = 'Dataset groups whose file in force is not in this folder';

/**
 * A line about each dataset group of the deployment that has a parameter file in force, but no parameter file in the
 * given folder. The file may have been removed from the folder, for example. No lines if the given path is not a folder
 * that mirrors the data bucket, but one parameter file or its folder.
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
      `${name} still follows ${file.key}. If no other folder has that file, remove the group: \`personalize-mlops destroy ${name}\`.`,
    );
  }
  return lines;
}
