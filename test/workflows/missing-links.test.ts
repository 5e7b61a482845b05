import { readFileSync } from 'node:fs';
import { STEPS } from '../../local-aws/services/personalize/durations';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample } from '../support/sample';
import { policies, removeResource, removeStatement, type StackJson, withEdited } from './support/edited-stack';

const { stackFile } = accounts();

/**
 * Statements that a run from an upload to a batch job does not need, by policy and first action: those for other resources, other settings,
 * or failures.
 */
const UNUSED = [
  /** For executions that were stopped by an operator. */
  'begin_run_function_role_policy states:DescribeExecution',
  /** For runs whose result the function that ends them cannot notify. */
  'run_role_policy sns:Publish',
  /** For recommenders, which need a domain, and tags. */
  'ensure_resource_function_role_policy personalize:CreateRecommender',
  'ensure_resource_function_role_policy personalize:DescribeRecommender',
  'ensure_resource_function_role_policy personalize:TagResource',
  /** For dataset groups with a key of their own. */
  'personalize_role_key_policy kms:Decrypt',
  /** For scheduled runs, and for daily work. */
  'reconciliation_role_policy lambda:InvokeFunction',
  'reconciliation_role_policy sqs:SendMessage',
  /** For a solution on whose versions the run of the upload did not decide, since it failed before. */
  'choose_version_function_role_policy personalize:DescribeCampaign',
  'schedules_function_role_policy scheduler:ListSchedules',
  'schedules_function_role_policy states:DescribeExecution',
  'scheduling_role_policy states:StartExecution',
  'scheduling_role_policy sqs:SendMessage',
];

/** Of what an operator's decision on a solution version runs. */
const BY_DECISION = /^(choose_version_function|solution_promotion)_role_policy /;

/** Not checked when a machine is created; AWS silently omits traces. The tracing of functions is checked. */
const TRACES_OF_MACHINES = /^(?!.*_function_).* xray:PutTraceSegments$/;

/** Machines that only schedules start. */
const BY_SCHEDULE = /^batch_(inference|segment)_role_policy /;

/** For data encrypted with a customer managed key, if one is given. */
const DATA_KEY = /_data_key_policy /;

/** For functions in a VPC, if subnets are set. */
const VPC = /_vpc_policy /;

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
 * The errors of a run with the changed stack: why it does not load, or why runs failed; empty if everything succeeded.
 * @param scheduled whether to wait for scheduled batch jobs too
 * @param decided whether an operator decides on a solution version too
 */
function complaints(edit: (json: StackJson) => void, { scheduled = false, decided = false } = {}): Promise<string> {
  return withEdited(stackFile, edit, async (file) => {
    try {
      const account = await Account.open(file);
      for (const step of STEPS) account.local.personalize.setDuration(step, 10);
      const sample = completeSample();
      const [solution] = sample.solutions;
      if (solution) solution.workflowConfig = { schedules: { full: 'cron(0 12 * * ? *)' } };
      const jobs = sample.solutions.flatMap(({ batchInferenceJobs = [], batchSegmentJobs = [] }) => [
        ...batchInferenceJobs,
        ...batchSegmentJobs,
      ]);
      if (scheduled) for (const job of jobs) job.workflowConfig = { schedule: 'cron(0 6 * * ? *)' };
      await account.upload(sample);
      await settleOrDenial(account);
      if (decided) {
        await account.choose('small', sample.solutions[0]?.serviceConfig.name ?? '', 'PROMOTE');
        await settleOrDenial(account);
      }
      if (scheduled) {
        await account.waitForHour(6);
        await settleOrDenial(account);
      }
      const runs = await account.runs();
      return runs
        .filter(({ status }) => status !== 'SUCCEEDED')
        .map(({ error }) => error)
        .join('\n');
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
}

/** Does not wait for the consequences of a denial: it is listed as a failure in any case. */
async function settleOrDenial({ local: { clock, denials } }: Account): Promise<void> {
  let idle = false;
  while (!idle && denials.list().length === 0) idle = await clock.advanceUntilIdle(clock.now() + 60_000);
}

describe('a stack without one of its links', () => {
  it('reports the missing permission, for every IAM statement that a run needs', async () => {
    // Prepare
    const needed = statements().filter(isUsed);

    // Act
    const unclear: string[] = [];
    for (const { name, policy, index, actions } of needed) {
      const scheduled = BY_SCHEDULE.test(name);
      const decided = BY_DECISION.test(name);
      const text = await complaints((json) => removeStatement(json, policy, index), { scheduled, decided });
      const [, action = '', resource = ''] = /is not authorized to perform: (\S+) on resource: (\S+)/.exec(text) ?? [];
      if (!actions.includes(action) || resource === '') unclear.push(`${name}: ${text || 'all went well'}`);
    }

    // Assess
    expect(unclear).toEqual([]);
    expect(needed.length).toBeGreaterThan(70);
  });

  it('succeeds without all statements that serve another purpose', async () => {
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

  it('does not load without the permission for S3 to invoke the upload function', async () => {
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

  it('does not load if alarms cannot send notifications, which AWS would not report', async () => {
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
