import { DataBucketReader, unlessGone } from '../../lib/aws/data-bucket';
import { type ObjectVersion, objectVersions } from '../../lib/aws/object-versions';
import { DELETION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { type DataDeletion, DataDeletions } from '../../lib/record-table/data-deletions';
import { present } from '../../lib/record-table/item';
import { RefusedPlaces } from '../../lib/record-table/refused-files';
import { RunHistory } from '../../lib/record-table/run-history';
import { plural, printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { describeUnreadable } from '../data-deletions/purge-survey';
import { usersIn, usersOf } from '../data-deletions/users-in-object';
import { CliFailure, WrongUsage } from '../failure';
import { isFile } from '../files-below';
import type { AwsOptions } from '../options';
import { moment, Output } from '../output';
import { localBytes } from '../read-local-file';
import { partitions, shortId } from '../run-search';
import { unknownGroup } from '../runs';

/**
 * Lists deletions of users, the newest first.
 * @param group default: all groups of the deployment, including destroyed ones
 * @throws CliFailure if nothing is recorded about the group
 */
export async function listDataDeletions(group: string | undefined, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const deletions = new DataDeletions(aws.records);
  const known = await partitions(aws);
  const groups = group === undefined ? [...known] : [group];
  const accepted = (await Promise.all(groups.map((each) => deletions.of(each)))).flat();
  const all = [...accepted, ...(await refused(aws, group))];
  const found = all.sort((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  if (group !== undefined && found.length === 0 && !known.has(group)) throw unknownGroup(group);
  output.document(found);
  if (found.length === 0) output.line('No deletions of users are recorded.');
  output.table(
    ['DATASET GROUP', 'REQUESTED', 'STATUS', 'ROWS', 'RECORDS', 'FILE', 'RUN'],
    found.map(({ datasetGroup, requestedAt, status, users, recordsDeleted, file, run }) => [
      ...[datasetGroup || '-', moment(requestedAt), output.status(status)],
      ...[String(users ?? '-'), String(recordsDeleted ?? '-'), file.replace(/^s3:\/\/[^/]+\//, ''), shortId(run)],
    ]),
    ['DATASET GROUP', 'FILE'],
  );
  for (const { run, cause = '', purgedAt } of found) {
    const [reason = ''] = cause.split('\n', 1);
    if (reason !== '') output.line(`${shortId(run)}: ${reason}`);
    if (purgedAt !== undefined)
      output.line(`${shortId(run)}: the users of this deletion were purged from the csv on ${moment(purgedAt)}`);
  }
  return 0;
}

/** A csv of users that was refused. */
type RefusedDeletion = Omit<DataDeletion, 'status' | 'users' | 'listDigest' | 'purgedAt'> & {
  readonly status: 'REFUSED';
  readonly users?: undefined;
  readonly purgedAt?: undefined;
};

async function refused({ records }: DeployedAws, group: string | undefined): Promise<readonly RefusedDeletion[]> {
  const isWanted = ({ namedGroup }: { readonly namedGroup?: string }) => group === undefined || namedGroup === group;
  const places = (await new RefusedPlaces(records).all()).filter(isWanted);
  const history = new RunHistory(records);
  const filed = [...new Set(places.map(({ filedUnder }) => filedUnder))];
  const runs = (await Promise.all(filed.map((each) => history.refused(each, DELETION_WORKFLOW)))).flat();
  return runs
    .filter(isWanted)
    .map(({ id, startedAt, namedGroup = '', file, fileVersion, finishedAt, error, cause }) => ({
      datasetGroup: namedGroup,
      run: id,
      status: 'REFUSED',
      file,
      fileVersion,
      requestedAt: startedAt,
      ...present({ finishedAt, error, cause }),
    }));
}

/** An object version, latest or old, and how many of the searched users it contains. */
type Holder = Pick<ObjectVersion, 'key' | 'isLatest' | 'versionId'> & { readonly users: number };

/**
 * Lists the object versions in the data bucket that contain users of the given csv. Shows how many of these users each
 * version contains, but not their ids.
 * @throws WrongUsage if the csv does not exist
 * @throws CliFailure if the csv has no users
 */
export async function find(file: string, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  if (!isFile(file)) throw new WrongUsage(`${file} is not a file.`, 'Give the csv of users that was uploaded.');
  const users = await usersOf(() => localBytes(file));
  if (users.size === 0) throw new CliFailure(`${file} names no user.`, 'Its first line must be USER_ID.');
  const aws = await DeployedAws.open(options);
  const { dataBucket } = aws.names;
  const bucket = new DataBucketReader(aws.s3, dataBucket);
  const holders: Holder[] = [];
  let searched = 0;
  for await (const version of objectVersions(aws.s3, dataBucket, '')) {
    if (version.etag === undefined) continue;
    const { key, isLatest, versionId } = version;
    const found = await unlessGone(usersIn(key, () => bucket.bytes(version), users));
    if (found === undefined) continue;
    searched += 1;
    const { users: has, problem } = found;
    if (has.size > 0) holders.push({ key, isLatest, versionId, users: has.size });
    if (problem !== undefined) output.line(describeUnreadable({ key, versionId, problem, users: has.size }));
  }
  output.document({ users: users.size, searched, holders });
  output.table(
    ['KEY', 'USERS', 'VERSION', 'LATEST'],
    holders.map((each) => [each.key, String(each.users), each.versionId, each.isLatest ? 'yes' : 'no']),
    ['KEY'],
  );
  const verb = holders.length === 1 ? 'contains' : 'contain';
  const found = `${holders.length} of ${plural(searched, 'object version')} in s3://${dataBucket}`;
  const which = users.size === 1 ? 'the user' : `at least one of the ${users.size} users`;
  output.line(`${found} ${verb} ${which} in ${printable(file)}.`);
  return 0;
}
