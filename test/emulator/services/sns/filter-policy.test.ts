import { accepts, parseFilterPolicy } from '../../../../emulator/services/sns/filter-policy';

describe('a filter policy on message attributes', () => {
  it.each<[object, Readonly<Record<string, string>> | undefined, boolean]>([
    [{}, undefined, true],
    [{ status: ['FAILED', 'HELD'] }, { status: 'HELD' }, true],
    [{ status: ['FAILED'] }, { status: 'failed' }, false],
    [{ status: ['FAILED'] }, undefined, false],
    [{ status: ['FAILED'], group: ['a'] }, { status: 'FAILED', group: 'b' }, false],
    [{ group: [{ prefix: 'mov' }] }, { group: 'movies' }, true],
    [{ group: [{ suffix: '-de' }] }, { group: 'movies' }, false],
    [{ status: [{ 'anything-but': ['DIGEST'] }] }, { status: 'FAILED' }, true],
    [{ status: [{ 'anything-but': 'DIGEST' }] }, { status: 'DIGEST' }, false],
    [{ status: [{ 'anything-but': ['DIGEST'] }] }, {}, false],
    [{ status: [{ exists: false }] }, {}, true],
    [{ status: [{ exists: true }] }, {}, false],
  ])('%j accepts a message with the attributes %j: %s', (policy, attributes, expected) => {
    // Act
    const accepted = accepts(parseFilterPolicy(JSON.stringify(policy)), attributes);

    // Assess
    expect(accepted).toBe(expected);
  });
});
