import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAws } from '../../emulator/local-aws';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, interactions, interactionsKey, parameterFileKey } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';
import { Repository } from './support/workflow';

const PLAN = 'personalize-plan.yml';
const APPLY = 'personalize-apply.yml';
const TERRAFORM = 'terraform.yml';

const cli = builtCli();
const { openQuick, stackFile } = accounts();
const serve = served(cli);
const folderOf = folders();
const made: string[] = [];
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true });
});

/** The policy for the KMS key of the data, as roles.tf gives it to a role. */
async function dataKeyPolicy(role: string, key: string): Promise<string> {
  const text = await readFile(join(PROJECT_ROOT, 'examples/github/roles.tf'), 'utf8');
  const list = (pattern: RegExp) => JSON.parse(pattern.exec(text)?.[1] ?? '[]') as string[];
  const Action = list(new RegExp(`data_key_actions = \\{[^}]*?${role} += (\\[.*?\\])`));
  const Condition = { StringLike: { 'kms:ViaService': list(/"kms:ViaService" = (\[.*?\])/) } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: key, Condition }],
  });
}

/** Creates the role of a workflow with the policies of the example. Returns its credentials as environment variables. */
async function signIn(account: Account, policy: string, key?: string): Promise<Readonly<Record<string, string>>> {
  const { aws, names } = account.local;
  const places: Readonly<Record<string, string>> = {
    data_bucket_arn: `arn:aws:s3:::${names.dataBucket}`,
    record_table_arn: aws.arn('dynamodb', `table/${names.recordTable}`),
    names_parameter_arn: aws.arn('ssm', 'parameter/personalize/names'),
    executions_arn: aws.arn('states', 'execution:personalize-run:*'),
    schedules_arn: aws.arn('scheduler', `schedule/${names.scheduleGroup}/*`),
  };
  const template = await readFile(join(PROJECT_ROOT, `examples/github/${policy}-policy.json.tftpl`), 'utf8');
  const PolicyDocument = template.replace(/\$\{(\w+)\}/g, (_, name: string) => places[name] ?? `no ${name}`);
  const Trust = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await account.call('iam', 'CreateRole', { RoleName: policy, AssumeRolePolicyDocument: Trust }).catch(() => undefined);
  await account.call('iam', 'PutRolePolicy', { RoleName: policy, PolicyName: 'commands', PolicyDocument });
  if (key !== undefined)
    await account.call('iam', 'PutRolePolicy', {
      RoleName: policy,
      PolicyName: 'data-key',
      PolicyDocument: await dataKeyPolicy(policy, key),
    });
  const keys = account.local.signIn(policy);
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
}

/** A deployment whose data are encrypted with a customer managed key. */
async function openUnderKey() {
  const local = new LocalAws({ seed: 1 });
  const policy = await readFile(join(PROJECT_ROOT, 'docs/kms-key-policy.json'), 'utf8');
  const { KeyMetadata: key } = (await local.aws.call('kms', 'CreateKey', {
    Policy: policy.replaceAll('111122223333', '123456789012'),
  })) as { KeyMetadata: { Arn: string } };
  const account = await Account.openIn(local, stackFile, { kms_key_arn: key.Arn });
  return open(account, key.Arn);
}

async function open(opened?: Account, key?: string) {
  const account = opened ?? (await openQuick());
  const deployment = await serve(account);
  const workspace = await mkdtemp(join(tmpdir(), 'repository-'));
  made.push(workspace);
  const data = await folderOf(completeSample());
  await cp(data, join(workspace, 'my-data'), { recursive: true });
  const repository = new Repository(workspace, cli.file, deployment.url, (policy) => signIn(account, policy, key));
  return { account, repository };
}

/** Runs the jobs `plan` and `comment` of a pull request. */
async function plan(repository: Repository) {
  const { status } = await repository.run(PLAN, 'plan', 'pull_request');
  const { status: commented } = await repository.run(PLAN, 'comment', 'pull_request');
  return { status, commented };
}

