import { Readable } from 'node:stream';
import { writeRecording } from '../../../scripts/account-check/recording';

test('a recording contains neither the account, nor the caller, nor the random part of the prefix', () => {
  // Prepare
  const callers = [
    'arn:aws:iam::210987654321:user/team/jane.doe@example.com',
    'arn:aws-cn:sts::210987654321:assumed-role/Admin/jane@example.com',
  ];
  const output = {
    message: callers.map((arn) => `User: ${arn} did`),
    Role: 'arn:aws:iam::210987654321:role/account-check-1a2b3c4d-shared-1',
  };
  const calls = [{ service: 'iam', operation: 'GetRole', input: {}, output }];

  // Act
  const text = writeRecording({ id: 'a', seen: 'b', at: 'c', calls }, 'account-check-1a2b3c4d');

  // Assess
  expect(JSON.parse(text)).toMatchObject({
    calls: [
      {
        output: {
          message: [
            'User: arn:aws:iam::123456789012:user/caller did',
            'User: arn:aws-cn:sts::123456789012:assumed-role/caller did',
          ],
          Role: 'arn:aws:iam::123456789012:role/account-check-shared-1',
        },
      },
    ],
  });
});

test('a recording leaves out the body of an S3 object, because the body refers to itself', () => {
  // Prepare
  const body = Object.assign(Readable.from(['a,b']), { request: {} });
  body.request = { response: body };
  const calls = [{ service: 's3', operation: 'GetObject', input: {}, output: { Body: body } }];

  // Act
  const text = writeRecording({ id: 'a', seen: 'b', at: 'c', calls }, 'account-check-1a2b3c4d');

  // Assess
  expect(JSON.parse(text)).toMatchObject({ calls: [{ output: { Body: '(a stream)' } }] });
});
