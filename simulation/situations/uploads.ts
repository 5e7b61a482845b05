import type { World } from '../simulate/world';
import { onProgress, onWrite } from '../simulate/writes';
import type { Situation } from './situation';

export const waitingUploadIsSuperseded: Situation = {
  name: 'an upload that waits is superseded by a newer one',
  watch: (world, reached) => {
    const waiting = new Map<string, string>();
    onWrite(world, ({ item, datasetGroup, put: { execution } }) => {
      if (item !== 'waiting-upload' || execution?.S === undefined) return;
      const before = waiting.get(datasetGroup);
      if (before !== undefined && before !== execution.S && isRunning(world, before)) reached();
      waiting.set(datasetGroup, execution.S);
    });
  },
};

function isRunning({ executionLog }: World, run: string): boolean {
  const found = executionLog.runs.get(run);
  return found !== undefined && found.endedAt === undefined;
}

export const runningUploadIsSuperseded: Situation = {
  name: 'an upload is put in force while a training of its dataset group is in progress',
  watch: (world, reached) =>
    onWrite(world, ({ item, run }) => {
      if (item !== 'parameter-file' || run === undefined) return;
      const of = ({ name }: { readonly name: string }) => name.startsWith(`${run.input.datasetGroup}-`);
      if (world.ofType('solutionVersion').some((each) => of(each) && /PENDING|IN_PROGRESS/.test(each.status)))
        reached();
    }),
};

/** @param wasWaiting true if the upload must have waited for its lock before the conflict was found */
const conflict = (name: string, wasWaiting: boolean): Situation => ({
  name,
  watch: (world, reached) =>
    onProgress(world, (_id, { error }, { waitsForLock }) => {
      if (error?.S === 'ResourceConflict' && (waitsForLock !== undefined) === wasWaiting) reached();
    }),
});

export const conflictIsFoundFirst = conflict('a conflict is found before the upload waits for its lock', false);
export const conflictIsFoundLast = conflict('a conflict is found after the upload has waited for its lock', true);

export const otherFileIsRefused: Situation = {
  name: 'an upload is refused because a file under another key is in force',
  watch: (world, reached) =>
    onProgress(world, (_id, { error }) => {
      if (error?.S === 'OtherFileInForce') reached();
    }),
};

export const keyIsReplaced: Situation = {
  name: 'a file replaces a file under another key',
  watch: (world, reached) => {
    const keys = new Map<string, string>();
    onWrite(world, ({ item, datasetGroup, put: { key } }) => {
      if (item !== 'parameter-file' || key?.S === undefined) return;
      if ((keys.get(datasetGroup) ?? key.S) !== key.S) reached();
      keys.set(datasetGroup, key.S);
    });
  },
};
