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
    ['IN_USE', 'a resource in use', new ResourceInUseException({ message: 'is being updated', ...metadata })],
    [
      'QUOTA',
      'a quota of resources in progress',
      new LimitExceededException({
        message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
        ...metadata,
      }),
    ],
    [
      'ALREADY_EXISTS',
      'a name that is already taken',
      new ResourceAlreadyExistsException({ message: 'Another resource', ...metadata }),
    ],
    ['BUSY', 'data held by a deletion of users', new DataHeld()],
    ['PREREQUISITE', 'a filter that is not ready yet', new NotThereYet('filter is CREATE PENDING')],
    ['NO_ANSWER', 'throttling', Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })],
    ['NO_ANSWER', 'a lost connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    [
      'NO_ANSWER',
      'a host name that is not found',
      Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }),
    ],
    ['NO_ANSWER', 'a timeout', Object.assign(new Error('Connection timed out'), { name: 'TimeoutError' })],
    [
      'NO_ANSWER',
      'an internal error of the service',
      Object.assign(new Error('Internal failure'), { name: 'InternalFailure', $fault: 'server' }),
    ],
  ])('is %s for %s', (obstacle, _, error) => {
    // Act and assess
    expect(obstacleOf(error)).toBe(obstacle);
  });

  test.each([
    [
      'a quota of ACTIVE resources',
      new LimitExceededException({ message: 'More than 5 resources in ACTIVE state.', ...metadata }),
    ],
    ['invalid input', new InvalidInputException({ message: 'Invalid recipe', ...metadata })],
    ['an error in the code', new Error('Cannot read properties of undefined')],
    ['a value that is not an error', 'no error at all'],
  ])('is undefined for %s, because waiting would not help', (_, error) => {
    // Act and assess
    expect(obstacleOf(error)).toBeUndefined();
  });
});
