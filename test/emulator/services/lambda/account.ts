import { zipSync } from 'fflate';
import { Aws } from '../../../../emulator/core/aws';
import { Clock } from '../../../../emulator/core/clock';
import { Random } from '../../../../emulator/core/random';
import type { Input } from '../../../../emulator/core/service';
import { IamAuthorizer } from '../../../../emulator/services/iam/authorizer';
import { IssuedCredentials } from '../../../../emulator/services/iam/credentials';
import { Roles } from '../../../../emulator/services/iam/roles';
import { IamService } from '../../../../emulator/services/iam/service';
import { LambdaService } from '../../../../emulator/services/lambda/service';

export const START = Date.UTC(2026, 0, 1);
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/worker';

/** Creates an account with IAM, Lambda, and a role `worker` that Lambda may assume. */
export async function account(seed = 1) {
  const roles = new Roles();
  const random = new Random(seed);
  const where = { id: '123456789012', region: 'us-east-1', partition: 'aws' };
  const authorizer = new IamAuthorizer(where, roles);
  const credentials = new IssuedCredentials(random);
  const clock = new Clock(START);
  const aws = new Aws({ clock, random, account: where, authorizer, credentials });
  const lambda = new LambdaService(aws, credentials);
  authorizer.addResourcePolicies('lambda', (arn) => lambda.resourcePolicy(arn));
  aws.register(new IamService(aws, roles));
  aws.register(lambda);
  await aws.call('iam', 'CreateRole', {
    RoleName: 'worker',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    }),
  });
  const lines: string[] = [];
  lambda.onLog(({ line }) => lines.push(line));
  return { aws, clock, lambda, lines };
}

/** Gives the role `worker` a permission. A second call for the same action replaces the resource of the permission. */
export async function allow(aws: Aws, action: string, resource = '*'): Promise<void> {
  await aws.call('iam', 'PutRolePolicy', {
    RoleName: 'worker',
    PolicyName: action.replace(':', '-'),
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: action, Resource: resource },
    }),
  });
}

/** Creates the function `worker`. Its `index.js` is the given CommonJS source. */
export async function createFunction(aws: Aws, source: string, more: Input = {}): Promise<void> {
  await aws.call('lambda', 'CreateFunction', {
    FunctionName: 'worker',
    Role: ROLE_ARN,
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Code: { ZipFile: zipSync({ 'index.js': Buffer.from(source) }) },
    ...more,
  });
}

export interface Answer {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly Payload: string;
}

export async function invoke(aws: Aws, payload: unknown = {}, more: Input = {}): Promise<Answer> {
  const input = { FunctionName: 'worker', Payload: JSON.stringify(payload), ...more };
  return (await aws.call('lambda', 'Invoke', input)) as Answer;
}

/** Advances virtual time until the clock is idle, then returns the response. */
export async function finish(clock: Clock, answer: Promise<Answer>): Promise<Answer> {
  await clock.advanceUntilIdle();
  return answer;
}
