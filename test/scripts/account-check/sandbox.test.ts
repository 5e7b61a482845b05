import { LimitExceededException, PersonalizeServiceException } from '@aws-sdk/client-personalize';
import { resultOf } from '../../../scripts/account-check/sandbox';

describe('the result of a call', () => {
  it('is the name of the error with which AWS refuses the request', async () => {
    // Act
    const result = await resultOf(Promise.reject(refusal('ResourceInUseException')));

    // Assess
    expect(result).toBe('ResourceInUseException');
  });

  it.each([
    ['a missing permission', refusal('AccessDeniedException')],
    ['expired credentials', refusal('ExpiredTokenException')],
    ['wrong credentials', refusal('UnrecognizedClientException')],
    ['throttling', refusal('ThrottlingException')],
    ['a reached quota', refusal('LimitExceededException')],
    ['an error of the service', refusal('InternalServerError', 500)],
    ['an error without a name', refusal('UnknownError', 403)],
    ['a host that is not found', Object.assign(new Error('getaddrinfo ENOTFOUND'), { $metadata: { attempts: 3 } })],
    ['a timeout', Object.assign(new Error('slow'), { name: 'TimeoutError', $metadata: { attempts: 3 } })],
    ['a response that cannot be read', Object.assign(new SyntaxError('<'), { $metadata: { httpStatusCode: 200 } })],
    ['a needed resource that failed', new Error('What the question needs ended as CREATE FAILED')],
  ])('cannot be known after %s, so the error is thrown again', async (_, error) => {
    // Act
    const result = resultOf(Promise.reject(error));

    // Assess
    await expect(result).rejects.toBe(error);
  });

  it('is the name of a quota error if the question is about that quota', async () => {
    // Prepare
    const error = new LimitExceededException({ message: 'One tracker.', $metadata: { httpStatusCode: 400 } });

    // Act
    const result = await resultOf(Promise.reject(error), ['LimitExceededException']);

    // Assess
    expect(result).toBe('LimitExceededException');
  });
});

function refusal(name: string, httpStatusCode = 400): PersonalizeServiceException {
  return new PersonalizeServiceException({ name, $fault: 'client', $metadata: { httpStatusCode } });
}
