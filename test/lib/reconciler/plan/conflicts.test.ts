import { DataBucketReader } from '../../../../lib/aws/data-bucket';
import type { Description, Personalize } from '../../../../lib/reconciler/account/personalize-api';
import { conflictsWith } from '../../../../lib/reconciler/plan/conflicts';
import { VersionDecisions } from '../../../../lib/record-table/version-decisions';
import { stateOf } from '../../../support/planned';
import { recordTable } from '../../../support/record-table';
import { completeSample, type Sample } from '../../../support/sample';

const ARN = 'arn:aws:personalize:eu-west-1:123456789012:';
const GROUP = `${ARN}dataset-group/small`;

interface Existing {
  /** Descriptions by ARN. */
  readonly described?: Readonly<Record<string, Description>>;
  /** Summaries by type. */
  readonly listed?: Readonly<Record<string, readonly Description[]>>;
}

/**
 * Returns the conflicts of a file with an account.
 *
 * @param inProgress file of an upload in progress
 */
async function conflictsOf(file: Sample, { described = {}, listed = {} }: Existing, inProgress?: Sample) {
  const { table: records } = await recordTable();
  const personalize = {
    describe: async (_: string, arn: string) => described[arn],
    list: async (type: string) => listed[type] ?? [],
    attributionMetrics: async () => [],
  } as unknown as Personalize;
  const foreseen = {
    state: stateOf(JSON.stringify(file)),
    key: 'train/small/config.json',
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' },
    personalize,
    bucket: new DataBucketReader({ send: unexpected, config: {} } as never, 'data'),
    records,
    decisions: new VersionDecisions(records),
    roleArn: 'arn:role',
    now: new Date('2026-01-05T00:00:00.000Z'),
  };
  return conflictsWith(foreseen, inProgress && stateOf(JSON.stringify(inProgress)));
}

async function unexpected(): Promise<never> {
  throw new Error('No request to S3 is expected.');
}

const ACTIVE = { status: 'ACTIVE', datasetGroupArn: GROUP };

/** Returns the complete sample with another recipe of its first solution and another name of the event tracker. */
function changed(): Sample {
  const file = completeSample();
  const [solution] = file.solutions;
  if (solution) solution.serviceConfig.recipeArn = 'arn:aws:personalize:::recipe/aws-user-personalization-v2';
  if (file.eventTracker) file.eventTracker.serviceConfig.name = 'another-tracker';
  return file;
}

describe('conflictsWith', () => {
  it('finds no conflict in an empty account', async () => {
    // Act and assess
    expect(await conflictsOf(completeSample(), {})).toEqual([]);
  });

  it.each<readonly [string, Existing, RegExp]>([
    [
      'a solution with another recipe',
      { described: { [`${ARN}solution/small-solution`]: { ...ACTIVE, name: 'small-solution', recipeArn: 'x' } } },
      /^solution 'small-solution': the parameter file changes recipeArn/,
    ],
    [
      'a campaign of another solution',
      { described: { [`${ARN}campaign/small-campaign`]: { ...ACTIVE, solutionVersionArn: `${ARN}solution/other/1` } } },
      /^campaign 'small-campaign'/,
    ],
    [
      'a failed filter of another dataset group',
      { described: { [`${ARN}filter/small-filter`]: { status: 'CREATE FAILED', datasetGroupArn: `${GROUP}-2` } } },
      /^filter 'small-filter'/,
    ],
    [
      'the event tracker of the group under another name',
      {
        listed: { eventTracker: [{ eventTrackerArn: 'arn:tracker', name: 'other' }] },
        described: { 'arn:tracker': { ...ACTIVE, name: 'other' } },
      },
      /^event tracker 'small-tracker'/,
    ],
  ])('finds %s', async (_, existing, message) => {
    // Act and assess
    expect(await conflictsOf(completeSample(), existing)).toEqual([expect.stringMatching(message)]);
  });

  it('ignores resources that are being deleted, or that failed and belong to the group', async () => {
    // Prepare
    const described = {
      [`${ARN}solution/small-solution`]: { ...ACTIVE, status: 'DELETE PENDING', recipeArn: 'x' },
      [`${ARN}filter/small-filter`]: { ...ACTIVE, status: 'CREATE FAILED', filterExpression: 'x' },
    };

    // Act and assess
    expect(await conflictsOf(completeSample(), { described })).toEqual([]);
  });

  it('treats resources as existing if an upload in progress will create them', async () => {
    // Act
    const [same, other] = [
      await conflictsOf(completeSample(), {}, completeSample()),
      await conflictsOf(changed(), {}, completeSample()),
    ];

    // Assess
    expect(same).toEqual([]);
    expect(other.map((message) => message.split(':')[0])).toEqual([
      "event tracker 'another-tracker'",
      "solution 'small-solution'",
    ]);
  });
});
