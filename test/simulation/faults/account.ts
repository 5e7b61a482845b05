import { zipSync } from 'fflate';
import type { LocalAws } from '../../../emulator/local-aws';

export const ROLE_ARN = 'arn:aws:iam::123456789012:role/role';

/** Creates a role with all permissions, and a record table. */
export async function account({ aws }: LocalAws): Promise<void> {
  const statement = (more: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  await aws.call('iam', 'CreateRole', {
    RoleName: 'role',
    AssumeRolePolicyDocument: statement({
      Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
      Action: 'sts:AssumeRole',
    }),
  });
  await aws.call('iam', 'PutRolePolicy', {
    RoleName: 'role',
    PolicyName: 'everything',
    PolicyDocument: statement({ Action: '*', Resource: '*' }),
  });
  const keys = [
    { name: 'datasetGroup', type: 'HASH' },
    { name: 'item', type: 'RANGE' },
  ];
  await aws.call('dynamodb', 'CreateTable', {
    TableName: 'records',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map(({ name }) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keys.map(({ name, type }) => ({ AttributeName: name, KeyType: type })),
  });
}

/** Source of a function that sends one request to DynamoDB as an SDK client does, but without an SDK. */
export const ONE_CALL = `
const https = require('https');
exports.handler = () => new Promise((resolve) => {
  const credential = process.env.AWS_ACCESS_KEY_ID + '/20260105/us-east-1/dynamodb/aws4_request';
  const request = https.request(
    {
      method: 'POST',
      host: 'dynamodb.us-east-1.amazonaws.com',
      path: '/',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=' + credential,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
      },
    },
    () => resolve('answered'),
  );
  request.end('{}');
});`;

/** @param source content of the function's `index.js`. Default: one call of DynamoDB */
export async function createFunction({ aws }: LocalAws, name: string, source = ONE_CALL): Promise<void> {
  await aws.call('lambda', 'CreateFunction', {
    FunctionName: name,
    Role: ROLE_ARN,
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Code: { ZipFile: zipSync({ 'index.js': Buffer.from(source) }) },
  });
}
