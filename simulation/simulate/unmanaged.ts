import type { LocalAws } from '../../emulator/local-aws';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import { csv, FIELDS } from './data';

const NAME = 'not-ours';

const CSV = `train/${NAME}/interactions.csv`;

const OBJECTS = [CSV, `batch/${NAME}/solution/job_config.json`, 'elsewhere/notes.txt'];

const RECIPE = 'arn:aws:personalize:::recipe/aws-user-personalization';

const TAGS = [{ tagKey: 'owner', tagValue: 'somebody else' }];

type Members = Readonly<Record<string, unknown>>;

/** Resources and objects that the stack does not manage, and must not change. */
export class Unmanaged {
  private constructor(
    private readonly local: LocalAws,
    private readonly before: ReadonlyMap<string, string>,
  ) {}

  static async create(local: LocalAws): Promise<Unmanaged> {
    const { aws, names } = local;
    const personalize = async (operation: string, input: Members) => {
      const answer = (await aws.call('personalize', operation, input)) as Readonly<Record<string, string>>;
      await local.clock.advanceUntilIdle();
      return answer;
    };
    const { datasetGroupArn } = await personalize('CreateDatasetGroup', { name: NAME, tags: TAGS });
    const { schemaArn } = await personalize('CreateSchema', { name: `${NAME}-schema`, schema: SCHEMA });
    const own = { datasetGroupArn, tags: TAGS };
    const { datasetArn } = await personalize('CreateDataset', {
      ...own,
      name: `${NAME}-data`,
      datasetType: 'INTERACTIONS',
      schemaArn,
    });
    for (const Key of OBJECTS) {
      const Body = Buffer.from(Key === CSV ? csv('interactions', 0) : Key);
      await aws.call('s3', 'PutObject', { Bucket: names.dataBucket, Key, Body });
    }
    await personalize('CreateDatasetImportJob', {
      jobName: `${NAME}-import`,
      datasetArn,
      dataSource: { dataLocation: `s3://${names.dataBucket}/${CSV}` },
      roleArn: await personalizeRole(local),
    });
    await personalize('CreateEventTracker', { ...own, name: `${NAME}-tracker` });
    await personalize('CreateFilter', { ...own, name: `${NAME}-filter`, filterExpression: FILTER });
    await personalize('CreateSolution', {
      ...own,
      name: `${NAME}-solution`,
      recipeArn: RECIPE,
      performAutoTraining: false,
    });
    await createSchedule(local);
    await local.clock.advanceUntilIdle();
    return new Unmanaged(local, await describeAll(local));
  }

  /** Returns the differences between the initial and the current state, as text. */
  async changes(): Promise<readonly string[]> {
    const now = await describeAll(this.local);
    const names = new Set([...this.before.keys(), ...now.keys()]);
    return [...names]
      .filter((name) => now.get(name) !== this.before.get(name))
      .map((name) => `${name} was ${this.before.get(name)}, is ${now.get(name)}`);
  }
}

const SCHEMA = JSON.stringify({
  type: 'record',
  name: 'Interactions',
  namespace: 'com.amazonaws.personalize.schema',
  fields: FIELDS.interactions,
  version: '1.0',
});

const FILTER = 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")';

/** Returns the description of each unmanaged resource and object, as JSON text. */
async function describeAll(local: LocalAws): Promise<ReadonlyMap<string, string>> {
  const { aws, names } = local;
  const found = new Map<string, string>();
  for (const { type, name, arn } of local.personalize.snapshot()) {
    if (!name.startsWith(NAME)) continue;
    const { tags } = (await aws
      .call('personalize', 'ListTagsForResource', { resourceArn: arn })
      .catch(() => ({}))) as Members;
    found.set(arn, JSON.stringify([await describe(local, type, arn), tags]));
  }
  const { Versions: versions = [] } = (await aws.call('s3', 'ListObjectVersions', {
    Bucket: names.dataBucket,
  })) as { readonly Versions?: readonly Members[] };
  for (const { Key, VersionId, ETag, IsLatest } of versions) {
    if (OBJECTS.includes(String(Key))) found.set(`${Key} ${VersionId}`, JSON.stringify([ETag, IsLatest]));
  }
  found.set(`schedule ${NAME}`, JSON.stringify(await aws.call('scheduler', 'GetSchedule', { Name: NAME })));
  return found;
}

async function describe({ aws }: LocalAws, type: ResourceType, arn: string): Promise<unknown> {
  const { describe: operation, arnMember } = RESOURCE_TYPES[type];
  return aws.call('personalize', operation, { [arnMember]: arn });
}

/** Returns the stack's role for Personalize, which may read all of the bucket's data. */
async function personalizeRole({ aws }: LocalAws): Promise<string> {
  const { Parameter: parameter } = (await aws.call('ssm', 'GetParameter', {
    Name: '/personalize/names',
  })) as { readonly Parameter: { readonly Value: string } };
  return (JSON.parse(parameter.Value) as { readonly personalizeRoleArn: string }).personalizeRoleArn;
}

/** Creates a schedule that never runs. Its group does not belong to the stack. */
async function createSchedule({ aws, names }: LocalAws): Promise<void> {
  const { Role: role } = (await aws.call('iam', 'CreateRole', {
    RoleName: NAME,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  })) as { readonly Role: { readonly Arn: string } };
  await aws.call('scheduler', 'CreateSchedule', {
    Name: NAME,
    ScheduleExpression: 'cron(0 0 1 1 ? 2099)',
    State: 'DISABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: names.runStateMachineArn, RoleArn: role.Arn },
  });
}
