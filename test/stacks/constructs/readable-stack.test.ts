import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import { synthesis } from '../../support/synthesis';

describe('ReadableStack', () => {
  test('makes the address of a resource from the ids on its path, without the id Default', () => {
    // Act
    const { configuration } = synthesis((stack) => {
      const parent = new Construct(stack, 'dead-letters');
      new SqsQueue(parent, 'Default');
      new SqsQueue(parent, 'second-queue');
    });

    // Assess
    expect(Object.keys(configuration.resource.aws_sqs_queue ?? {})).toEqual([
      'dead_letters',
      'dead_letters_second_queue',
    ]);
  });

  test('refuses two resources with one address', () => {
    expect(() =>
      synthesis((stack) => {
        new SqsQueue(stack, 'a-b');
        new SqsQueue(new Construct(stack, 'a'), 'b');
      }),
    ).toThrow("test/a/b and test/a-b both become 'a_b' in Terraform.");
  });
});
