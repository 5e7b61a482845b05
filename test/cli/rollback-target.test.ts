import { rollbackTarget } from '../../cli/rollback-target';
import type { Decision, VersionDecision } from '../../lib/record-table/version-decisions';
import { at, version } from '../support/solution-versions';

/** ACTIVE versions, one trained on each of these days. */
const active = (...days: readonly number[]) =>
  days.map((day) => ({ version: version(day), createdAt: at(day), mode: 'FULL', status: 'ACTIVE' }));

const decided = (day: number, decision: Decision, decidedOn = day): VersionDecision => ({
  solution: 'top',
  version: version(day),
  createdAt: at(day),
  decision,
  metrics: {},
  verdicts: [],
  decidedBy: 'rules',
  decidedAt: at(decidedOn),
});

describe('rollbackTarget', () => {
  test.each<[string, readonly number[], readonly VersionDecision[], number, number | undefined]>([
    ['the version trained before the serving one, if there are no decisions', [3, 2, 1], [], 3, 2],
    [
      'the last promoted version before the serving one, even if a held version came between them',
      [3, 2, 1],
      [decided(3, 'PROMOTED'), decided(2, 'HELD'), decided(1, 'PROMOTED')],
      3,
      1,
    ],
    [
      'the newer version that served until an older one was promoted',
      [3, 2, 1],
      [decided(3, 'PROMOTED'), decided(1, 'PROMOTED', 4)],
      1,
      3,
    ],
    [
      'a version that still exists, not an older promoted version that was deleted',
      [3, 2],
      [decided(3, 'PROMOTED'), decided(1, 'PROMOTED')],
      3,
      2,
    ],
    [
      'absent if earlier versions were not promoted',
      [3, 2, 1],
      [decided(3, 'PROMOTED'), decided(2, 'REJECTED'), decided(1, 'ROLLED_BACK')],
      3,
      undefined,
    ],
    ['absent for the first version', [1], [], 1, undefined],
    [
      'the last promoted version, not a newer one without a decision, which never served',
      [5, 4, 3, 2, 1],
      [decided(5, 'PROMOTED'), decided(3, 'PROMOTED'), decided(2, 'ROLLED_BACK'), decided(1, 'PROMOTED', 2)],
      5,
      3,
    ],
    [
      'a version trained before any decision was recorded',
      [3, 2, 1],
      [decided(3, 'ROLLED_BACK', 4), decided(2, 'PROMOTED', 4)],
      2,
      1,
    ],
    [
      'the promoted version before a held one, if the held one has served since the rules were removed',
      [2, 1],
      [decided(2, 'HELD'), decided(1, 'PROMOTED')],
      2,
      1,
    ],
    [
      'absent if the only other version is newer, and nothing is decided on it yet',
      [2, 1],
      [decided(1, 'PROMOTED')],
      1,
      undefined,
    ],
    [
      'an older version that was promoted in the same run as the serving one',
      [2, 1],
      [decided(2, 'PROMOTED', 3), decided(1, 'PROMOTED', 3)],
      2,
      1,
    ],
  ])('is %s', (_, versions, decisions, serving, expected) => {
    // Act
    const target = rollbackTarget(active(...versions), decisions, version(serving));

    // Assess
    expect(target).toBe(expected === undefined ? undefined : version(expected));
  });

  it.each<[string, number | undefined, string]>([
    [
      'absent if each earlier version is held, or is so old that a decision to hold it may have expired',
      undefined,
      at(3),
    ],
    ['a version without a decision that is too young for a decision on it to have expired', 2, at(2)],
  ])('is %s', (_, expected, knownSince) => {
    // Prepare
    const decisions = [decided(4, 'PROMOTED'), decided(3, 'HELD')];

    // Act
    const target = rollbackTarget(active(4, 3, 2, 1), decisions, version(4), knownSince);

    // Assess
    expect(target).toBe(expected === undefined ? undefined : version(expected));
  });
});
