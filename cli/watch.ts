import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../record-table/runs';
import type { DeployedAws } from './aws';
import { currentStates, namesOf } from './current-state';
import type { Output } from './output';
import { runsOfFile, type UploadedFile } from './runs';

/** Follows the run of one version of a parameter file until it finishes, and prints its current states. */
export async function followRun(
  aws: DeployedAws,
  uploaded: UploadedFile,
  intervalSeconds: number,
  output: Output,
): Promise<Run> {
  let shown = '';
  for (;;) {
    const { upload: run } = await runsOfFile(aws, uploaded);
    if (run !== undefined && run.status !== 'RUNNING') return run;
    const states = run?.execution === undefined ? [] : await currentStates(aws.sfn, run.execution);
    const doing = run === undefined ? 'waiting for the run to begin' : namesOf(states).join(', ');
    if (doing !== shown && doing !== '') output.line(`${uploaded.datasetGroup}: ${doing}`);
    shown = doing;
    await sleep(intervalSeconds * 1000);
  }
}
