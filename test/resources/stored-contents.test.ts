import type { ObjectVersion } from '../../resources/object-versions';
import { storedContents } from '../../resources/stored-contents';

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 0, 0, second));

/** Versions of one key from the oldest to the newest: an ETag each, or nothing for a delete marker. */
function history(...etags: readonly (string | undefined)[]): ObjectVersion[] {
  return etags
    .map((etag, index) => ({
      key: 'a.csv',
      versionId: `v${index + 1}`,
      ...(etag !== undefined && { etag }),
      lastModified: at(10 * index),
      isLatest: index === etags.length - 1,
    }))
    .reverse();
}

function revisionOf(versions: readonly ObjectVersion[]): string | undefined {
  return storedContents(versions)[0]?.revision;
}

describe('the revision of an object', () => {
  test.each([
    ['is the same after an upload of equal content', history('A'), history('A', 'A', 'A'), true],
    ['is another one after a change', history('A'), history('A', 'B'), false],
    ['is another one after a change and back', history('A'), history('A', 'B', 'A'), false],
    ['is another one after a removal', history('A'), history('A', undefined), false],
    ['is another one after a removal and back', history('A'), history('A', undefined, 'A'), false],
    [
      'is another one after each change and back',
      history('A', 'B', 'A'),
      history('A', 'B', 'A', 'B', 'A'),
      false,
    ],
    [
      'is another one after each removal',
      history('A', undefined),
      history('A', undefined, 'A', undefined),
      false,
    ],
    ['is that of before when the newest version was deleted', history('A'), history('A', 'B').slice(1), true],
    // One import too many does less harm than one too few.
    [
      'may be another one when old versions have expired',
      history('A', 'A'),
      history('A', 'A').slice(0, 1),
      false,
    ],
  ])('%s', (_case, before, after, isSame) => {
    // Prepare: what is the newest that is left is the latest.
    const left = after.map((version, index) => ({ ...version, isLatest: index === 0 }));

    // Act
    const revisions = [revisionOf(before), revisionOf(left)];

    // Assess
    expect(revisions[0] === revisions[1]).toBe(isSame);
  });

  test('is another one after a removal and back within one second', () => {
    // Prepare
    const versions = history('A', undefined, 'A').map((version) => ({ ...version, lastModified: at(0) }));

    // Act and assess
    expect(revisionOf(versions)).not.toBe(revisionOf(history('A')));
  });
});

describe('storedContents', () => {
  test('tells since when content is there, keys in order, and what was removed', () => {
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
      { key: 'a.csv', isRemoved: false, revision: 'B v2', changedAt: at(10) },
      { key: 'b.csv', isRemoved: false, revision: 'D v1', changedAt: at(0) },
      { key: 'removed.csv', isRemoved: true, revision: 'removed v2', changedAt: at(10) },
    ]);
  });
});
