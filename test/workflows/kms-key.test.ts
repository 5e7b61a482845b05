import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalAws } from '../../emulator/local-aws';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, sample } from '../support/sample';

const { openQuick, stackFile } = accounts();

interface Policy {
  Statement: { readonly Sid: string }[];
}

/** The documented policy, for the account of the local AWS. */
function documentedPolicy(): Policy {
  const json = readFileSync(join(PROJECT_ROOT, 'docs', 'kms-key-policy.json'), 'utf8');
  return JSON.parse(json.replaceAll('111122223333', '123456789012')) as Policy;
}

/** Deploys with a KMS key that has this policy. */
async function deployUnder(policy: Policy): Promise<Account> {
  const local = new LocalAws({ seed: 1 });
  const { KeyMetadata: key } = (await local.aws.call('kms', 'CreateKey', {
    Policy: JSON.stringify(policy),
  })) as { KeyMetadata: { Arn: string } };
  return Account.openIn(local, stackFile, { kms_key_arn: key.Arn });
}

/** First denial and error of a run if the key policy lacks the statement, or the reason why the deployment does not load. */
async function complaintWithout(sid: string): Promise<string> {
  const policy = documentedPolicy();
  policy.Statement = policy.Statement.filter(({ Sid }) => Sid !== sid);
  try {
    const account = await deployUnder(policy);
    await account.run(completeSample());
    const [denial] = account.local.denials.list();
    const run = (await account.runs()).at(-1);
    return `${denial?.message} ${run?.error}`;
  } catch (error) {
    return String(error);
  }
}

describe('a deployment without a KMS key', () => {
  it('has a topic that is not encrypted with a key, and notifies', async () => {
    // Prepare
    const account = await openQuick({ encrypt_topic_with_own_key: false });

    // Act
    await account.run(sample());

    // Assess
    const { Topics } = await account.call<{ Topics: { TopicArn: string }[] }>('sns', 'ListTopics', {});
    const { Attributes } = await account.call<{ Attributes: object }>('sns', 'GetTopicAttributes', { ...Topics[0] });
    expect(Attributes).not.toHaveProperty('KmsMasterKeyId');
    expect(account.local.sns.messages()).toHaveLength(1);
  });
});

describe('a deployment with a customer managed key', () => {
  it('needs no key permissions beyond the policy in docs/kms-key-policy.json', async () => {
    // Prepare
    const account = await deployUnder(documentedPolicy());

    // Act
    await account.run(completeSample());

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.local.denials.list()).toEqual([]);
    const [{ Key = '' } = {}] = (
      await account.call<{ Contents: { Key: string }[] }>('s3', 'ListObjectsV2', {
        Bucket: account.local.names.dataBucket,
      })
    ).Contents;
    const object = await account.call<{ ServerSideEncryption: string; BucketKeyEnabled: boolean }>('s3', 'HeadObject', {
      Bucket: account.local.names.dataBucket,
      Key,
    });
    expect(object).toMatchObject({ ServerSideEncryption: 'aws:kms', BucketKeyEnabled: true });
  });

  it('deletes users, although Personalize cannot read the csv of users from a bucket with that key', async () => {
    // Prepare
    const account = await deployUnder(documentedPolicy());
    await account.run(sample());

    // Act
    await account.put({ 'delete/small/users.csv': 'USER_ID\nuser-7\n' });
    await account.settle();

    // Assess
    expect(await account.lastRun()).toMatchObject({ workflow: 'data-deletion', status: 'SUCCEEDED' });
    expect((await account.deletions()).map(({ status }) => status?.S)).toEqual(['COMPLETED']);
    expect(account.local.denials.list()).toEqual([]);
  });

  it.each([
    ['AccountAdministersKey', /kms:Decrypt|kms:GenerateDataKey/],
    ['PersonalizeUsesKey', /personalize\.amazonaws\.com .*kms:Decrypt/],
    ['AlarmsPublish', /Alarm personalize-\S+ cannot send notifications: .*kms:GenerateDataKey/],
    ['LogsUseKey', /aws_cloudwatch_log_group.*The specified KMS Key Id does not exist or is not allowed/],
  ])('gets an error about the key if the key policy lacks the statement %s', async (sid, complaint) => {
    expect(await complaintWithout(sid)).toMatch(complaint);
  });
});
