import { conditionHolds, unknownOperator } from '../../../../emulator/services/iam/conditions';

const context = new Map([
  ['aws:sourcearn', 'arn:aws:s3:::data'],
  ['aws:securetransport', 'true'],
  ['s3:prefix', 'train/movies'],
  ['iam:passedtoservice', 'states.amazonaws.com'],
]);

describe('conditionHolds', () => {
  it.each([
    ['StringEquals', 'iam:PassedToService', ['personalize.amazonaws.com', 'states.amazonaws.com'], true],
    ['StringEquals', 'iam:PassedToService', ['States.amazonaws.com'], false],
    ['StringEquals', 'aws:SourceAccount', ['123456789012'], false],
    ['StringEqualsIfExists', 'aws:SourceAccount', ['123456789012'], true],
    ['StringNotEquals', 'iam:PassedToService', ['lambda.amazonaws.com'], true],
    ['StringNotEquals', 'iam:PassedToService', ['lambda.amazonaws.com', 'states.amazonaws.com'], false],
    ['StringNotEquals', 'aws:SourceAccount', ['123456789012'], true],
    ['StringLike', 's3:prefix', ['train/*'], true],
    ['StringLike', 's3:prefix', ['train/movie?'], true],
    ['StringLike', 's3:prefix', ['batch/*', 'train'], false],
    ['StringNotLike', 's3:prefix', ['batch/*'], true],
    ['ArnLike', 'aws:SourceArn', ['arn:aws:s3:::d*'], true],
    ['ArnLike', 'aws:SourceArn', ['arn:aws:*:data'], false],
    ['ArnEquals', 'aws:SourceArn', ['arn:aws:s3:::data'], true],
    ['ArnNotEquals', 'aws:SourceArn', ['arn:aws:s3:::data'], false],
    ['Bool', 'aws:SecureTransport', ['false'], false],
    ['Bool', 'AWS:SecureTransport', ['True'], true],
    ['Null', 'aws:SourceAccount', ['true'], true],
    ['Null', 'aws:SourceArn', ['true'], false],
    ['Null', 'aws:SourceArn', ['false'], true],
    ['ForAllValues:StringEquals', 'aws:TagKeys', ['team'], true],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', ['team'], false],
    ['ForAllValues:StringEqualsIfExists', 'aws:TagKeys', ['team'], true],
    ['ForAnyValue:StringEqualsIfExists', 'aws:TagKeys', ['team'], false],
    ['ForAnyValue:StringNotEqualsIfExists', 'aws:TagKeys', ['team'], false],
    ['ForAnyValue:StringLike', 's3:prefix', ['train/*'], true],
  ])('with the operator %s, the key %s and the values %j returns %s', (operator, key, values, expected) => {
    // Act
    const holds = conditionHolds({ operator, key, values }, context);

    // Assess
    expect(holds).toBe(expected);
  });
});

describe('unknownOperator', () => {
  it('returns a message that names an operator that is not supported', () => {
    // Act
    const problem = unknownOperator('NumericLessThan');

    // Assess
    expect(problem).toContain("'NumericLessThan'");
    expect(problem).toContain('StringEquals');
  });

  it('returns a message for an operator that has the name of a property of every object', () => {
    // Act and assess
    expect(unknownOperator('constructor')).toContain("'constructor'");
  });
});
