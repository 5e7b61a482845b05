import { parseArn, parseExecutionArn } from '../../../lib/aws/arn';

describe('parseArn', () => {
  it('returns the parts of an ARN, and keeps colons in the resource', () => {
    // Act
    const parsed = parseArn('arn:aws-cn:lambda:cn-north-1:123456789012:function:personalize-upload');

    // Assess
    expect(parsed).toEqual({
      partition: 'aws-cn',
      service: 'lambda',
      region: 'cn-north-1',
      accountId: '123456789012',
      resource: 'function:personalize-upload',
    });
  });

  it('returns empty parts for an empty text', () => {
    expect(parseArn('')).toEqual({ partition: '', service: '', region: '', accountId: '', resource: '' });
  });
});

describe('parseExecutionArn', () => {
  it('returns the names of the state machine and of the execution', () => {
    // Act
    const parsed = parseExecutionArn('arn:aws:states:us-east-1:123456789012:execution:personalize-run:4f1');

    // Assess
    expect(parsed).toEqual({ machine: 'personalize-run', name: '4f1' });
  });
});
