import type { ObjectVersion } from '../../../lib/aws/object-versions';
import { storedContents } from '../../../lib/aws/stored-contents';

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 0, 0, second));

/** Versions of one key, the newest first. `etags` begin with the oldest version; undefined stands for a delete marker. */
function history(...etags: readonly (string | undefined)[]): ObjectVersion[] {
  return etags
    .map((etag, index) => ({
      key: 'a.csv',
      versionId: `v${index + 1}`,
      ...(etag !== undefined && { etag }),
      size: index,
      lastModified: at(10 * index),
      isLatest: index === etags.length - 1,
    }))
    .reverse();
}

/** Second in which the content last changed, as far as the versions prove it. */
function secondsOf(versions: readonly ObjectVersion[]): number | undefined {
  const changedAt = storedContents(versions)[0]?.changedAt;
  return changedAt && (changedAt.getTime() - at(0).getTime()) / 1000;
}

describe("the time of an object's last change", () => {
  test.each([
    ['is the time of its first upload', history('A'), 0],
    ['does not change when equal content is uploaded again', history('A', 'A', 'A'), 0],
    ['is the time at which different content was uploaded', history('A', 'B'), 10],
    [
      'is the time of the second upload of a content if another content was uploaded in between',
      history('A', 'B', 'A'),
      20,
    ],
    ['is the time at which the object was removed', history('A', undefined), 10],
    ['is the time of the new upload if an object was removed and uploaded again', history('A', undefined, 'A'), 20],
    [
      'is the time of the last upload that changed the content, if the content changed back and forth',
      history('A', 'B', 'A', 'B', 'A', 'A'),
      40,
    ],
    ['is the time of the last removal', history('A', undefined, 'A', undefined), 30],
    ['is the time of the remaining version if the newest version was deleted', history('A', 'B').slice(1), 0],
    // An expired version may have had the same content. Then this time is too late, and an import is repeated without need. That does less
    // harm than a missing import.
    ['is the time of the oldest remaining version if older ones have expired', history('A', 'A').slice(0, 1), 10],
  ])('%s', (_case, versions, seconds) => {
    // Prepare: S3 marks the newest remaining version as the latest
    const left = versions.map((version, index) => ({ ...version, isLatest: index === 0 }));

    // Act and assess
    expect(secondsOf(left)).toBe(seconds);
  });

  test('is the time of the new upload if an object was removed and uploaded again within one second', () => {
    // Prepare
    const versions = history('A', undefined, 'A').map((version) => ({ ...version, lastModified: at(20) }));
    const older = { key: 'a.csv', versionId: 'v0', etag: 'A', size: 0, lastModified: at(0), isLatest: false };

    // Act and assess
    expect(secondsOf([...versions, older])).toBe(20);
  });
});

describe('storedContents', () => {
  test('lists keys in alphabetical order, each with the time of its last change, and with its newest version unless the object was removed', () => {
    // Prepare
    const removed = history('C', undefined).map((version) => ({ ...version, key: 'removed.csv' }));
    const other = history('D').map((version) => ({ ...version, key: 'b.csv' }));
    const listed = [...other, ...history('A', 'B', 'B')];
    const markersLast = (one: ObjectVersion, two: ObjectVersion) =>
      Number(one.etag === undefined) - Number(two.etag === undefined);

    // Act
    const contents = storedContents([...removed, ...listed].sort(markersLast));

    // Assess
    expect(contents).toEqual([
      {
        key: 'a.csv',
        etag: 'B',
        changedAt: at(10),
        version: expect.objectContaining({ versionId: 'v3', size: 2 }),
      },
      {
        key: 'b.csv',
        etag: 'D',
        changedAt: at(0),
        version: expect.objectContaining({ versionId: 'v1', size: 0 }),
      },
      { key: 'removed.csv', changedAt: at(10) },
    ]);
  });
});
