import { CliFailure, explain, WrongUsage } from '../../cli/failure';
import { NothingPromoted } from '../../lib/reconciler/errors';

function failed(members: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error(String(members.message)), members);
}

describe('explain', () => {
  it.each([
    [
      'a failure of the command, with its hint,',
      new CliFailure('No such thing.', 'Make it.'),
      { message: 'No such thing.', hint: 'Make it.' },
    ],
    ['wrong usage', new WrongUsage('Not so.'), { message: 'Not so.' }],
    [
      'the message of NothingPromoted',
      new NothingPromoted('top'),
      { message: "no version of solution 'top' is promoted yet" },
    ],
  ])('shows %s unchanged', (_, error, expected) => {
    // Act and assess
    expect(explain(error)).toEqual(expected);
  });

  it('names the permissions that HeadObject needs if it is refused, although such an answer of S3 names no error', () => {
    // Prepare
    const answer = { name: 'Unknown', message: 'UnknownError', $metadata: { httpStatusCode: 403 } };

    // Act
    const explanation = explain(failed({ ...answer, action: 's3:HeadObject' }));

    // Assess
    expect(explanation?.message).toBe('Access denied: s3:HeadObject.');
    expect(explanation?.hint).toContain('s3:GetObject and s3:ListBucket');
  });

  it.each([
    ['missing credentials', { name: 'CredentialsProviderError', message: 'none' }, 'credentials', '--profile'],
    ['a missing region', { name: 'Error', message: 'Region is missing' }, 'region', '--region'],
    [
      'an impossible region',
      { name: 'Error', message: 'Region not accepted: region="a b" is not valid.', action: 'ssm:GetParameter' },
      'Region not accepted: region="a b"',
      'AWS_REGION',
    ],
    ['an expired token', { name: 'ExpiredToken', message: 'old' }, 'ExpiredToken', 'sign in'],
    [
      'a refused connection',
      { code: 'ECONNREFUSED', message: 'x', action: 'ssm:GetParameter' },
      'ssm:GetParameter',
      '--endpoint-url',
    ],
    [
      'a file that may not be read',
      { code: 'EACCES', message: 'x', path: '/data/a.csv' },
      "'/data/a.csv'",
      'permission',
    ],
    [
      'a folder in place of a file',
      { code: 'EISDIR', syscall: 'read', message: 'x', path: '/data' },
      "'/data'",
      'regular file',
    ],
    [
      'an answer that the SDK cannot parse',
      { name: 'SyntaxError', message: 'Unexpected token\n  Deserialization error: to see', action: 'ssm:GetParameter' },
      'The response to ssm:GetParameter did not come from AWS (HTTP status unknown).',
      '--endpoint-url',
    ],
    [
      'a full disk',
      { code: 'ENOSPC', syscall: 'write', message: 'ENOSPC: no space left on device, write', path: 'x/plan.json' },
      "Could not access 'x/plan.json': ENOSPC: no space left on device, write.",
      'Free some space',
    ],
    [
      'an sso_session that is not defined',
      { name: 'TypeError', message: "Cannot read properties of undefined (reading 'sso_region')", action: 'ssm:Get' },
      'has an sso_session that your AWS configuration does not define',
      '[sso-session NAME]',
    ],
    [
      'a session token with a line break',
      { message: 'Invalid character in header content ["x-amz-security-token"]', action: 'ssm:Get' },
      'The AWS credentials have a character that is not allowed',
      'AWS_SESSION_TOKEN',
    ],
    [
      'an access key with a line break',
      { message: 'Invalid character in header content ["authorization"]', action: 'ssm:Get' },
      'The AWS credentials have a character that is not allowed',
      'AWS_ACCESS_KEY_ID',
    ],
  ])('says what is wrong and how to fix it for %s', (_, members, message, hint) => {
    // Act
    const explanation = explain(failed(members));

    // Assess
    expect(explanation?.message).toContain(message);
    expect(explanation?.hint).toContain(hint);
  });

  it.each([
    ['warns that a request without an answer may have been carried out', 's3:PutObject', { attempts: 3 }, true],
    [
      'warns that a request with a server error as its answer may have been carried out',
      'states:StartExecution',
      { attempts: 1, httpStatusCode: 500 },
      true,
    ],
    [
      'warns that a request may have been carried out at its first attempt if the second one was refused',
      's3:PutObject',
      { attempts: 2, httpStatusCode: 403 },
      true,
    ],
    [
      'does not warn that a request may have been carried out if its first attempt was refused',
      's3:PutObject',
      { attempts: 1, httpStatusCode: 403 },
      false,
    ],
    ['does not warn that a request may have been carried out if it was never sent', 's3:PutObject', {}, false],
    [
      'does not warn that a request may have been carried out if it only reads',
      'dynamodb:Query',
      { attempts: 3 },
      false,
    ],
    [
      'does not warn that a request may have been carried out if it only sends a part of a file',
      's3:UploadPart',
      { attempts: 3 },
      false,
    ],
  ])('%s', (_, action, $metadata, isPossible) => {
    // Act
    const explanation = explain(failed({ code: 'ECONNRESET', message: 'socket hang up', action, $metadata }));

    // Assess
    const says =
      /\nAWS may have carried out the request\. Check the state before you repeat it, for example with `personalize-mlops status`\.$/;
    expect(says.test(String(explanation?.hint))).toBe(isPossible);
  });

  it('names the action that IAM denies, although another call failed', () => {
    // Prepare
    const message = 'User x is not authorized to perform: iam:PassRole on resource: y';

    // Act
    const explanation = explain(failed({ name: 'AccessDeniedException', message, action: 'scheduler:CreateSchedule' }));

    // Assess
    expect(explanation?.message).toMatch(/^Access denied: iam:PassRole\./);
  });

  it('names the call that failed if the error names no action', () => {
    // Act
    const explanation = explain(failed({ name: 'AccessDenied', message: 'Access Denied', action: 's3:GetObject' }));

    // Assess
    expect(explanation?.message).toMatch(/^Access denied: s3:GetObject\./);
  });

  it('shows the message of a file system error that names no file', () => {
    // Act and assess
    expect(explain(failed({ code: 'EIO', syscall: 'read', message: 'EIO: i/o error, read' }))).toEqual({
      message: 'Could not access a file: EIO: i/o error, read.',
    });
  });

  it('names the file that does not exist', () => {
    // Act and assess
    expect(explain(failed({ code: 'ENOENT', message: 'x', path: 'a.json' }))?.message).toContain("'a.json'");
  });

  it.each([
    [
      'a server error',
      { name: 'InternalFailure', message: 'internal', $metadata: { attempts: 3, httpStatusCode: 500 } },
    ],
    ['throttling', { name: 'ThrottlingException', message: 'slow', $metadata: { attempts: 3, httpStatusCode: 400 } }],
  ])('says to try again later after %s', (_, error) => {
    // Act and assess
    expect(explain(failed({ ...error, action: 'dynamodb:Query' }))).toEqual({
      message: `dynamodb:Query failed: ${error.name}: ${error.message}`,
      hint: 'AWS could not answer this request. Try again later.',
    });
  });

  it('shows any other AWS error with its call, and returns undefined for a bug', () => {
    // Act and assess
    expect(explain(failed({ name: 'Odd', message: 'x', action: 's3:PutObject' }))).toEqual({
      message: 's3:PutObject failed: Odd: x',
    });
    expect(explain(new TypeError('x'))).toBeUndefined();
    expect(explain('x')).toBeUndefined();
  });
});
