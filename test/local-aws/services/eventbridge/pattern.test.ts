import { matchesPattern, parsePattern } from '../../../../local-aws/services/eventbridge/pattern';

const EVENT = {
  source: 'solutions.aws.personalize',
  resources: ['arn:1', 'arn:2'],
  detail: { Status: 'ACTIVE', Duration: 300, Empty: null, Nested: { Deep: 'yes' } },
};

describe('event patterns', () => {
  it.each([
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
  ])('%j: %s', (pattern, expected) => {
    // Act
    const matches = matchesPattern(parsePattern(JSON.stringify(pattern)), EVENT);

    // Assess
    expect(matches).toBe(expected);
  });

  it.each([
    ['{', 'it is not JSON'],
    ['[]', 'it must be a JSON object'],
    ['{"source":"x"}', "'source' must be an object or a list"],
    ['{"detail":{"Status":[]}}', "the list at 'detail.Status' is empty"],
    ['{"detail":{"Duration":[{"numeric":[">",1]}]}}', "'numeric' at 'detail.Duration'"],
    ['{"source":[{"anything-but":{"suffix":"x"}}]}', "'anything-but' at 'source'"],
    ['{"$or":{"source":["x"]}}', "'$or'"],
  ])('%s is refused', (text, reason) => {
    // Act and assess
    expect(() => parsePattern(text)).toThrow(reason);
  });
});
