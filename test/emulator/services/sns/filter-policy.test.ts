import { accepts, parseFilterPolicy } from '../../../../emulator/services/sns/filter-policy';

describe('a filter policy on message attributes', () => {
  it.each<[string, object, Readonly<Record<string, string>> | undefined, boolean]>([
    ['accepts any message if it is empty', {}, undefined, true],
    ['accepts one of several values', { status: ['FAILED', 'HELD'] }, { status: 'HELD' }, true],
    ['does not accept a value in another case', { status: ['FAILED'] }, { status: 'failed' }, false],
    ['does not accept a message without attributes', { status: ['FAILED'] }, undefined, false],
    [
      'does not accept a message that matches only one of two attributes',
      { status: ['FAILED'], group: ['a'] },
      { status: 'FAILED', group: 'b' },
      false,
    ],
    ['accepts a value that has the prefix', { group: [{ prefix: 'mov' }] }, { group: 'movies' }, true],
    ['does not accept a value that lacks the suffix', { group: [{ suffix: '-de' }] }, { group: 'movies' }, false],
    [
      'accepts a value that anything-but does not name',
      { status: [{ 'anything-but': ['DIGEST'] }] },
      { status: 'FAILED' },
      true,
    ],
    [
      'does not accept a value that anything-but names',
      { status: [{ 'anything-but': 'DIGEST' }] },
      { status: 'DIGEST' },
      false,
    ],
    ['does not accept an absent attribute with anything-but', { status: [{ 'anything-but': ['DIGEST'] }] }, {}, false],
    ['accepts an absent attribute if exists is false', { status: [{ exists: false }] }, {}, true],
    ['does not accept an absent attribute if exists is true', { status: [{ exists: true }] }, {}, false],
  ])('%s', (_, policy, attributes, expected) => {
    // Act
    const accepted = accepts(parseFilterPolicy(JSON.stringify(policy)), attributes);

    // Assess
    expect(accepted).toBe(expected);
  });
});