describe('The workflows of examples/github', () => {
  test('validate, write the plan into a comment, update that comment, and apply the saved plan after the merge', async () => {
    // Prepare
    const { account, repository } = await open();

    // Act
    const validated = await repository.run(PLAN, 'validate', 'pull_request');
    const first = await plan(repository);
    const second = await plan(repository);
    const applied = await repository.run(APPLY, 'apply', 'push');
    await account.settle();

    // Assess
    expect(validated).toMatchObject({ status: 0, output: expect.stringContaining('and its csv are valid') });
    expect([first, second]).toEqual(Array(2).fill({ status: 0, commented: 0 }));
    expect(repository.calls).toEqual(['POST', 'PATCH']);
    expect(repository.comment).toMatch(
      /^<!-- personalize plan -->\n### Plan for <code>deployment 'personalize' in us-east-1, account \d{12}<\/code>/,
    );
    expect(applied.status).toBe(0);
    expect(applied.output).toContain('4 files uploaded');
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('plan and apply in a deployment with kms_key_arn without a denied call', async () => {
    // Prepare
    const { account, repository } = await openUnderKey();

    // Act
    const planned = await plan(repository);
    const applied = await repository.run(APPLY, 'apply', 'push');

    // Assess
    expect(planned).toEqual({ status: 0, commented: 0 });
    expect(applied).toMatchObject({ status: 0, output: expect.stringContaining('4 files uploaded') });
    expect(account.local.denials.list()).toEqual([]);
  });

  test('apply nothing if csv in the bucket have changed since the plan, but plan anew and apply if started manually', async () => {
    // Prepare
    const { account, repository } = await open();
    await plan(repository);
    await account.put({ [interactionsKey('small')]: interactions(1200) });

    // Act
    const refused = await repository.run(APPLY, 'apply', 'push');
    const manual = await repository.run(APPLY, 'apply', 'workflow_dispatch');

    // Assess
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/is outdated:\n {2}s3:\/\/\S+interactions\.csv is new\n/);
    expect(refused.output).toMatch(/\nTo plan anew and apply, start this workflow manually\.\n$/);
    expect(manual.status).toBe(0);
    expect(manual.output).toContain('4 files uploaded');
  });

  test('plan and apply a file under another key, once the object under the old key is deleted', async () => {
    // Prepare
    const { account, repository } = await open();
    await account.run(completeSample());
    const train = join(repository.workspace, 'my-data/train');
    await rename(join(train, 'small'), join(train, 'renamed'));

    // Act
    const refused = await plan(repository);
    const { comment } = repository;
    await account.call('s3', 'DeleteObject', {
      Bucket: account.local.names.dataBucket,
      Key: parameterFileKey('small'),
    });
    const planned = await plan(repository);
    const applied = await repository.run(APPLY, 'apply', 'push');
    await account.settle();

    // Assess
    expect(refused).toEqual({ status: 1, commented: 0 });
    expect(comment).toContain("! dataset group 'small' follows train/small/config.json, which is in the bucket");
    expect(planned).toEqual({ status: 0, commented: 0 });
    expect(repository.comment).toContain("Dataset group 'small' no longer uses train/small/config.json");
    expect(applied.status).toBe(0);
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await account.filesInForce()).toEqual([
      expect.objectContaining({ key: { S: 'train/renamed/config.json' } }),
    ]);
  });

  test.each([
    ['names a folder in the artifact', (saved: object) => ({ ...saved, path: '.store/temp/reviewed/my-data' })],
    ['has the member `replaces`', (saved: object) => ({ ...saved, replaces: 'train/small/config.json' })],
  ])('apply nothing if a forged plan %s', async (_, forged) => {
    // Prepare
    const { account, repository } = await open();
    await plan(repository);
    const config = 'my-data/train/small/config.json';
    repository.forge('personalize-plan', config, await readFile(join(repository.workspace, config), 'utf8'));
    const saved = JSON.parse(await readFile(join(repository.workspace, 'plan.json'), 'utf8')) as object;
    repository.forge('personalize-plan', 'plan.json', JSON.stringify(forged(saved)));

    // Act
    const { status, output } = await repository.run(APPLY, 'apply', 'push');

    // Assess
    expect(status).toBe(1);
    expect(output).toContain('The plan was not made for the folder my-data, or it replaces a file of another key');
    expect(await account.runs()).toEqual([]);
  });

  test('apply the files of the main branch, even if the artifact has a different parameter file', async () => {
    // Prepare
    const { account, repository } = await open();
    await plan(repository);
    repository.forge('personalize-plan', 'my-data/train/small/config.json', '{}');

    // Act
    const { status } = await repository.run(APPLY, 'apply', 'push');
    await account.settle();

    // Assess
    expect(status).toBe(0);
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('apply a Terraform plan made from the main branch, but only if it equals the reviewed plan', async () => {
    // Prepare
    const { repository } = await open();
    const file = join(repository.workspace, 'deployment/main.tf');
    await mkdir(join(repository.workspace, 'deployment'));
    await writeFile(file, 'reviewed\n');

    // Act
    const planned = await repository.run(TERRAFORM, 'plan', 'pull_request');
    repository.forge('terraform-plan', 'deployment/deployment.tfplan', 'forged\n');
    const applied = await repository.run(TERRAFORM, 'apply', 'push');
    await writeFile(file, 'changed\n');
    const refused = await repository.run(TERRAFORM, 'apply', 'push');

    // Assess
    expect([planned.status, applied.status, refused.status]).toEqual([0, 0, 1]);
    expect(refused.output).toContain('The plan is not the reviewed one any more');
    expect(repository.applied).toBe('reviewed\n');
  });

  test('replace the comment that shows the Terraform plan if planning fails for a later commit', async () => {
    // Prepare
    const { repository } = await open();
    const file = join(repository.workspace, 'deployment/main.tf');
    await mkdir(join(repository.workspace, 'deployment'));
    await writeFile(file, 'reviewed\n');
    await repository.run(TERRAFORM, 'plan', 'pull_request');
    await repository.run(TERRAFORM, 'comment', 'pull_request');
    const first = repository.comment;
    await writeFile(file, 'broken\n');
    // Each job of GitHub begins with an empty workspace.
    for (const left of ['plan.md', 'comment.md']) await rm(join(repository.workspace, left), { force: true });

    // Act
    const planned = await repository.run(TERRAFORM, 'plan', 'pull_request');
    const commented = await repository.run(TERRAFORM, 'comment', 'pull_request');

    // Assess
    expect(first).toContain('reviewed\n');
    expect([planned.status, commented.status]).toEqual([1, 0]);
    expect(repository.comment).toBe('<!-- terraform plan -->\nNo plan: the log of the workflow says why.\n');
  });

  test('fail for a pull request whose files are invalid, and say so in its comment', async () => {
    // Prepare
    const { repository } = await open();
    const file = join(repository.workspace, 'my-data/train/small/config.json');
    await writeFile(file, '{}');

    // Act
    const result = await plan(repository);

    // Assess
    expect(result).toEqual({ status: 1, commented: 0 });
    expect(repository.comment).toContain('Nothing was planned: the files are invalid.');
  });
});
