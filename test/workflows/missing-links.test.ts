import { readFileSync } from 'node:fs';
import type { Caller, Permission } from '../../emulator/core/service';
import { LocalAws } from '../../emulator/local-aws';
import { IamAuthorizer } from '../../emulator/services/iam/authorizer';
import { STEPS } from '../../emulator/services/personalize/durations';
import { loadStack } from '../../emulator/terraform/load-stack';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, withChecks } from '../support/sample';
import { policies, removeResource, removeStatement, type StackJson, withEdited } from './support/edited-stack';

const { stackFile } = accounts();

/**
 * Statements that a run from an upload to a batch job does not need, by policy and first action. They are for other resources, other
 * settings, later work, or failures.
 */
const UNUSED = [
  /** Executions that an operator has stopped */
  'begin_run_function_role_policy states:DescribeExecution',
  /** Object versions in S3 that were deleted before they are read */
  'request_data_deletion_function_role_policy s3:ListBucket',
  'upload_function_role_policy s3:ListBucket',
  /** Failures of `end-run`, after which the run publishes the message itself */
  'run_role_policy sns:Publish',
  /** Recommenders, which need a domain */
  'ensure_resources_function_role_policy personalize:CreateRecommender',
  'ensure_resources_function_role_policy personalize:DescribeRecommender',
  'report_idle_capacity_function_role_policy personalize:DescribeRecommender',
  'reconcile_deployment_function_role_policy personalize:DescribeRecommender',
  /** Resources that have left the file */
  'ensure_resources_function_role_policy personalize:ListTagsForResource',
  /** Dataset groups with a key of their own */
  'personalize_role_key_policy kms:Decrypt',
  /** Scheduled runs, and daily work */
  'reconciliation_role_policy lambda:InvokeFunction',
  'reconciliation_role_policy sqs:SendMessage',
  'scheduling_role_policy states:StartExecution',
  'scheduling_role_policy sqs:SendMessage',
  /** Trackers that exist before an upload, and a file in force that is renamed */
  'ensure_resources_function_role_policy s3:GetObject',
  /** Schedules of solutions without a first version, because the run failed earlier */
  'reconcile_deployment_function_role_policy personalize:DescribeDataset',
  'reconcile_deployment_function_role_policy states:DescribeExecution',
  'reconcile_deployment_function_role_policy iam:PassRole',
  /** Copies of csv that are left because the end of a deletion of users was not recorded */
  'reconcile_deployment_function_role_policy s3:DeleteObject',
  /** Locks that another run holds, and stopped runs that share a lock with a run that fails */
  'ensure_resources_function_role_policy states:DescribeExecution',
  'end_run_function_role_policy states:DescribeExecution',
  /** Stopped runs whose stop event was lost */
  'reconcile_deployment_function_role_policy events:PutEvents',
  /** Idle resources after two weeks */
  'report_idle_capacity_function_role_policy events:PutEvents',
  /** Digests of a week */
  'reconcile_deployment_function_role_policy personalize:DescribeDatasetImportJob',
  'reconcile_deployment_function_role_policy s3:ListBucketVersions',
  /** Campaigns that do not serve the recorded version */
  'reconcile_deployment_function_role_policy states:StartExecution',
];

/**
 * Permissions of state machines to send traces. They are not checked when a machine is created, and AWS silently omits traces. The
 * permissions of functions to send traces are checked.
 */
const TRACES_OF_MACHINES = /^(?!.*_function_).* xray:PutTraceSegments$/;

/** Permissions on data encrypted with a customer managed key, if one is given. */
const DATA_KEY = /_data_key_policy /;

/** Permissions of functions in a VPC, if subnets are set. */
const VPC = /_vpc_policy /;

const DENIED = /is not authorized to perform: (\S+) on resource: (\S+)/;

interface Removal {
  /** Policy and first action. */
  readonly name: string;
  readonly policy: string;
  readonly index: number;
  readonly actions: readonly string[];
}

