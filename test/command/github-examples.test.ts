import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, interactions, interactionsKey } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';
import { Repository } from './support/workflow';

const PLAN = 'personalize-plan.yml';
const APPLY = 'personalize-apply.yml';
const TERRAFORM = 'terraform.yml';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();
const made: string[] = [];
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true });
});

/** Signs in as the role of a workflow, with the policy that the example gives it. */
async function signIn(account: Account, policy: string): Promise<Readonly<Record<string, string>>> {
  const { aws, names } = account.local;
  const places: Readonly<Record<string, string>> = {
    data_bucket_arn: `arn:aws:s3:::${names.dataBucket}`,
    record_table_arn: aws.arn('dynamodb', `table/${names.recordTable}`),
    names_parameter_arn: aws.arn('ssm', 'parameter/personalize/names'),
    executions_arn: aws.arn('states', 'execution:personalize-*'),
    schedules_arn: aws.arn('scheduler', `schedule/${names.scheduleGroup}/*`),
  };
  const template = await readFile(join(PROJECT_ROOT, `examples/github/${policy}-policy.json.tftpl`), 'utf8');
  const PolicyDocument = template.replace(/\$\{(\w+)\}/g, (_, name: string) => places[name] ?? `no ${name}`);
  const Trust = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await account.call('iam', 'CreateRole', { RoleName: policy, AssumeRolePolicyDocument: Trust }).catch(() => undefined);
  await account.call('iam', 'PutRolePolicy', { RoleName: policy, PolicyName: 'commands', PolicyDocument });
  const keys = account.local.signIn(policy);
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
}

async function open() {
  const account = await openQuick();
  const deployment = await serve(account);
  const workspace = await mkdtemp(join(tmpdir(), 'repository-'));
  made.push(workspace);
  const data = await folderOf(completeSample());
  await cp(data, join(workspace, 'my-data'), { recursive: true });
  const repository = new Repository(workspace, cli.file, deployment.url, (policy) => signIn(account, policy));
  return { account, repository };
}

/** Runs the jobs of a pull request. */
async function plan(repository: Repository) {
  const { status } = await repository.run(PLAN, 'plan', 'pull_request');
  const { status: commented } = await repository.run(PLAN, 'comment', 'pull_request');
  return { status, commented };
}

describe('The workflows of examples/github', () => {
  test('validate, write the plan into a comment and update it, and apply the saved plan after the merge', async () => {
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
      /^<!-- personalize plan -->\n### Plan for <code>personalize in us-east-1<\/code>/,
    );
    expect(applied.status).toBe(0);
    expect(applied.output).toContain('4 files uploaded');
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('apply nothing if csv has changed since the plan, and plan anew when started manually', async () => {
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
    expect(manual.status).toBe(0);
    expect(manual.output).toContain('4 files uploaded');
  });

  test.each([
    ['in the artifact', (saved: object) => ({ ...saved, path: '.store/temp/reviewed/my-data' })],
    ['that replace another file', (saved: object) => ({ ...saved, replaces: 'train/small/config.json' })],
  ])('apply no files %s, even if a forged plan asks for it', async (_, forged) => {
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
    expect(output).toContain('The plan is not one of the folder my-data');
    expect(await account.runs()).toEqual([]);
  });

  test('apply the files of main, whatever else is in the artifact', async () => {
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

  test('apply a plan of Terraform that is made of main, if it is the reviewed one', async () => {
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

  test('comment on a pull request whose files are invalid, and fail', async () => {
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
