import { DataBucketReader, isGone } from '../../lib/aws/data-bucket';
import type { ObjectVersion } from '../../lib/aws/object-versions';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import { fileOf } from '../../lib/record-table/file-reference';
import { printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { shortId } from '../run-search';
import { usersOf } from './users-in-object';

/** The stored csv of a completed deletion, whose users are to be removed from the csv of the dataset group. */
export interface UserList extends Pick<ObjectVersion, 'key' | 'versionId'> {
  readonly run: string;
  readonly users: ReadonlySet<string>;
  /** ISO time at which the deletion ended. */
  readonly deletedAt: string;
}

/**
 * The lists of completed deletions that are still stored, in the order of the deletions.
 */
export async function storedLists(aws: DeployedAws, deletions: readonly DataDeletion[]): Promise<readonly UserList[]> {
  const lists: UserList[] = [];
  for (const { status, run, file, fileVersion, finishedAt: deletedAt = '' } of deletions) {
    const place = status === 'COMPLETED' ? fileOf(file, fileVersion, {}) : undefined;
    if (place === undefined) continue;
    const { key, versionId } = place;
    const bytes = () => new DataBucketReader(aws.s3, place.bucket).bytes(place);
    try {
      lists.push({ key, versionId, run, users: await usersOf(bytes), deletedAt });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return lists;
}

/**
 * Names the completed deletions that were never purged and whose lists are gone, one line for each. If a later deletion of the same number
 * of users was purged, it counts as the same deletion, requested again: records of deletions have no ids of users.
 * @param deletions the newest first
 */
export function lostLists(deletions: readonly DataDeletion[], lists: readonly UserList[]): readonly string[] {
  const stored = new Set(lists.map(({ run }) => run));
  const lost = deletions.filter(
    ({ status, purgedAt, run, users }, index) =>
      status === 'COMPLETED' &&
      purgedAt === undefined &&
      !stored.has(run) &&
      !deletions.slice(0, index).some((later) => later.purgedAt !== undefined && later.users === users),
  );
  return lost.map(
    ({ run, file }) =>
      `The list of deletion ${shortId(run)} (${printable(file)}) is gone, and its users were not purged: request the deletion again with your own copy of the list, then purge.`,
  );
}

/**
 * ISO time since which imports may have brought users back. For each user, only the newest deletion matters. The result is the earliest end
 * of these deletions.
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
