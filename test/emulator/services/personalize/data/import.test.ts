import { ARN, INTERACTIONS, ITEMS, interactionsCsv, Testbed } from '../../../../support/personalize-testbed';

const HEADER = 'USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE';
const ITEM_HEADER = 'ITEM_ID,GENRE,YEAR';

async function interactions(bed: Testbed): Promise<string> {
  return bed.dataset(await bed.datasetGroup(), 'Interactions', await bed.schema('interactions', INTERACTIONS));
}

async function items(bed: Testbed): Promise<string> {
  return bed.dataset(await bed.datasetGroup(), 'Items', await bed.schema('items', ITEMS));
}

/** Returns valid interactions whose second row is replaced. */
function withRow(row: string): string {
  const lines = interactionsCsv().split('\n');
  lines[2] = row;
  return lines.join('\n');
}

describe('an import of interactions', () => {
  it('becomes ACTIVE if the data is valid', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);

    // Act
    const job = await bed.importJob(dataset, bed.put('interactions.csv', interactionsCsv()));

    // Assess
    expect(await bed.describe(job)).toMatchObject({
      status: 'ACTIVE',
      importMode: 'FULL',
      publishAttributionMetricsToS3: false,
      dataSource: { dataLocation: 's3://data/interactions.csv' },
    });
  });

  it('reads every file whose key begins with the path, even if the list of keys has several pages', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);
    for (const part of [1, 2, 3, 4, 5]) bed.put(`interactions/part-${part}.csv`, interactionsCsv({ rows: 210 }));
    bed.put('interactions/', '');

    // Act
    const job = await bed.importJob(dataset, 's3://data/interactions/');

    // Assess
    expect([bed.statusOf(job), bed.failureOf(job)]).toEqual(['ACTIVE', undefined]);
  });

  it('ignores sub-folders', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);
    bed.put('interactions/part-1.csv', interactionsCsv({ rows: 1010 }));
    bed.put('interactions/2024/part-2.csv', 'no csv of interactions at all');

    // Act
    const job = await bed.importJob(dataset, 's3://data/interactions/');

    // Assess
    expect([bed.statusOf(job), bed.failureOf(job)]).toEqual(['ACTIVE', undefined]);
  });

  it('fails if all csv files of the folder are in sub-folders', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);
    bed.put('interactions/2024/part-1.csv', interactionsCsv());

    // Act
    const job = await bed.importJob(dataset, 's3://data/interactions/');

    // Assess
    expect(bed.failureOf(job)).toContain('No objects found at s3://data/interactions/');
  });

  it.each([
    [
      'columns are missing',
      interactionsCsv().replace('EVENT_TYPE', 'A').replace('TIMESTAMP', 'B'),
      'Input CSV is missing the following columns:[TIMESTAMP, EVENT_TYPE].',
    ],
    ['there are too few rows', interactionsCsv({ rows: 10 }), 'has 10 interactions'],
    [
      'a timestamp is not a number',
      withRow('u1,i1,yesterday,click,1'),
      "line 3: column TIMESTAMP 'yesterday' is not of type long",
    ],
    ['a timestamp is in milliseconds', withRow('u1,i1,1700000000000,click,1'), 'it looks like milliseconds'],
    ['a value is empty', withRow(',i1,1700000000,click,1'), 'line 3: column USER_ID is empty'],
    ['an id is too long', withRow(`${'u'.repeat(257)},i1,1700000000,click,1`), 'has 257 characters'],
    [
      'a value is not a number',
      withRow('u1,i1,1700000000,click,high'),
      "column EVENT_VALUE 'high' is not of type float",
    ],
    ['a row has too few values', withRow('u1,i1,1700000000'), 'is not a valid CSV'],
    ['the file has only a line break', '\n', 'it has no header row'],
    ['the file has only a header', `${HEADER}\n`, 'has 0 interactions'],
  ])('fails if %s', async (_, csv, reason) => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);

    // Act
    const job = await bed.importJob(dataset, bed.put('interactions.csv', csv));

    // Assess
    expect(bed.statusOf(job)).toBe('CREATE FAILED');
    expect(bed.failureOf(job)).toContain(reason);
  });

  it('fails if the file is not UTF-8', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);
    const latin1 = Buffer.from(withRow('ü1,i1,1700000000,click,1'), 'latin1');

    // Act
    const job = await bed.importJob(dataset, bed.put('interactions.csv', latin1));

    // Assess
    expect(bed.failureOf(job)).toContain('not encoded in UTF-8');
  });

  it.each([
    ['the role may not list the bucket', 'role ListObjectsV2'],
    ['the role may not read the object', 'role GetObject'],
    ['the bucket policy does not let Personalize list the bucket', 'service ListObjectsV2'],
    ['the bucket policy does not let Personalize read the object', 'service GetObject'],
  ])('fails if %s', async (_, denied) => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);
    bed.denied.add(denied);

    // Act
    const job = await bed.importJob(dataset, bed.put('interactions.csv', interactionsCsv()));

    // Assess
    const [caller, operation] = denied.split(' ');
    expect(bed.failureOf(job)).toContain('Insufficient privileges for accessing data in Amazon S3');
    expect(bed.failureOf(job)).toContain(`${caller} may not call ${operation}`);
  });

  it('fails if no object has the given path, or if the bucket does not exist', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);

    // Act
    const jobs = [
      await bed.importJob(dataset, 's3://data/nothing.csv'),
      await bed.importJob(dataset, 's3://elsewhere/interactions.csv'),
    ];

    // Assess
    expect(bed.failureOf(jobs[0] ?? '')).toContain('No objects found at s3://data/nothing.csv');
    expect(bed.failureOf(jobs[1] ?? '')).toContain('The specified bucket does not exist');
  });
});