function statements(): readonly Removal[] {
  const json = JSON.parse(readFileSync(stackFile, 'utf8')) as StackJson;
  return policies(json).flatMap(([policy, list]) =>
    list.map(({ Action }, index) => {
      const actions = [Action].flat();
      return { name: `${policy} ${actions[0]}`, policy, index, actions };
    }),
  );
}

function isUsed({ name }: Removal): boolean {
  return !UNUSED.includes(name) && !TRACES_OF_MACHINES.test(name) && !VPC.test(name) && !DATA_KEY.test(name);
}

/**
 * Uploads a complete sample. Stops at the first denied request, which makes the run fail.
 * @param andLater true to continue after the upload: an operator decides on a solution version, scheduled batch jobs run, and a user is
 * deleted
 */
async function play(account: Account, andLater: boolean): Promise<void> {
  for (const step of STEPS) account.local.personalize.setDuration(step, 10);
  const sample = withChecks(completeSample(), { minimumRows: 1 });
  const [solution] = sample.solutions;
  if (solution) solution.workflowConfig = { schedules: { full: 'cron(0 12 * * ? *)' } };
  const jobs = sample.solutions.flatMap(({ batchInferenceJobs = [], batchSegmentJobs = [] }) => [
    ...batchInferenceJobs,
    ...batchSegmentJobs,
  ]);
  for (const job of jobs) job.workflowConfig = { schedule: 'cron(0 6 * * ? *)' };
  await account.upload(sample);
  if ((await isDeniedBeforeIdle(account)) || !andLater) return;
  await account.choose('small', sample.solutions[0]?.serviceConfig.name ?? '', 'PROMOTE');
  if (await isDeniedBeforeIdle(account)) return;
  await account.waitForHour(6);
  if (await isDeniedBeforeIdle(account)) return;
  await account.put({ 'delete/small/users.csv': 'USER_ID\nuser-7\n' });
  await isDeniedBeforeIdle(account);
}

async function isDeniedBeforeIdle({ local: { clock, denials } }: Account): Promise<boolean> {
  let idle = false;
  while (!idle && denials.list().length === 0) idle = await clock.advanceUntilIdle(clock.now() + 60_000);
  return !idle;
}

/**
 * Statements whose absence is noticed in different ways: by a function, by Personalize, by a state machine, and when a state machine is
 * created.
 */
const REPORTED = [
  'upload_function_role_policy dynamodb:GetItem',
  'personalize_role_policy s3:GetObject',
  'ensure_resources_role_policy lambda:InvokeFunction',
  'run_role_policy events:PutTargets',
];

/** Returns why the changed stack does not load, or why its runs failed. Empty if everything succeeded. */
function complaints(edit: (json: StackJson) => void, andLater = false): Promise<string> {
  return withEdited(stackFile, edit, async (file) => {
    try {
      const account = await Account.open(file);
      await play(account, andLater);
      const runs = await account.runs();
      return runs
        .filter(({ status }) => status !== 'SUCCEEDED' && status !== 'UNCHANGED')
        .map(({ error }) => error)
        .join('\n');
    } catch (error) {
      return (error as Error).message;
    }
  });
}

type Role = Extract<Caller, { kind: 'role' }>;

/** Returns every permission that roles need while the stack loads and during complete runs, each once. */
async function asked() {
  const local = new LocalAws({ seed: 1 });
  const { authorizer } = local;
  const requests = new Map<string, readonly [Role, Permission]>();
  const authorize = jest.spyOn(authorizer, 'authorize').mockImplementation((caller, permission) => {
    if (caller.kind === 'role') requests.set(JSON.stringify([caller.roleName, permission]), [caller, permission]);
    return IamAuthorizer.prototype.authorize.call(authorizer, caller, permission);
  });
  const account = await Account.openIn(local, stackFile);
  await play(account, true);
  authorize.mockRestore();
  return { account, requests: [...requests.values()] };
}

