import { namedGroup } from '../../../functions/upload/named-group';

const file = (text: string) => new TextEncoder().encode(text);

describe('namedGroup', () => {
  test('finds the name in a file that is wrong otherwise', () => {
    // Act
    const name = namedGroup(file('{"datasetGroup": {"serviceConfig": {"name": "shop", "nmae": 1}}, "filter": []}'));

    // Assess
    expect(name).toBe('shop');
  });

  test.each([
    ['is no JSON', '{'],
    ['is no object', '[]'],
    ['names no dataset group', '{"datasetGroup": {}}'],
    ['has a name that no dataset group can have', '{"datasetGroup": {"serviceConfig": {"name": "#runs"}}}'],
    ['has a name that is too long', `{"datasetGroup": {"serviceConfig": {"name": "${'n'.repeat(64)}"}}}`],
    ['has a name that is no text', '{"datasetGroup": {"serviceConfig": {"name": 1}}}'],
  ])('finds none in a file that %s', (_what, text) => {
    // Act and assess
    expect(namedGroup(file(text))).toBeUndefined();
  });
});
