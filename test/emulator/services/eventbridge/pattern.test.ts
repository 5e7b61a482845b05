import { type JsonValue, matchesPattern, parsePattern } from '../../../../emulator/services/eventbridge/pattern';

const EVENT: Readonly<Record<string, JsonValue>> = {
  source: 'solutions.aws.personalize',
  resources: ['arn:1', 'arn:2'],
  detail: {
    Status: 'ACTIVE',
    Duration: 300,
    Empty: null,
    Nested: { Deep: 'yes' },
    None: [],
    Lists: [[1, 2], [[3]]],
    People: [{ Name: 'Ann', Town: 'York' }, [{ Name: 'Bob', Town: 'Bath' }, { Name: 'Cy' }]],
  },
};

describe('event patterns', () => {
  const PATTERNS: readonly (readonly [pattern: object, matches: boolean])[] = [
    [{ source: ['solutions.aws.personalize'] }, true],
    [{ source: ['other', 'solutions.aws.personalize'] }, true],
    [{ source: ['solutions.aws'] }, false],
    [{ source: ['Solutions.aws.personalize'] }, false],
    [{ resources: ['arn:2'] }, true],
    [{ resources: ['arn:3'] }, false],
    [{ detail: { Status: ['ACTIVE'], Nested: { Deep: ['yes'] } } }, true],
    [{ detail: { Status: ['ACTIVE'], Nested: { Deep: ['no'] } } }, false],
    [{ detail: { Duration: [300] } }, true],
    [{ detail: { Duration: ['300'] } }, false],
    [{ detail: { Empty: [null] } }, true],
    [{ detail: { Absent: [null] } }, false],
    [{ detail: { Status: { Deep: ['x'] } } }, false],
    [{ source: [{ prefix: 'solutions.' }] }, true],
    [{ source: [{ prefix: 'aws.' }] }, false],
    [{ detail: { Duration: [{ prefix: '3' }] } }, false],
    [{ detail: { Status: [{ exists: true }] } }, true],
    [{ detail: { Status: [{ exists: false }] } }, false],
    [{ detail: { Absent: [{ exists: false }] } }, true],
    [{ detail: { Absent: { Deeper: [{ exists: false }] } } }, true],
    [{ detail: { Status: [{ 'anything-but': 'FAILED' }] } }, true],
    [{ detail: { Status: [{ 'anything-but': ['FAILED', 'ACTIVE'] }] } }, false],
    [{ detail: { Status: [{ 'anything-but': { prefix: 'ACT' } }] } }, false],
    [{ detail: { Absent: [{ 'anything-but': 'x' }] } }, false],
    [{ detail: { Nested: [{ exists: true }] } }, false],
    [{ detail: { Nested: [{ exists: false }] } }, true],
    [{ detail: { Nested: [{ 'anything-but': 'x' }] } }, false],
    [{ detail: { Empty: [{ exists: true }] } }, true],
    [{ detail: { Empty: [{ 'anything-but': 'x' }] } }, true],
    [{ detail: { None: [{ exists: true }] } }, false],
    [{ detail: { None: [{ exists: false }] } }, true],
    [{ detail: { None: [{ 'anything-but': 'x' }] } }, false],
    [{ detail: { None: [null] } }, false],
    [{ resources: [{ 'anything-but': 'arn:1' }] }, true],
    [{ resources: [{ 'anything-but': ['arn:1', 'arn:2'] }] }, false],
    [{ detail: { Lists: [3] } }, true],
    [{ detail: { Lists: [4] } }, false],
    [{ detail: { People: { Name: ['Ann'] } } }, true],
    [{ detail: { People: { Name: ['Ann'], Town: ['York'] } } }, true],
    [{ detail: { People: { Name: ['Ann'], Town: ['Bath'] } } }, false],
    [{ detail: { People: { Name: ['Cy'], Town: [{ exists: false }] } } }, true],
    [{ detail: { People: { Town: ['Bath'], Name: [{ exists: false }] } } }, false],
    [{ detail: { People: { Name: ['Cy'], Age: [{ exists: false }] } } }, true],
    [{ detail: { People: [{ exists: true }] } }, false],
    [{ detail: { constructor: [{ exists: false }] } }, true],
  ];

  it.each(PATTERNS.map(([pattern, matches]) => [matches ? 'match' : 'do not match', pattern, matches] as const))(
    '%s the event if they are %j',
    (_, pattern, expected) => {
      // Act
      const matches = matchesPattern(parsePattern(JSON.stringify(pattern)), EVENT);

      // Assess
      expect(matches).toBe(expected);
    },
  );

  it.each([
    ['{', 'it is not JSON'],
    ['[]', 'it must be a JSON object'],
    ['{"source":"x"}', "'source' must be an object or a list"],
    ['{"detail":{"Status":[]}}', "the list at 'detail.Status' is empty"],
    ['{"detail":{"Duration":[{"numeric":[">",1]}]}}', "'numeric' at 'detail.Duration'"],
    ['{"source":[{"anything-but":{"suffix":"x"}}]}', "'anything-but' at 'source'"],
    ['{"$or":{"source":["x"]}}', "'$or'"],
    ['{}', 'the pattern is empty'],
    ['{"detail":{}}', "the object at 'detail' is empty"],
    ['{"source":[["x"]]}', "'source' has a list in a list"],
    ['{"source":[{}]}', "'source' must have one operator; it has none"],
    ['{"source":[{"prefix":"x","exists":true}]}', "'source' must have one operator; it has prefix, exists"],
    ['{"source":[{"exists":"yes"}]}', "'exists' at 'source' must be true or false"],
    ['{"source":[{"prefix":3}]}', "'prefix' at 'source'"],
    ['{"source":[{"anything-but":null}]}', "'anything-but' at 'source'"],
    ['{"source":[{"anything-but":true}]}', "'anything-but' at 'source'"],
    ['{"source":[{"anything-but":[]}]}', "'anything-but' at 'source'"],
    ['{"source":[{"anything-but":["x",3]}]}', "'anything-but' at 'source'"],
    ['{"source":[{"anything-but":{"prefix":""}}]}', "'anything-but' at 'source'"],
  ])('are refused if they are %s', (text, reason) => {
    // Act and assess
    expect(() => parsePattern(text)).toThrow(reason);
  });
});