/** @returns the reason of the first denied request; empty if all are allowed */
function firstDenial({ local: { authorizer } }: Account, requests: readonly (readonly [Caller, Permission])[]): string {
  try {
    for (const [caller, permission] of requests) authorizer.authorize(caller, permission);
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('a stack without one of its permissions', () => {
  // The requests of one complete run are enough: without a statement, a run makes the same requests until one of them is denied.
  it('is denied an action of the missing statement, for each IAM statement that a run needs', async () => {
    // Prepare
    const { account, requests } = await asked();
    const { resources } = await loadStack(new LocalAws({ seed: 1 }).aws, stackFile);
    // The stack has no policies for settings that are off.
    const needed = statements().filter((each) => isUsed(each) && resources.has(`aws_iam_role_policy.${each.policy}`));

    // Act
    const unclear: string[] = [];
    for (const { name, policy, index, actions } of needed) {
      const { role, name: PolicyName, policy: document } = resources.get(`aws_iam_role_policy.${policy}`) ?? {};
      const { Version, Statement } = JSON.parse(String(document)) as { Version: string; Statement: unknown[] };
      const others = { Version, Statement: Statement.filter((_, position) => position !== index) };
      await account.call('iam', 'PutRolePolicy', {
        RoleName: role,
        PolicyName,
        PolicyDocument: JSON.stringify(others),
      });
      const text = firstDenial(account, requests);
      await account.call('iam', 'PutRolePolicy', { RoleName: role, PolicyName, PolicyDocument: document });
      const [, action = '', resource = ''] = DENIED.exec(text) ?? [];
      if (!actions.includes(action) || resource === '') unclear.push(`${name}: ${text || 'nothing was denied'}`);
    }

    // Assess
    expect((await account.runs()).map(({ status }) => status)).not.toContain('FAILED');
    expect(unclear).toEqual([]);
    expect(needed.length).toBeGreaterThan(70);
  });

  it.each(REPORTED)(
    'does not load, or its runs fail, with an error that names the missing permission: %s',
    async (wanted) => {
      // Prepare
      const removal = statements().find(({ name }) => name === wanted);

      // Act
      const text = await complaints((json) => removeStatement(json, removal?.policy ?? '', removal?.index ?? 0), true);

      // Assess
      expect(removal?.actions).toContain(DENIED.exec(text)?.[1]);
    },
  );

  it('completes a run even if it lacks every statement that the run does not need', async () => {
    // Prepare
    const spare = statements().filter((statement) => !isUsed(statement));
    const lastFirst = [...spare].reverse();

    // Act
    const text = await complaints((json) => {
      for (const { policy, index } of lastFirst) removeStatement(json, policy, index);
    });

    // Assess
    expect(text).toBe('');
    expect(UNUSED.filter((name) => !spare.some((statement) => statement.name === name))).toEqual([]);
  });

  it('does not load without a permission for S3 to invoke a function', async () => {
    // Prepare
    const json = JSON.parse(readFileSync(stackFile, 'utf8')) as StackJson;
    const permissions = Object.entries(json.resource.aws_lambda_permission ?? {})
      .filter(([, { principal }]) => principal === 's3.amazonaws.com')
      .map(([name]) => name);

    // Act
    const texts = await Promise.all(
      permissions.map((name) => complaints((copy) => removeResource(copy, 'aws_lambda_permission', name))),
    );

    // Assess
    expect(permissions.length).toBeGreaterThan(0);
    for (const text of texts) {
      expect(text).toContain('aws_s3_bucket_notification');
      expect(text).toContain('Not authorized to invoke function');
    }
  });

  it('is not loaded by the local AWS if alarms cannot send notifications; AWS would not report this', async () => {
    // Act
    const text = await complaints(({ resource }) => {
      for (const body of Object.values(resource.aws_sns_topic_policy ?? {})) {
        const document = JSON.parse(String(body.policy)) as { Statement: { Effect: string }[] };
        document.Statement = document.Statement.filter(({ Effect }) => Effect === 'Deny');
        body.policy = JSON.stringify(document);
      }
    });

    // Assess
    expect(text).toMatch(
      /^Alarm personalize-\S+ cannot send notifications: .*cloudwatch\.amazonaws\.com.* sns:Publish/,
    );
  });
});
