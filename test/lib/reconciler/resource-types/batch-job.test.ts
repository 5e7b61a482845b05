import type { Description, Request } from '../../../../lib/reconciler/account/personalize-api';
import { MissingInput } from '../../../../lib/reconciler/errors';
import { batchInferenceJob } from '../../../../lib/reconciler/resource-types/batch-job';
import { jobName } from '../../../../lib/reconciler/resource-types/job-name';
import type { Step } from '../../../../lib/reconciler/step';

const SOLUTION = 'arn:aws:personalize:eu-west-1:123456789012:solution/top';
const version = (id: string) => `${SOLUTION}/${id}`;
const FILTER = 'arn:aws:personalize:eu-west-1:123456789012:filter/unseen';
const time = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));

const VERSIONS: readonly Description[] = [
  { solutionVersionArn: version('old'), status: 'ACTIVE', creationDateTime: time(1) },
  { solutionVersionArn: version('new'), status: 'ACTIVE', creationDateTime: time(3) },
  { solutionVersionArn: version('failed'), status: 'CREATE FAILED', creationDateTime: time(4) },
];

/** Content of the fingerprint in a job's name: the job's place in its solution, its settings and its input. */
const WORK = ['/batchInferenceJobs/0', {}, [['batch/shop/top/job_config.json', 'etag']]];

const job = (name: string, status = 'ACTIVE'): Description => ({
  jobName: name,
  batchInferenceJobArn: `arn:${name}`,
  status,
  creationDateTime: time(5),
});

interface Setup {
  /** Members of the job in the file. */
  readonly asked?: object;
  readonly versions?: readonly Description[];
  readonly details?: Readonly<Record<string, Description>>;
}

/** @param details descriptions of the jobs, by ARN */
function prepare(
  jobs: Readonly<Record<string, readonly Description[]>>,
  { asked = {}, versions = VERSIONS, details = {} }: Setup = {},
) {
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
      request: asked,
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
      describe: async (type: string, arn: string) => (type === 'filter' ? { status: 'ACTIVE' } : details[arn]),
      list: async (type: string, request: Request) => {
        lists.push(request);
        return type === 'solutionVersion' ? versions : (jobs[String(request.solutionVersionArn)] ?? []);
      },
    },
  } as unknown as Step;
  return { step, lists };
}

