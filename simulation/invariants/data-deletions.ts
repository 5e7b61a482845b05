import { createHash } from 'node:crypto';
import { isPending } from '../../lib/personalize/statuses';
import { isOf } from '../simulate/names';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { type Item, items } from './record-items';
import { SentNotifications } from './sent-notifications';

export const deletionsEnd: Invariant = {
  name: 'every requested deletion ends COMPLETED, failed or refused, and is reported unless notify_on leaves it to the digest',
  check: async (world, broken) => {
    const { failedEvents, runs: notified } = SentNotifications.of(world);
    const records = await items(world, 'data-deletion#');
    const runs = await items(world, 'run#');
    for (const { group, versionId, text } of world.deletionRequests) {
      // If request-data-deletion fails permanently, Lambda sends the event to the topic. This message counts as the notification.
      if (failedEvents.has(versionId)) continue;
      const what = `the deletion of version ${versionId} from ${group}`;
      const isOfRequest = ({ fileVersion }: Item) => fileVersion?.S === versionId;
      const run = runs.find(isOfRequest);
      const id = run?.execution?.S?.split(':').at(-1) ?? run?.item?.S?.split('#').at(-1) ?? '';
      if (run?.finishedAt === undefined) broken(`${what} has no run that ended`);
      const isForDigest = world.notifyOn === 'failures' && run?.status?.S === 'SUCCEEDED';
      if (!notified.has(id) && !isForDigest) broken(`no notification was sent about ${what}`);
      // A request is refused if the dataset group has no accepted parameter file yet.
      if (run?.cause?.S?.includes('manages no dataset group')) continue;
      if ((run?.status?.S === 'REFUSED') !== (text === undefined)) broken(`${what} is ${run?.status?.S}`);
      if (text !== undefined) checkRecord(world, what, run, records.find(isOfRequest), broken);
    }
  },
};

function checkRecord(
  world: World,
  what: string,
  run: Item | undefined,
  record: Item | undefined,
  broken: Broken,
): void {
  const status = record?.status?.S;
  if (status !== 'COMPLETED' && status !== 'FAILED') broken(`${what} is recorded as ${status}`);
  if (run?.status?.S === 'SUCCEEDED' && status !== 'COMPLETED')
    broken(`${what} succeeded, but is recorded as ${status}`);
  const job = world.ofType('dataDeletionJob').find(({ arn }) => arn === record?.job?.S);
  if (status === 'COMPLETED' && job?.status !== 'COMPLETED')
    broken(`${what} is recorded as COMPLETED, its job is ${job?.status}`);
}

export const nothingIsDeletedUnasked: Invariant = {
  name: 'a data deletion job deletes the requested users from its dataset group, and nothing else',
  check: async (world, broken) => {
    for (const { arn, name, status } of world.ofType('dataDeletionJob')) {
      if (status !== 'COMPLETED') continue;
      const { datasetGroupArn } = await world.describe('dataDeletionJob', arn);
      const asked = world.deletionRequests
        .filter(({ group }) => String(datasetGroupArn).endsWith(`/${group}`))
        .map(
          ({ text }) =>
            `"${createHash('md5')
              .update(text ?? '')
              .digest('hex')}"`,
        );
      const read = [...world.local.personalize.objectsRead(arn).values()];
      if (read.length !== 1 || !asked.includes(read[0] ?? '')) broken(`${name} deleted what was not requested`);
    }
  },
};

export const deletionsAreAlone: Invariant = {
  name: 'no data deletion job begins while other work reads or writes the data, and no such work begins during the job',
  watch: (world, broken) => {
    world.local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'personalize' || caller.kind !== 'role' || error !== undefined) return;
      // Overlaps are allowed after any execution was stopped or timed out. Personalize continues the work of such an
      // execution, and no other execution waits for this work.
      if (world.executionLog.endedFromOutside.size > 0) return;
      const [others, subject] = OTHERS[operation] ?? [[], ''];
      const name = String(input[subject]).split('/').at(-1) ?? '';
      const team = world.teams.find((each) => isOfTeam(each.name, name));
      for (const other of others.flatMap((type) => world.ofType(type)))
        if (team !== undefined && isOfTeam(team.name, other.name) && isPending(other.status))
          if (!world.manualVersions.has(other.arn))
            broken(`${operation} of ${name} while ${other.name} was ${other.status}`);
    });
  },
};

/**
 * Operations that start work on the data of a dataset group. For each operation: the types of resources that must not be in progress, and
 * the input member that names the resource, its dataset group or its solution.
 */
const OTHERS: Readonly<Record<string, readonly [readonly Parameters<World['ofType']>[0][], string]>> = {
  CreateDataDeletionJob: [
    ['datasetImportJob', 'solutionVersion', 'recommender', 'batchInferenceJob', 'batchSegmentJob'],
    'datasetGroupArn',
  ],
  CreateDatasetImportJob: [['dataDeletionJob'], 'jobName'],
  CreateSolutionVersion: [['dataDeletionJob'], 'solutionArn'],
  CreateRecommender: [['dataDeletionJob'], 'name'],
  UpdateRecommender: [['dataDeletionJob'], 'recommenderArn'],
  StartRecommender: [['dataDeletionJob'], 'recommenderArn'],
  CreateBatchInferenceJob: [['dataDeletionJob'], 'jobName'],
  CreateBatchSegmentJob: [['dataDeletionJob'], 'jobName'],
};

/** True if the resource belongs to the team. The name of an import begins with the name of its csv, the name of a deletion with `data-deletion`. */
function isOfTeam(team: string, name: string): boolean {
  return isOf(team, name.replace(/^(?:interactions|items|users|data-deletion)-/, ''));
}
