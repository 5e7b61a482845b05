import { setTimeout as sleep } from 'node:timers/promises';
import { refusedUnder } from '../records/refused-file';
import type { DeployedAws } from './aws';
import { currentStates } from './current-state';
import type { Output } from './output';
import { type Run, recentRuns } from './runs';

/** Uploads of one dataset group in a row are looked for among this many newest runs. */
const LOOKED_AT = 50;

/** Follows the run of one version of a parameter file to its end, and tells what it is at. */
export async function followRun(
  aws: DeployedAws,
  {
    datasetGroup,
    key,
    fileVersion,
  }: { readonly datasetGroup: string; readonly key: string; readonly fileVersion: string },
  intervalSeconds: number,
  output: Output,
): Promise<Run> {
  let told = '';
  for (;;) {
    const run = await findRun(aws, [datasetGroup, refusedUnder(key)], fileVersion);
    if (run !== undefined && run.status !== 'RUNNING') return run;
    const states = run?.execution === undefined ? [] : await currentStates(aws.sfn, run.execution);
    const doing =
      run === undefined
        ? 'waiting for the run to begin'
        : unique(states.map(({ state }) => state)).join(', ');
    if (doing !== told && doing !== '') output.line(`${datasetGroup}: ${doing}`);
    told = doing;
    await sleep(intervalSeconds * 1000);
  }
}

/** @param groups under which it may be recorded: a refused file names no dataset group, so its folder stands in */
async function findRun(
  aws: DeployedAws,
  groups: readonly string[],
  fileVersion: string,
): Promise<Run | undefined> {
  for (const group of unique(groups)) {
    const runs = await recentRuns(aws, group, LOOKED_AT);
    const run = runs.find(
      (candidate) => candidate.fileVersion === fileVersion && candidate.trigger === 'upload',
    );
    if (run !== undefined) return run;
  }
  return undefined;
}

export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
