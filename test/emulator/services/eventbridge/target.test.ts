import { checkTarget } from '../../../../emulator/services/eventbridge/target';

describe('checkTarget', () => {
  it.each(['kinesis', 'constructor'])("refuses a target whose ARN names the service '%s'", (service) => {
    // Act and assess
    expect(() => checkTarget({ Id: 'one', Arn: `arn:aws:${service}:us-east-1:123456789012:name` })).toThrow(
      'The local EventBridge delivers to ',
    );
  });
});
