import { onPutInForce } from '../simulate/in-force-log';
import type { Upload } from '../simulate/operated-aws';
import { onOwnCall } from '../simulate/own-calls';
import type { Invariant } from './invariant';
import { items } from './record-items';

export const onlyFollowedFilesAreInForce: Invariant = {
  name: 'the file in force is replaced only by a valid upload without a conflict, and by a file under another key only if the upload names the replaced key',
  watch: (world, broken) => {
    const inForce = new Map<string, Upload>();
    onPutInForce(world, (datasetGroup, versionId) => {
      const upload = world.uploads.find((each) => each.versionId === versionId);
      const before = inForce.get(datasetGroup);
      // In AWS, a file may also replace a file under another key if the object of the replaced file was deleted. The
      // simulation does not delete parameter files.
      if (upload !== undefined && before !== undefined && upload.key !== before.key && !upload.isReplacing)
        broken(`version ${versionId} has replaced ${before.key} in ${datasetGroup}, which it must not replace`);
      if (upload !== undefined) inForce.set(datasetGroup, upload);
      if (upload === undefined || upload.edition === undefined || upload.isConflicting)
        broken(`version ${versionId} is in force for ${datasetGroup}, although it is invalid or has a conflict`);
    });
  },
  check: async (world, broken) => {
    for (const { versionId, isConflicting } of world.uploads)
      if (isConflicting)
        for (const { name, hasChanged } of world.executionLog.uploadRuns().get(versionId) ?? [])
          if (hasChanged)
            broken(`run ${name} has changed Personalize for a file in conflict with a resource or with its own budget`);
  },
};

export const uploadsAreSupersededByOthers: Invariant = {
  name: 'an upload changes Personalize only while its file is in force, and is superseded only by another upload of its dataset group',
  watch: (world, broken) => {
    const inForce = new Map<string, string>();
    onPutInForce(world, (datasetGroup, versionId) => inForce.set(datasetGroup, versionId));
    onOwnCall(world, ({ operation }, run) => {
      // After a run has been stopped, its function may still be at work.
      if (run?.input.trigger !== 'upload' || run.endedAt !== undefined) return;
      const current = inForce.get(String(run.input.datasetGroup));
      const { versionId } = run.input.file as { readonly versionId: string };
      if (current !== versionId)
        broken(`${operation} by ${run.arn} of version ${versionId}, but ${current} is in force`);
    });
  },
  check: async (world, broken) => {
    for (const { execution, note } of await items(world, 'run#')) {
      const run = world.executionLog.runs.get(execution?.S ?? '');
      if (run === undefined || !note?.S?.includes('has superseded this upload')) continue;
      const { versionId } = run.input.file as { readonly versionId: string };
      const others = world.uploads.filter(
        ({ group, edition, isConflicting, ...other }) =>
          group === run.input.datasetGroup && edition && !isConflicting && other.versionId !== versionId,
      );
      if (others.length === 0)
        broken(`${run.arn} did nothing for version ${versionId}, although there was no other upload`);
      if (run.hasChanged) broken(`${run.arn} was superseded, and changed Personalize`);
    }
  },
};
