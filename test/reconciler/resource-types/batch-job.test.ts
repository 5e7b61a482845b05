import { batchInferenceJob } from '../../../reconciler/resource-types/batch-job';
import { jobName } from '../../../reconciler/resource-types/job-name';
import type { Description, Request } from '../../../reconciler/resource-types/personalize-api';
import type { Step } from '../../../reconciler/step';

const SOLUTION = 'arn:aws:personalize:eu-west-1:123456789012:solution/top';
const version = (id: string) => `${SOLUTION}/${id}`;
const time = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));

const VERSIONS: readonly Description[] = [
  { solutionVersionArn: version('old'), status: 'ACTIVE', creationDateTime: time(1) },
  { solutionVersionArn: version('new'), status: 'ACTIVE', creationDateTime: time(3) },
  { solutionVersionArn: version('failed'), status: 'CREATE FAILED', creationDateTime: time(4) },
];

/** What is asked of the same input with the same settings. */
const WORK = ['/batchInferenceJobs/0', {}, [['batch/shop/top/job_config.json', 'etag']]];

const job = (name: string, status = 'ACTIVE'): Description => ({
  jobName: name,
  batchInferenceJobArn: `arn:${name}`,
  status,
  creationDateTime: time(5),
});

function prepare(jobs: Readonly<Record<string, readonly Description[]>>) {
  const lists: Request[] = [];
  const step = {
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' },
    state: {
      datasetGroup: { name: 'shop' },
      datasets: [],
      filters: [],
      solutions: [{ name: 'top', solution: { pointer: '/solutions/0' } }],
    },
    resource: {
      type: 'batchInferenceJob',
      name: '',
      pointer: '/solutions/0/batchInferenceJobs/0',
      request: {},
    },
    startedAt: time(6),
    stamp: new Date(time(6).getTime() + 2000),
    now: time(7),
    roleArn: 'arn:role',
    bucket: {
      batchInput: async () => ({
        uri: 's3://data/batch/shop/top/job_config.json',
        contents: [['batch/shop/top/job_config.json', 'etag']],
        changedAt: time(2),
      }),
      batchOutputUri: (_group: string, _solution: string, at: Date) => `s3://data/${at.toISOString()}/`,
    },
    decisions: { serving: async () => undefined },
    verifiedReads: { find: async () => undefined, put: async () => undefined },
    personalize: {
      list: async (type: string, request: Request) => {
        lists.push(request);
        return type === 'solutionVersion' ? VERSIONS : (jobs[String(request.solutionVersionArn)] ?? []);
      },
    },
  } as unknown as Step;
  return { step, lists };
}

describe('a batch job', () => {
  test('is searched among the jobs of its own solution, those of the newest version first', async () => {
    // Prepare
    const same = jobName('top', time(4), WORK);
    const { step, lists } = prepare({ [version('old')]: [job(same)] });

    // Act
    const earlier = await batchInferenceJob.findEarlier(step);

    // Assess
    expect(earlier?.arn).toBe(`arn:${same}`);
    expect(lists).toEqual([
      { solutionArn: SOLUTION },
      { solutionVersionArn: version('new') },
      { solutionVersionArn: version('old') },
    ]);
  });

  test('is not searched further once one is found', async () => {
    // Prepare
    const { step, lists } = prepare({ [version('new')]: [job(jobName('top', time(4), WORK))] });

    // Act
    await batchInferenceJob.findEarlier(step);

    // Assess
    expect(lists).toHaveLength(2);
  });

  test('that failed will not do', async () => {
    // Prepare
    const { step } = prepare({ [version('new')]: [job(jobName('top', time(4), WORK), 'CREATE FAILED')] });

    // Act
    const earlier = await batchInferenceJob.findEarlier(step);

    // Assess
    expect(earlier).toBeUndefined();
  });

  test('writes to a folder that no job beside it has', async () => {
    // Prepare
    const { step } = prepare({});

    // Act
    const request = await batchInferenceJob.createRequest(step);

    // Assess
    expect(request).toMatchObject({
      solutionVersionArn: version('new'),
      jobOutput: { s3DataDestination: { path: 's3://data/2026-01-05T06:00:02.000Z/' } },
    });
  });
});
