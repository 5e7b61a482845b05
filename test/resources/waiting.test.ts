import {
  InvalidInputException,
  LimitExceededException,
  ResourceInUseException,
} from '@aws-sdk/client-personalize';
import { reasonToWait } from '../../resources/waiting';

const metadata = { $metadata: {} };

describe('reasonToWait', () => {
  test.each([
    [new ResourceInUseException({ message: 'is being updated', ...metadata })],
    [
      new LimitExceededException({
        message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
        ...metadata,
      }),
    ],
    [Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })],
    [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    [Object.assign(new Error('Connection timed out'), { name: 'TimeoutError' })],
    [Object.assign(new Error('Internal failure'), { name: 'InternalFailure', $fault: 'server' })],
  ])('waits for %s', (error) => {
    // Act
    const reason = reasonToWait(error);

    // Assess
    expect(reason).toBe(`${error.name}: ${error.message}`);
  });

  test.each([
    [new LimitExceededException({ message: 'More than 5 resources in ACTIVE state.', ...metadata })],
    [new InvalidInputException({ message: 'Invalid recipe', ...metadata })],
    [new Error('Cannot read properties of undefined')],
    ['no error at all'],
  ])('does not wait for %s', (error) => {
    // Act and assess
    expect(reasonToWait(error)).toBeUndefined();
  });
});
