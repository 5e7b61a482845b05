import {
  InvalidInputException,
  LimitExceededException,
  ResourceAlreadyExistsException,
  ResourceInUseException,
} from '@aws-sdk/client-personalize';
import { obstacleOf } from '../../../../lib/reconciler/apply/obstacle';
import { DataHeld, NotThereYet } from '../../../../lib/reconciler/errors';

const metadata = { $metadata: {} };

describe('obstacleOf', () => {
  test.each([
    ['IN_USE', new ResourceInUseException({ message: 'is being updated', ...metadata })],
    [
      'QUOTA',
      new LimitExceededException({
        message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
        ...metadata,
      }),
    ],
    ['ALREADY_EXISTS', new ResourceAlreadyExistsException({ message: 'Another resource', ...metadata })],
    ['BUSY', new DataHeld()],
    ['PREREQUISITE', new NotThereYet('filter is CREATE PENDING')],
    ['NO_ANSWER', Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })],
    ['NO_ANSWER', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['NO_ANSWER', Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })],
    ['NO_ANSWER', Object.assign(new Error('Connection timed out'), { name: 'TimeoutError' })],
    ['NO_ANSWER', Object.assign(new Error('Internal failure'), { name: 'InternalFailure', $fault: 'server' })],
  ])('is %s for %s', (obstacle, error) => {
    // Act and assess
    expect(obstacleOf(error)).toBe(obstacle);
  });

  test.each([
    [new LimitExceededException({ message: 'More than 5 resources in ACTIVE state.', ...metadata })],
    [new InvalidInputException({ message: 'Invalid recipe', ...metadata })],
    [new Error('Cannot read properties of undefined')],
    ['no error at all'],
  ])('is nothing for %s, where waiting would not help', (error) => {
    // Act and assess
    expect(obstacleOf(error)).toBeUndefined();
  });
});
