import { CsvTooDeep, type DataLocation } from '../../../../lib/aws/data-bucket';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { MissingInput, NotThereYet } from '../../../../lib/reconciler/errors';
import { datasetImportJob } from '../../../../lib/reconciler/resource-types/dataset-import-job';
import { jobName } from '../../../../lib/reconciler/resource-types/job-name';
import type { Step } from '../../../../lib/reconciler/step';

const DATASET = 'arn:aws:personalize:eu-west-1:123456789012:dataset/shop/INTERACTIONS';
const time = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));

const CSV: DataLocation = {
  uri: 's3://data/train/shop/interactions.csv',
  contents: [['train/shop/interactions.csv', 'etag']],
  size: 0,
  changedAt: time(2),
  csv: [{ key: 'train/shop/interactions.csv', size: 9, versionId: 'v1' }],
};

const HEADER = 'USER_ID,DEVICE';

/** Schema with these columns, all nullable. */
function schemaOf(header: string): string {
  const fields = header.split(',').map((name) => ({ name, type: ['null', 'string'] }));
  return JSON.stringify({ type: 'record', fields });
}

const job = (name: string, status: string, created = time(5)): Description => ({
  jobName: name,
  datasetImportJobArn: `arn:${name}`,
  status,
  creationDateTime: created,
});

interface Situation {
  readonly jobs?: readonly Description[];
  readonly importMode?: 'FULL' | 'INCREMENTAL';
  readonly csv?: () => Promise<DataLocation | undefined>;
  /** Members of the dataset's description, in addition to its creation time. */
  readonly dataset?: object;
  /** Header of the csv. */
  readonly header?: string;
  /** Descriptions of import jobs, by name. */
  readonly details?: Readonly<Record<string, Description>>;
}

/** Returns a step that began at 6 o'clock and imports into a dataset that was created at 3 o'clock. */
function prepare(situation: Situation = {}): Step {
  const { jobs = [], importMode, csv = async () => CSV, dataset, header = HEADER, details = {} } = situation;
  const importJob = {
    type: 'datasetImportJob',
    name: '',
    pointer: '/datasets/interactions',
    request: importMode === undefined ? {} : { importMode },
  };
  return {
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' },
    state: {
      datasetGroup: { name: 'shop' },
      datasets: [
        {
          csvName: 'interactions',
          datasetType: 'INTERACTIONS',
          dataset: { name: 'clicks', pointer: '/datasets/interactions', request: {} },
          schema: { name: 'new', request: { schema: schemaOf(HEADER) } },
          importJob,
        },
      ],
    },
    resource: importJob,
    folder: 'train/shop/',
    startedAt: time(6),
    stamp: time(6),
    now: time(7),
    roleArn: 'arn:role',
    bucket: {
      csv,
      beginning: async () => Buffer.from(header),
      csvPlaces: () => 'train/shop/interactions.csv',
      misnamedCsv: async () => [],
    },
    verifiedReads: { find: async () => undefined, put: async () => undefined },
    personalize: {
      describe: async (type: string, arn: string) =>
        type === 'datasetImportJob' ? details[arn.slice('arn:'.length)] : { creationDateTime: time(3), ...dataset },
      list: async () => jobs,
    },
  } as unknown as Step;
}

