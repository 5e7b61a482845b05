import { DataBucketReader, unlessGone } from '../../lib/aws/data-bucket';
import type { ObjectVersion } from '../../lib/aws/object-versions';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import { fileOf } from '../../lib/record-table/file-reference';
import { printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { shortId } from '../run-search';
import { usersOf } from './users-in-object';

/** The stored list of an ended deletion. Purge removes the users of completed deletions from the csv of the dataset group. */
export interface UserList extends Pick<ObjectVersion, 'key' | 'versionId'> {
  readonly run: string;
  readonly users: ReadonlySet<string>;
  /** ISO time at which the deletion ended. */
  readonly deletedAt: string;
}

/**
 * Stored lists of users, for the deletions that have the wanted status, in the order of the deletions. Lists that are
 * no longer stored are left out.
 */
export async function storedLists(
  aws: DeployedAws,
  deletions: readonly DataDeletion[],
  wanted: DataDeletion['status'] = 'COMPLETED',
): Promise<readonly UserList[]> {
  const lists: UserList[] = [];
  for (const { status, run, file, fileVersion, finishedAt: deletedAt = '' } of deletions) {
    const place = status === wanted ? fileOf(file, fileVersion, {}) : undefined;
    if (place === undefined) continue;
    const { key, versionId } = place;
    const bytes = () => new DataBucketReader(aws.s3, place.bucket).bytes(place);
    const users = await unlessGone(usersOf(bytes));
    if (users !== undefined) lists.push({ key, versionId, run, users, deletedAt });
  }
  return lists;
}

/**
 * One line of text for each completed deletion that was never purged and whose list is no longer stored. If a deletion
 * with an equal list was purged, the deletion counts as purged: see {@link purgedRuns}.
 */
export function lostLists(deletions: readonly DataDeletion[], lists: readonly UserList[]): readonly string[] {
  const stored = new Set(lists.map(({ run }) => run));
  const lost = deletions.filter(
    ({ status, purgedAt, run }) => status === 'COMPLETED' && purgedAt === undefined && !stored.has(run),
  );
  return lost.map(
    ({ run, file }) =>
      `The list of deletion ${shortId(run)} (${printable(file)}) is gone, and its users were not purged: request the deletion again with your own copy of the list, then purge.`,
  );
}

/**
 * One line of text for each failed deletion that was not purged and whose list is still stored. A failed deletion is
 * left out if another deletion with an equal list is in progress, or has completed and is not purged yet. Personalize
 * may have deleted the users of a failed deletion, because a deletion is also recorded as FAILED if the report of its
 * end was lost.
 */
export async function failedDeletions(
  aws: DeployedAws,
  deletions: readonly DataDeletion[],
): Promise<readonly string[]> {
  const others = deletions.filter(({ status }) => status !== 'FAILED');
  const again = new Set(others.flatMap(({ listDigest = [] }) => listDigest));
  const failed = deletions.filter(({ purgedAt, listDigest = '' }) => purgedAt === undefined && !again.has(listDigest));
  return (await storedLists(aws, failed, 'FAILED')).map(
    ({ run, key }) =>
      `The deletion ${shortId(run)} of the users in ${printable(key)} FAILED. Request the deletion again, then purge. If its users were purged with another list, delete this list instead.`,
  );
}

/**
 * Ids of the runs whose deletions are purged together with the lists. These are the deletions of the lists, and other
 * ended deletions with equal lists.
 */
export function purgedRuns(deletions: readonly DataDeletion[], lists: readonly UserList[]): readonly string[] {
  const stored = new Set(lists.map(({ run }) => run));
  const digests = new Set(deletions.filter(({ run }) => stored.has(run)).map(({ listDigest }) => listDigest));
  return deletions
    .filter(({ finishedAt }) => finishedAt !== undefined)
    .filter(({ run, listDigest }) => stored.has(run) || (listDigest !== undefined && digests.has(listDigest)))
    .map(({ run }) => run);
}

/**
 * Imports since this ISO time may have brought deleted users back. Only the newest deletion of each user counts. The
 * time is the end of the oldest deletion that counts.
 * @param lists lists in the order of their deletions, the newest deletion first
 */
export function deletedSince(lists: readonly UserList[]): string {
  const newer = new Set<string>();
  let since = '';
  for (const { users, deletedAt } of lists) {
    if ([...users].some((user) => !newer.has(user))) since = deletedAt;
    for (const user of users) newer.add(user);
  }
  return since;
}
