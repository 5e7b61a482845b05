import { Aws } from '../../../../emulator/core/aws';
import { Clock } from '../../../../emulator/core/clock';
import { Random } from '../../../../emulator/core/random';
import { ADMINISTRATOR, type Caller } from '../../../../emulator/core/service';
import { IamAuthorizer } from '../../../../emulator/services/iam/authorizer';
import { Roles } from '../../../../emulator/services/iam/roles';
import { SnsService } from '../../../../emulator/services/sns/service';
import { ACCOUNT, START } from '../../../support/in-process';

const ARN = `arn:aws:sns:${ACCOUNT.region}:${ACCOUNT.id}:news`;

function service(principal: string, sourceArn: string): Caller {
  return { kind: 'service', principal, sourceArn, sourceAccount: ACCOUNT.id };
}

const ALARM = service('cloudwatch.amazonaws.com', `arn:aws:cloudwatch:us-east-1:${ACCOUNT.id}:alarm:a`);
const RULE = service('events.amazonaws.com', `arn:aws:events:us-east-1:${ACCOUNT.id}:rule/r`);

async function account() {
  const authorizer = new IamAuthorizer(ACCOUNT, new Roles());
  const aws = new Aws({
    clock: new Clock(START),
    random: new Random(1),
    account: ACCOUNT,
    authorizer,
    credentials: { callerOf: () => ADMINISTRATOR },
  });
  const sns = new SnsService(aws);
  aws.register(sns);
  authorizer.addResourcePolicies('sns', (arn) => sns.resourcePolicy(arn));
  await aws.call('sns', 'CreateTopic', { Name: 'news' });
  const publish = (caller: Caller) => aws.call('sns', 'Publish', { TopicArn: ARN, Message: 'm' }, caller);
  const setPolicy = (statement: object) =>
    aws.call('sns', 'SetTopicAttributes', {
      TopicArn: ARN,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    });
  return { publish, setPolicy };
}

describe('the policy of a topic', () => {
  it('by default allows alarms of the account to publish, but no rule of EventBridge', async () => {
    // Prepare
    const { publish } = await account();

    // Act and assess
    await expect(publish(ALARM)).resolves.toBeDefined();
    await expect(publish(RULE)).rejects.toMatchObject({ code: 'AuthorizationError' });
  });

  it('replaces the default policy once it is set, so alarms may no longer publish', async () => {
    // Prepare
    const { publish, setPolicy } = await account();
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };

    // Act
    await setPolicy({ Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: ARN, Condition });

    // Assess
    await expect(publish(ALARM)).rejects.toMatchObject({ code: 'AuthorizationError' });
  });

  it.each(['sns:*', 'sns:Pub*', 'sqs:SendMessage'])('cannot be set if it contains the action %s', async (Action) => {
    // Prepare
    const { setPolicy } = await account();

    // Act
    const setting = setPolicy({ Effect: 'Deny', Principal: '*', Action, Resource: ARN });

    // Assess
    await expect(setting).rejects.toThrow(
      `Invalid parameter: Policy statement action out of service scope! The action is '${Action}'`,
    );
  });
});
