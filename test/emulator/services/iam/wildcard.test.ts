import { matchesResource } from '../../../../emulator/services/iam/wildcard';

const ACCOUNT = '123456789012';
const machine = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:personalize-run`;
const execution = `arn:aws:states:us-east-1:${ACCOUNT}:execution:personalize-run:a`;
const role = `arn:aws:iam::${ACCOUNT}:role/a/upload`;

describe("a policy's resource pattern", () => {
  it.each([
    ['*', machine],
    [machine, machine],
    [`arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:*`, machine],
    [`arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:personalize-?un`, machine],
    [`arn:aws:states:us-east-1:${ACCOUNT}:execution:*`, execution],
    [`arn:aws:states:us-east-1:${ACCOUNT}:execution:personalize-*:*`, execution],
    [`arn:aws:states:*:*:execution:*`, execution],
    [`arn:*:states:us-*-1:1234????9012:execution:*`, execution],
    [`arn:aws:states:*`, execution],
    [`arn:aws:iam::${ACCOUNT}:role/*/upload`, role],
    ['arn:aws:s3:::data-*', 'arn:aws:s3:::data-1/train/a.csv'],
    ['arn:aws:s3:::d*a/train/*', 'arn:aws:s3:::data/train/a:b.csv'],
    ['arn:aws:sns:us-east-1:123456789012:*', 'arn:aws:sns:us-east-1:123456789012:topic'],
    ['arn:aws:ec2:us-east-1:123456789012:*/*', 'arn:aws:ec2:us-east-1:123456789012:*/*'],
  ])('%s covers %s', (pattern, resource) => {
    // Act and assess
    expect(matchesResource(pattern, resource)).toBe(true);
  });

  it.each([
    [
      'with * inside a part, in place of text that has a colon',
      `arn:aws:states:us-east-1:${ACCOUNT}:execution:p*a`,
      execution,
    ],
    ['with ? in place of a colon', `arn:aws:states:us-east-1:${ACCOUNT}:execution:personalize-run?a`, execution],
    ['with * inside the resource type', `arn:aws:iam::${ACCOUNT}:r*/a/upload`, role],
    ['with ? inside the resource type', `arn:aws:iam::${ACCOUNT}:rol?/a/upload`, role],
    ['with * in place of the resource type', `arn:aws:iam::${ACCOUNT}:*/upload`, role],
    ['that ends with * inside the resource type', `arn:aws:iam::${ACCOUNT}:r*`, role],
    ['with * in place of the service', `arn:aws:*:us-east-1:${ACCOUNT}:stateMachine:personalize-run`, machine],
    ['that ends with * inside the service', 'arn:aws:s*', machine],
    ['with another path', `arn:aws:iam::${ACCOUNT}:role/a`, role],
    ['that differs in upper and lower case', 'arn:aws:s3:::Data', 'arn:aws:s3:::data'],
  ])('%s (%s) does not cover %s', (_what, pattern, resource) => {
    // Act and assess
    expect(matchesResource(pattern, resource)).toBe(false);
  });
});