describe('a batch job', () => {
  test('is searched among the jobs of its own solution, the jobs of the newest version first', async () => {
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

  test('is not searched any further once a job is found', async () => {
    // Prepare
    const { step, lists } = prepare({ [version('new')]: [job(jobName('top', time(4), WORK))] });

    // Act
    await batchInferenceJob.findEarlier(step);

    // Assess
    expect(lists).toHaveLength(2);
  });

  test('is not reused if it failed', async () => {
    // Prepare
    const { step } = prepare({ [version('new')]: [job(jobName('top', time(4), WORK), 'CREATE FAILED')] });

    // Act
    const earlier = await batchInferenceJob.findEarlier(step);

    // Assess
    expect(earlier).toBeUndefined();
  });

  test('is created with an output folder of its own', async () => {
    // Prepare
    const { step } = prepare({});

    // Act
    const request = await batchInferenceJob.createRequest(step);

    // Assess
    expect(request).toEqual({
      jobName: jobName('top', time(6), WORK),
      roleArn: 'arn:role',
      jobInput: { s3DataSource: { path: 's3://data/batch/shop/top/job_config.json' } },
      solutionVersionArn: version('new'),
      jobOutput: { s3DataDestination: { path: 's3://data/2026-01-05T06:00:02.000Z/' } },
    });
  });

  test('is recognized by its name, also in a later poll', async () => {
    // Prepare
    const arn = `arn:aws:personalize:eu-west-1:123456789012:batch-inference-job/${jobName('top', time(6), WORK)}`;
    const { step } = prepare({}, { details: { [arn]: { status: 'CREATE PENDING' } } });

    // Act
    const own = await batchInferenceJob.findOwn(step, { of: async () => undefined });

    // Assess
    expect(own).toEqual({ arn, description: { status: 'CREATE PENDING' } });
  });

  test('is searched only among the jobs of the ten newest versions', async () => {
    // Prepare
    const versions = Array.from({ length: 12 }, (_, hour) => ({
      solutionVersionArn: version(String(hour)),
      status: 'ACTIVE',
      creationDateTime: time(hour),
    }));
    const { step, lists } = prepare({}, { versions });

    // Act
    await batchInferenceJob.findEarlier(step);

    // Assess
    const searched = lists.slice(1).map(({ solutionVersionArn }) => solutionVersionArn);
    expect(searched).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((hour) => version(String(hour))));
  });

  test.each([
    ['with a filter that the file gives as filterName', { filterName: 'unseen' }, [{ filterArn: FILTER }]],
    ['with a number of results', { numResults: 50 }, [{ numResults: 50 }]],
    ['with the default number of results', { numResults: 25, tags: ['x'] }, [{}]],
  ])(
    '%s is found by its name, which has a fingerprint of its settings without tags and defaults',
    async (_what, asked, [members]) => {
      // Prepare
      const work = [WORK[0], members, WORK[2]];
      const jobs = { [version('new')]: [job(jobName('top', time(4), work))] };

      // Act
      const found = await batchInferenceJob.findEarlier(prepare(jobs, { asked }).step);
      const request = await batchInferenceJob.createRequest(prepare({}, { asked }).step);

      // Assess
      expect(found?.arn).toBe(`arn:${jobName('top', time(4), work)}`);
      expect(request).toMatchObject({ jobName: jobName('top', time(6), work), ...members });
      expect(request).not.toHaveProperty('filterName');
    },
  );

  test.each([
    ['is reused with the same settings', {}, true],
    ['is reused even if its tags differ', { tags: ['other'] }, true],
    ['is not reused with another number of results', { numResults: 5 }, false],
    ['is not reused with another input', { jobInput: { s3DataSource: { path: 's3://data/another' } } }, false],
    ['is not reused if it was deleted', undefined, false],
  ])('that another writer created %s', async (_what, members, expected) => {
    // Prepare
    const settings = {
      numResults: 50,
      jobInput: { s3DataSource: { path: 's3://data/batch/shop/top/job_config.json' } },
    };
    const { step } = prepare(
      { [version('new')]: [job('by-hand')] },
      {
        asked: { numResults: 50, tags: ['mine'] },
        details: members ? { 'arn:by-hand': { ...settings, ...members } } : {},
      },
    );

    // Act
    const earlier = await batchInferenceJob.findEarlier(step);

    // Assess
    expect(earlier?.arn).toBe(expected ? 'arn:by-hand' : undefined);
  });

  test('that another writer created is not reused if the input has changed since', async () => {
    // Prepare
    const before = { ...job('by-hand'), creationDateTime: time(1) };
    const { step } = prepare({ [version('new')]: [before] }, { details: { 'arn:by-hand': {} } });
    const same = { jobInput: { s3DataSource: { path: 's3://data/batch/shop/top/job_config.json' } } };
    const described = { ...step, personalize: { ...step.personalize, describe: async () => same } };

    // Act
    const earlier = await batchInferenceJob.findEarlier(described as Step);

    // Assess
    expect(earlier).toBeUndefined();
  });

  test('says where its input is expected if there is none', async () => {
    // Prepare
    const { step } = prepare({});
    const bucket = { batchInput: async () => undefined, batchInputUri: () => 's3://data/batch/shop/top/' };

    // Act
    const act = batchInferenceJob.createRequest({ ...step, bucket } as unknown as Step);

    // Assess
    await expect(act).rejects.toThrow(MissingInput);
    await expect(act).rejects.toThrow('s3://data/batch/shop/top/');
  });

  test.each([
    ['another account', 'arn:aws:personalize:eu-west-1:999999999999:filter/unseen'],
    ['another region', 'arn:aws:personalize:us-east-1:123456789012:filter/unseen'],
  ])('is refused if its filter is in %s, and the message says what to write', async (_, arn) => {
    // Prepare
    const { step } = prepare({}, { asked: { filterArn: arn } });

    // Act
    const act = batchInferenceJob.assertInput?.(step);

    // Assess
    await expect(act).rejects.toThrow(MissingInput);
    await expect(act).rejects.toThrow(
      `its filter ${arn} is in another account or region, where the job cannot use it. Replace filterArn by "filterName": "unseen".`,
    );
  });

  test('is refused if it generates themes in a region without them, and the message names the regions with themes', async () => {
    // Prepare
    const { step } = prepare({}, { asked: { batchInferenceJobMode: 'THEME_GENERATION' } });
    const there = { ...step, scope: { ...step.scope, region: 'us-west-2' } };

    // Act
    const here = batchInferenceJob.assertInput?.(step);

    // Assess
    await expect(here).rejects.toThrow(MissingInput);
    await expect(here).rejects.toThrow(
      'Personalize does not generate themes in eu-west-1. Leave batchInferenceJobMode and themeGenerationConfig out, or deploy in one of us-east-1, us-west-2, ap-northeast-1.',
    );
    await expect(batchInferenceJob.assertInput?.(there)).resolves.toBeUndefined();
  });

  test.each([{}, { filterArn: FILTER }, { filterName: 'unseen' }])('is accepted with the members %j', async (asked) => {
    // Act
    const act = batchInferenceJob.assertInput?.(prepare({}, { asked }).step);

    // Assess
    await expect(act).resolves.toBeUndefined();
  });
});