describe('a dataset import job', () => {
  it('reads the csv into the dataset, and is named after the csv and the dataset group', async () => {
    // Act
    const request = await datasetImportJob.createRequest(prepare());

    // Assess
    expect(request).toEqual({
      jobName: expect.stringMatching(/^interactions-shop/),
      datasetArn: DATASET,
      dataSource: { dataLocation: CSV.uri },
      roleArn: 'arn:role',
    });
  });

  it.each([
    ['without an earlier job', []],
    ['if the only earlier job failed', [job('first', 'CREATE FAILED')]],
    ['if the earlier job imported into a dataset that was deleted since', [job('first', 'ACTIVE', time(2))]],
  ])('is full %s, although the file says INCREMENTAL', async (_, jobs) => {
    // Act
    const request = await datasetImportJob.createRequest(prepare({ jobs, importMode: 'INCREMENTAL' }));

    // Assess
    expect(request.importMode).toBe('FULL');
  });

  it.each(['INCREMENTAL', 'FULL'] as const)(
    'is %s, as the file says, if an earlier job has imported data',
    async (importMode) => {
      // Act
      const request = await datasetImportJob.createRequest(prepare({ jobs: [job('first', 'ACTIVE')], importMode }));

      // Assess
      expect(request.importMode).toBe(importMode);
    },
  );

  it.each(['CREATE PENDING', 'CREATE IN_PROGRESS'])('waits for another job that is %s', async (status) => {
    // Act
    const request = datasetImportJob.createRequest(prepare({ jobs: [job('other', status)] }));

    // Assess
    await expect(request).rejects.toThrow(NotThereYet);
    await expect(request).rejects.toThrow("import 'other'");
  });

  it('is found by its name', async () => {
    // Prepare
    const { jobName: name } = await datasetImportJob.createRequest(prepare());
    const jobs = [job('other', 'ACTIVE'), job(String(name), 'CREATE FAILED')];

    // Act
    const own = await datasetImportJob.findOwn(prepare({ jobs }), { of: async () => undefined });

    // Assess
    expect(own?.arn).toBe(`arn:${name}`);
  });

  describe('that existed before', () => {
    /** A job that another step created from the same csv. */
    async function sameWork(status: string, created = time(5)): Promise<Description> {
      const request = await datasetImportJob.createRequest({ ...prepare(), startedAt: time(4) });
      return job(String(request.jobName), status, created);
    }

    it.each(['ACTIVE', 'CREATE IN_PROGRESS'])('is reused if it is %s and reads the same csv', async (status) => {
      // Prepare
      const same = await sameWork(status);

      // Act
      const earlier = await datasetImportJob.findEarlier(prepare({ jobs: [same] }));

      // Assess
      expect(earlier?.description).toBe(same);
    });

    it('is not reused if it failed', async () => {
      // Prepare
      const jobs = [await sameWork('CREATE FAILED')];

      // Act
      const earlier = await datasetImportJob.findEarlier(prepare({ jobs }));

      // Assess
      expect(earlier).toBeUndefined();
    });

    const UPDATED = { schemaArn: 'arn:new', latestDatasetUpdate: { schemaArn: 'arn:new', creationDateTime: time(6) } };

    it.each<[string, boolean, Situation]>([
      ['is not reused if the schema of the dataset was updated since', false, { dataset: UPDATED }],
      [
        'is reused if the csv lacks a column that the dataset gained since, because Personalize would refuse such csv',
        true,
        { dataset: UPDATED, header: 'USER_ID' },
      ],
      [
        'is reused if an update of the dataset has failed since',
        true,
        { dataset: { ...UPDATED, schemaArn: 'arn:old' } },
      ],
      [
        'is reused if the dataset was updated before the job',
        true,
        { dataset: { ...UPDATED, latestDatasetUpdate: { schemaArn: 'arn:new', creationDateTime: time(4) } } },
      ],
    ])('%s', async (_, isReused, situation) => {
      // Prepare
      const same = await sameWork('ACTIVE');

      // Act
      const earlier = await datasetImportJob.findEarlier(prepare({ ...situation, jobs: [same] }));

      // Assess
      expect(earlier?.description).toBe(isReused ? same : undefined);
    });

    const PATCH = 's3://elsewhere/patch.csv';

    it.each<[string, boolean, string, string, Situation['importMode']]>([
      ['is reused if it read the same csv', true, CSV.uri, 'FULL', 'FULL'],
      ['is reused if it read the same csv, and the file says INCREMENTAL', true, CSV.uri, 'FULL', 'INCREMENTAL'],
      [
        'is reused if it added the same csv to older rows, and the file says INCREMENTAL',
        true,
        CSV.uri,
        'INCREMENTAL',
        'INCREMENTAL',
      ],
      ['is not reused if it read other csv', false, PATCH, 'FULL', undefined],
      [
        'is not reused if it added the same csv to older rows, and the file does not say INCREMENTAL',
        false,
        CSV.uri,
        'INCREMENTAL',
        undefined,
      ],
    ])('and that a person created %s', async (_, isReused, dataLocation, importMode, desired) => {
      // Prepare
      const manual = job('manual', 'ACTIVE');
      const detail = { ...manual, dataSource: { dataLocation }, importMode };

      // Act
      const earlier = await datasetImportJob.findEarlier(
        prepare({ jobs: [manual], details: { manual: detail }, ...(desired && { importMode: desired }) }),
      );

      // Assess
      expect(earlier?.arn).toBe(isReused ? 'arn:manual' : undefined);
    });

    it('is reused if a person has added rows of other csv since', async () => {
      // Prepare
      const same = await sameWork('ACTIVE', time(4));
      const details = { manual: { dataSource: { dataLocation: PATCH }, importMode: 'INCREMENTAL' } };

      // Act
      const earlier = await datasetImportJob.findEarlier(prepare({ jobs: [job('manual', 'ACTIVE'), same], details }));

      // Assess
      expect(earlier?.description).toBe(same);
    });

    it.each([
      ['of a person', 'manual'],
      ['of other csv', jobName('interactions-shop', time(5), ['another csv'])],
    ])('is reused if a newer import %s has failed', async (_, name) => {
      // Prepare
      const same = await sameWork('ACTIVE', time(4));

      // Act
      const earlier = await datasetImportJob.findEarlier(prepare({ jobs: [job(name, 'CREATE FAILED'), same] }));

      // Assess
      expect(earlier?.description).toBe(same);
    });

    it('is not reused if a newer job has read other csv', async () => {
      // Prepare
      const other = jobName('interactions-shop', time(5), ['another csv']);
      const jobs = [await sameWork('ACTIVE', time(4)), job(other, 'ACTIVE')];

      // Act
      const earlier = await datasetImportJob.findEarlier(prepare({ jobs }));

      // Assess
      expect(earlier).toBeUndefined();
    });
  });

  it('says where its csv is expected if there is none', async () => {
    // Act
    const request = datasetImportJob.createRequest(prepare({ csv: async () => undefined }));

    // Assess
    await expect(request).rejects.toThrow(MissingInput);
    await expect(request).rejects.toThrow('train/shop/interactions.csv');
  });

  it('is not created if a csv lies too deep in its folder to be imported', async () => {
    // Prepare
    const csv = async () => {
      throw new CsvTooDeep('a.csv lies too deep');
    };

    // Act
    const request = datasetImportJob.createRequest(prepare({ csv }));

    // Assess
    await expect(request).rejects.toThrow(MissingInput);
  });

  it.each([
    [
      'publishes metrics if the metric attribution is ACTIVE',
      true,
      'metrics',
      'ACTIVE',
      { publishAttributionMetricsToS3: true },
    ],
    [
      'publishes no metrics while the metric attribution is being created',
      true,
      'metrics',
      'CREATE PENDING',
      { publishAttributionMetricsToS3: false },
    ],
    [
      'publishes no metrics while the metric attribution in the file does not exist',
      true,
      'metrics',
      undefined,
      { publishAttributionMetricsToS3: false },
    ],
    [
      'publishes metrics as the file says if the file has no metric attribution',
      true,
      undefined,
      undefined,
      { publishAttributionMetricsToS3: true },
    ],
    ['publishes no metrics if the file says so', false, 'metrics', 'ACTIVE', { publishAttributionMetricsToS3: false }],
  ])('%s', async (_what, asked, attribution, status, expected) => {
    // Prepare
    const step = prepare();
    const request = { publishAttributionMetricsToS3: asked };
    const importJob = { ...step.resource, request };
    const state = { ...step.state, ...(attribution && { metricAttribution: { ...importJob, name: attribution } }) };
    const describe = async (type: string) =>
      type === 'metricAttribution' ? status && { status } : { creationDateTime: time(3) };

    // Act
    const made = await datasetImportJob.createRequest({
      ...step,
      resource: importJob,
      state,
      personalize: { ...step.personalize, describe },
    } as Step);

    // Assess
    expect(made).toMatchObject(expected);
  });
});
