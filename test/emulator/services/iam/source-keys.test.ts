import { SourceKeys } from '../../../../emulator/services/iam/source-keys';

const sourceAccount = '123456789012';
const sourceArn = 'arn:aws:personalize:us-east-1:123456789012:dataset-import-job/j';

describe('SourceKeys', () => {
  it.each([
    ['personalize.amazonaws.com', 'sts:AssumeRole', ['aws:SourceAccount', 'aws:SourceArn']],
    ['personalize.amazonaws.com', 's3:GetObject', []],
    ['lambda.amazonaws.com', 'sts:AssumeRole', []],
    ['events.amazonaws.com', 'lambda:InvokeFunction', ['aws:SourceArn']],
    ['events.amazonaws.com', 'sns:Publish', []],
    ['sns.amazonaws.com', 'lambda:InvokeFunction', []],
  ])('sends, when %s calls %s, the condition keys that AWS documents: %j', (principal, action, keys) => {
    expect(Object.keys(new SourceKeys().of({ principal, sourceAccount, sourceArn }, action))).toEqual(keys);
  });

  it('sends no ARN if the service does not act for a resource', () => {
    // Act
    const keys = new SourceKeys().of({ principal: 'states.amazonaws.com', sourceAccount }, 'sts:AssumeRole');

    // Assess
    expect(keys).toEqual({ 'aws:SourceAccount': sourceAccount });
  });

  it('sends aws:SourceAccount and aws:SourceArn where AWS does not document them, if it is created with `sent`', () => {
    // Prepare
    const source = { principal: 'lambda.amazonaws.com', sourceAccount, sourceArn };

    // Act
    const keys = new SourceKeys('sent').of(source, 'sts:AssumeRole');

    // Assess
    expect(keys).toEqual({ 'aws:SourceAccount': sourceAccount, 'aws:SourceArn': sourceArn });
  });
});