describe('an import of items', () => {
  it.each([
    ['an empty value if the schema allows null', `${ITEM_HEADER}\ni1,,1999\n`],
    ['quotes that are escaped by backslashes', `${ITEM_HEADER}\ni1,"a \\"b\\", c",1999\n`],
    ['doubled quotes', `${ITEM_HEADER}\ni1,"a ""b"", c",1999\n`],
    ['Windows line ends and a byte order mark', `\uFEFF${ITEM_HEADER}\r\ni1,drama|comedy,1999\r\n`],
    ['a column that is not in the schema', `EXTRA,${ITEM_HEADER}\n,i1,drama,1999\n`],
    ['columns in another order, one of them twice', 'GENRE,YEAR,ITEM_ID,YEAR\ndrama,1999,i1,x\n'],
    ['a categorical value of 1000 characters', `${ITEM_HEADER}\ni1,${'x'.repeat(1000)},-1999\n`],
  ])('accepts %s', async (_, csv) => {
    // Prepare
    const bed = new Testbed();
    const dataset = await items(bed);

    // Act
    const job = await bed.importJob(dataset, bed.put('items.csv', csv));

    // Assess
    expect([bed.statusOf(job), bed.failureOf(job)]).toEqual(['ACTIVE', undefined]);
  });

  it.each([
    ['an integer with a fraction', 'i1,drama,1999.5', "'1999.5' is not of type int"],
    ['an integer that is too large', 'i1,drama,2147483648', 'is not of type int'],
    ['a categorical value of 1001 characters', `i1,${'x'.repeat(1001)},1999`, 'has 1001 characters'],
  ])('fails for %s', async (_, row, reason) => {
    // Prepare
    const bed = new Testbed();
    const dataset = await items(bed);

    // Act
    const job = await bed.importJob(dataset, bed.put('items.csv', `${ITEM_HEADER}\n${row}\n`));

    // Assess
    expect(bed.failureOf(job)).toContain(reason);
  });
});

describe('CreateDatasetImportJob', () => {
  it.each([
    ['an invalid path', { dataSource: { dataLocation: 'https://example.com/x.csv' } }, 'InvalidInputException'],
    ['a missing path', { dataSource: {} }, 'InvalidInputException'],
    ['the mode INCREMENTAL before any FULL import', { importMode: 'INCREMENTAL' }, 'InvalidInputException'],
    ['an unknown role', { roleArn: 'arn:aws:iam::123456789012:role/other' }, 'InvalidInputException'],
    ['an unknown dataset', { datasetArn: `${ARN}dataset/group/ITEMS` }, 'ResourceNotFoundException'],
  ])('refuses %s', async (_, input, code) => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);

    // Act
    const call = bed.importJob(dataset, 's3://data/interactions.csv', input);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
  });

  it('refuses the name of an earlier job', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);
    await bed.importJob(dataset, bed.put('interactions.csv', interactionsCsv()), { jobName: 'job' });

    // Act
    const call = bed.importJob(dataset, 's3://data/interactions.csv', { jobName: 'job' });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceAlreadyExistsException' });
  });

  it('creates one job from two simultaneous requests with the same name', async () => {
    // Prepare
    const bed = new Testbed();
    const dataset = await interactions(bed);
    const path = bed.put('interactions.csv', interactionsCsv());
    const start = () => bed.importJob(dataset, path, { jobName: 'job' });

    // Act
    const results = await Promise.allSettled([start(), start()]);

    // Assess
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(bed.service.snapshot().filter(({ type }) => type === 'datasetImportJob')).toHaveLength(1);
  });

  it('allows five pending jobs, and a sixth only after these have ended', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetArn = await interactions(bed);
    bed.put('interactions.csv', interactionsCsv());
    const start = (jobName: string) =>
      bed.call('CreateDatasetImportJob', {
        jobName,
        datasetArn,
        dataSource: { dataLocation: 's3://data/inter' },
      });
    for (const name of ['a', 'b', 'c', 'd', 'e']) await start(name);

    // Act
    const sixth = start('f');

    // Assess
    await expect(sixth).rejects.toMatchObject({
      code: 'LimitExceededException',
      message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
    });
    await bed.settle();
    await expect(start('f')).resolves.toBeDefined();
  });
});
