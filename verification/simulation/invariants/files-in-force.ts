import type { CallListener } from '../../../local-aws/core/aws';
import type { World } from '../world';
import type { Invariant } from './invariant';

/** What is in force, or waits, of each dataset group: the id of the version. */
type Versions = Map<string, string | undefined>;

/** Keeps the versions of `item` as the record table has them. @param onPut called with each version that is put */
function follow(
  world: World,
  item: string,
  onPut: (datasetGroup: string, versionId: string) => void = () => undefined,
) {
  const versions: Versions = new Map();
  const listener: CallListener = ({ service, call: { operation, input }, error }) => {
    if (service !== 'dynamodb' || error !== undefined) return;
    for (const put of putsOf(operation, input)) {
      if (put.item?.S !== item || put.datasetGroup?.S === undefined || put.versionId?.S === undefined) continue;
      versions.set(put.datasetGroup.S, put.versionId.S);
      onPut(put.datasetGroup.S, put.versionId.S);
    }
  };
  world.local.aws.onCall(listener);
  return versions;
}

type Item = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** Items that a call puts, alone or in a transaction. */
function putsOf(operation: string, input: Readonly<Record<string, unknown>>): readonly Item[] {
  if (operation === 'PutItem') return [input.Item as Item];
  if (operation !== 'TransactWriteItems') return [];
  const writes = input.TransactItems as readonly { readonly Put?: { readonly Item: Item } }[];
  return writes.flatMap(({ Put }) => (Put === undefined ? [] : [Put.Item]));
}

export const onlyFollowedFilesAreInForce: Invariant = {
  name: 'what is in force changes only by an upload that Personalize can follow',
  watch: (world, broken) => {
    follow(world, 'parameter-file', (datasetGroup, versionId) => {
      const upload = world.uploads.find((each) => each.versionId === versionId);
      if (upload === undefined || upload.edition === undefined || upload.isConflicting)
        broken(`version ${versionId}, which Personalize cannot follow, is in force of ${datasetGroup}`);
    });
  },
  check: async (world, broken) => {
    for (const { versionId, isConflicting } of world.uploads)
      if (isConflicting)
        for (const { name, ran } of world.executionLog.uploadRuns().get(versionId) ?? [])
          if (ran) broken(`run ${name} works on a file that Personalize cannot follow`);
  },
};

export const uploadsAreSupersededByOthers: Invariant = {
  name: 'a run does the work of the file in force only, and an upload does nothing only if another one of its dataset group waits or is in force',
  watch: (world, broken) => {
    const inForce = follow(world, 'parameter-file');
    const waiting = follow(world, 'waiting-upload');
    world.local.stepFunctions.onEvent((event) => {
      const run = world.executionLog.runs.get(event.execution.arn);
      if (run?.input.trigger !== 'upload') return;
      const datasetGroup = String(run.input.datasetGroup);
      const { versionId } = run.input.file as { readonly versionId: string };
      const isOther = (versions: Versions) => ![undefined, versionId].includes(versions.get(datasetGroup));
      if (event.kind === 'stateEntered' && event.state === WORK && inForce.get(datasetGroup) !== versionId)
        broken(`${run.arn} does the work of version ${versionId}, but ${inForce.get(datasetGroup)} is in force`);
      const didNothing = event.kind === 'executionFinished' && event.execution.status === 'SUCCEEDED' && !run.ran;
      if (didNothing && !isOther(inForce) && !isOther(waiting))
        broken(`${run.arn} did nothing for version ${versionId}, although no other upload was there`);
    });
  },
};

/** The state of `run` in which its work begins. */
const WORK = 'Run the workflow';
