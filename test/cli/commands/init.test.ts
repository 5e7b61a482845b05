import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InitOptions, init } from '../../../cli/commands/init';
import { CliFailure, WrongUsage } from '../../../cli/failure';
import { cliFolder } from '../../support/cli-folder';
import { interactionsCsv } from '../../support/personalize-testbed';

const INTERACTIONS = interactionsCsv();
const OPTIONS: InitOptions = { name: 'shop', force: false, json: false };

interface Field {
  readonly name: string;
  readonly type: string | readonly string[];
}

describe('init', () => {
  const cli = cliFolder();

  function written(path = 'config.json') {
    return JSON.parse(readFileSync(join(cli.path, path), 'utf8'));
  }

  /** The fields of a written schema, as `NAME type flags`. */
  function fields(section: string): readonly string[] {
    const { schema } = written().datasets[section].schema.serviceConfig;
    return schema.fields.map(({ name, type, ...flags }: Field) =>
      [name, Array.isArray(type) ? type.join('|') : type, ...Object.keys(flags)].join(' '),
    );
  }

  it('writes a valid file with a schema for each dataset, and prints the suggested recipe and the next step', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS, 'users/a.csv': 'USER_ID,AGE\nu1,7\n' });

    // Act
    const status = await init(cli.path, OPTIONS);

    // Assess
    expect(status).toBe(0);
    expect(Object.keys(written().datasets)).toEqual(['interactions', 'users']);
    expect(fields('interactions')).toEqual([
      'USER_ID string',
      'ITEM_ID string',
      'TIMESTAMP long',
      'EVENT_TYPE string',
      'EVENT_VALUE float',
    ]);
    expect(cli.printed).toContain('Recipe aws-user-personalization-v2: This recipe recommends items to each user');
    expect(cli.printed).toContain(`personalize-mlops plan ${cli.path}\n`);
  });

  it('writes a nightly import for csv that are uploaded later', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });

    // Act
    await init(cli.path, OPTIONS);

    // Assess
    expect(written().datasetGroup.workflowConfig).toEqual({ schedules: { import: 'cron(0 2 * * ? *)' } });
  });

  it('infers from the values the type of a field, and whether it is nullable, categorical or textual', async () => {
    // Prepare
    const rows = Array.from({ length: 20 }, (_, index) => {
      const text = `"${'word, '.repeat(20)}${index}"`;
      return `i${index},${index},${index}.5,0${index},${index % 3},a|b,title ${index},${text},${index % 2 ? '' : 'x'},,true`;
    });
    cli.write({
      'interactions.csv': INTERACTIONS,
      'items.csv': `ITEM_ID,WHOLE,DECIMAL,CODE,FEW,SEVERAL,TITLE,PLOT,SOME,NONE,FLAG\n${rows.join('\n')}\n`,
    });

    // Act
    await init(cli.path, OPTIONS);

    // Assess
    expect(fields('items')).toEqual([
      'ITEM_ID string',
      'WHOLE long',
      'DECIMAL float',
      'CODE string',
      'FEW long',
      'SEVERAL string categorical',
      'TITLE string',
      'PLOT string textual',
      'SOME null|string categorical',
      'NONE null|string',
      'FLAG string categorical',
    ]);
  });

  it('infers a textual, not a categorical field from long descriptions, even if one has a vertical bar', async () => {
    // Prepare
    const rows = Array.from(
      { length: 20 },
      (_, index) => `i${index},${'word '.repeat(240)}${index ? '' : '|'}${index}`,
    );
    cli.write({ 'interactions.csv': INTERACTIONS, 'items.csv': `ITEM_ID,PLOT\n${rows.join('\n')}\n` });

    // Act
    const status = await init(cli.path, OPTIONS);

    // Assess
    expect(status).toBe(0);
    expect(fields('items')).toEqual(['ITEM_ID string', 'PLOT string textual']);
  });

  it.each([
    ['long', '9223372036854775807'],
    ['long', '-9223372036854775808'],
    ['float', '9223372036854775808'],
    ['float', '10000000000000000000'],
    ['float', '1e18'],
  ])('infers the type %s from the number %s', async (type, number) => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS, 'items.csv': `ITEM_ID,WHOLE\ni1,1\ni2,${number}\n` });

    // Act
    await init(cli.path, OPTIONS);

    // Assess
    expect(fields('items')).toEqual(['ITEM_ID string', `WHOLE ${type}`]);
  });

  it('infers a textual field from product descriptions if a domain is given', async () => {
    // Prepare
    const rows = Array.from({ length: 20 }, (_, index) => `i${index},a,1,${'word '.repeat(20)}${index}`);
    const header = 'ITEM_ID,CATEGORY_L1,PRICE,PRODUCT_DESCRIPTION';
    const views = interactionsCsv({ eventType: 'View' });
    cli.write({ 'interactions.csv': views, 'items.csv': `${header}\n${rows.join('\n')}\n` });

    // Act
    await init(cli.path, { ...OPTIONS, domain: 'ECOMMERCE' });

    // Assess
    expect(fields('items')).toContain('PRODUCT_DESCRIPTION string textual');
  });

  it.each([
    ['has a quote that is not escaped', '"'],
    ['has quotes that are escaped by a backslash', '\\"'],
  ])('does not count the values of a file twice if a row %s', async (_, quote) => {
    // Prepare
    const row = (index: number) => `i${index},"${'word, '.repeat(20)}${index}"\n`;
    const rows = (from: number) => Array.from({ length: 20 }, (__, index) => row(from + index)).join('');
    cli.write({
      'interactions.csv': INTERACTIONS,
      'items/a.csv': `ITEM_ID,PLOT\n${rows(0)}short\n`,
      'items/b.csv': `ITEM_ID,PLOT\n${rows(20)}b,"${quote}word${quote}"\n`,
    });

    // Act
    await init(cli.path, OPTIONS);

    // Assess
    expect(fields('items')).toEqual(['ITEM_ID string', 'PLOT string textual']);
  });

  it.each([
    ['the given folder', ''],
    ['a folder below it', 'train/shop/'],
  ])("writes the relative path of the package's JSON Schema into a file in %s", async (_, folder) => {
    // Prepare
    cli.write({ [`${folder}interactions.csv`]: INTERACTIONS });

    // Act
    await init(cli.path, OPTIONS);

    // Assess
    const schema = readFileSync(join(cli.path, folder, written(`${folder}config.json`).$schema), 'utf8');
    expect(JSON.parse(schema).title).toBe('Parameter file');
  });

  it('writes a recommender and the reserved fields of a domain', async () => {
    // Prepare
    const views = interactionsCsv({ eventType: 'View' });
    cli.write({ 'interactions.csv': views, 'items.csv': 'ITEM_ID,CATEGORY_L1,PRICE\ni1,a,1\ni2,b,2\n' });

    // Act
    const status = await init(cli.path, { ...OPTIONS, domain: 'ECOMMERCE' });

    // Assess
    expect(status).toBe(0);
    expect(fields('items')).toEqual(['ITEM_ID string', 'CATEGORY_L1 string categorical', 'PRICE float']);
    expect(written()).toMatchObject({
      datasetGroup: { serviceConfig: { name: 'shop', domain: 'ECOMMERCE' } },
      recommenders: [{ serviceConfig: { recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-recommended-for-you' } }],
    });
  });

  it('writes one solution for each given recipe, and only one if a recipe is given twice', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });
    const recipe = ['aws-similar-items', 'aws-user-personalization-v2', 'aws-similar-items'];

    // Act
    const status = await init(cli.path, { ...OPTIONS, recipe });

    // Assess
    expect(status).toBe(0);
    expect(cli.printed).toContain('Recipes aws-similar-items, aws-user-personalization-v2: As given by --recipe.\n');
    expect(written().solutions).toMatchObject([
      { serviceConfig: { name: 'shop-similar-items' }, campaigns: [{ serviceConfig: { name: 'shop-similar-items' } }] },
      { serviceConfig: { name: 'shop-user-personalization-v2' } },
    ]);
    expect(written().recommenders).toBeUndefined();
  });

  it('writes a baseline that has no campaign and trains first, and rules that a comparable solution must beat it', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });
    const recipe = ['aws-user-personalization-v2', 'aws-item-affinity'];

    // Act
    const status = await init(cli.path, { ...OPTIONS, recipe, baseline: true });

    // Assess
    const [metric, over] = ['normalized_discounted_cumulative_gain_at_25', 'shop-popularity-count'];
    const rules = [{ metric, minimumRise: '20%', over }];
    expect(status).toBe(0);
    expect(cli.printed).not.toMatch(/warning/i);
    expect(written().solutions).toEqual([
      {
        serviceConfig: expect.anything(),
        workflowConfig: { schedules: { full: 'cron(0 6 ? * SUN *)' }, promotion: { rules } },
        campaigns: [expect.anything()],
      },
      { serviceConfig: expect.anything(), workflowConfig: { schedules: { full: 'cron(0 6 ? * SUN *)' } } },
      {
        serviceConfig: { name: over, recipeArn: 'arn:aws:personalize:::recipe/aws-popularity-count' },
        workflowConfig: { schedules: { full: 'cron(30 2 ? * SUN *)' } },
      },
    ]);
  });

  it.each([
    [false, {}],
    [true, { fullSchedule: 'cron(0 5 ? * SUN *)' }],
    [true, { importSchedule: 'cron(0 4 * * ? *)' }],
  ])(
    'prints a hint that the baseline must train earlier (printed: %s) with the options %j',
    async (isSaid, schedules) => {
      // Prepare
      cli.write({ 'interactions.csv': INTERACTIONS });

      // Act
      await init(cli.path, { ...OPTIONS, ...schedules, recipe: ['aws-user-personalization-v2'], baseline: true });

      // Assess
      expect(cli.printed.includes('let it train hours before them')).toBe(isSaid);
    },
  );

  it.each([
    ['recommenders', { domain: 'ECOMMERCE' as const }, 'aws-ecomm-recommended-for-you'],
    ['segments', { recipe: ['aws-item-affinity'] }, 'aws-item-affinity'],
  ])('refuses a baseline for %s, whose versions cannot be compared with it', async (_, options, name) => {
    // Prepare
    cli.write({ 'interactions.csv': interactionsCsv({ eventType: 'View' }) });

    // Act and assess
    await expect(init(cli.path, { ...OPTIONS, ...options, baseline: true })).rejects.toThrow(
      `--baseline cannot be used: versions of ${name} cannot be compared with aws-popularity-count by`,
    );
    expect(existsSync(join(cli.path, 'config.json'))).toBe(false);
  });

  it.each([
    ['known', INTERACTIONS.replaceAll(',', ';')],
    ['unknown', `Kunde;Buch;Zeit\n${'k1;b1;1700000000\n'.repeat(9)}`],
  ])('reports a delimiter other than the comma if the header has %s column names', async (_, csv) => {
    // Prepare
    cli.write({ 'interactions.csv': csv });

    // Act and assess
    await expect(init(cli.path, OPTIONS)).rejects.toThrow('interactions.csv: The columns are separated by ";"');
    expect(existsSync(join(cli.path, 'config.json'))).toBe(false);
  });

  it('advises correcting the csv, not the header, if the delimiter is not a comma', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS.replaceAll(',', ';') });

    // Act and assess
    await expect(init(cli.path, OPTIONS)).rejects.toMatchObject({ hint: 'Correct the csv, and run init again.' });
  });

  it.each([
    ['USER_ID', 'userId'],
    ['TIMESTAMP', 'timestamp'],
    ['EVENT_TYPE', 'event-type'],
  ])('says which column must be renamed to %s', async (name, spelling) => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS.replace(name, spelling) });

    // Act and assess
    await expect(init(cli.path, OPTIONS)).rejects.toThrow(
      new CliFailure(
        `${join(cli.path, 'interactions.csv')}: Column ${name} of the schema is missing. Rename the column "${spelling}".`,
      ),
    );
    expect(existsSync(join(cli.path, 'config.json'))).toBe(false);
  });

  it('finds csv in train/<group>, and does not replace a file there unless --force is given', async () => {
    // Prepare
    cli.write({ 'train/shop/interactions.csv': INTERACTIONS, 'train/shop/config.json': '{}' });

    // Act
    const refused = init(cli.path, OPTIONS);
    await expect(refused).rejects.toThrow(WrongUsage);
    const status = await init(cli.path, { ...OPTIONS, force: true });

    // Assess
    expect(status).toBe(0);
    expect(written('train/shop/config.json').datasetGroup.serviceConfig.name).toBe('shop');
  });

  it('reports errors in the csv, and prints the command that checks the csv again', async () => {
    // Prepare
    cli.write({ 'interactions.csv': interactionsCsv({ rows: 50 }) });

    // Act
    const status = await init(cli.path, OPTIONS);

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain('50 rows, an import of interactions needs at least 1000. (minimum-interactions)');
    expect(cli.printed).toContain(`personalize-mlops validate ${cli.path}\n`);
    expect(cli.printed).toContain('The file has no checks yet.');
  });

  it('refuses an unknown recipe', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });

    // Act and assess
    await expect(init(cli.path, { ...OPTIONS, recipe: ['aws-none'] })).rejects.toThrow("Recipe 'aws-none' not found.");
  });

  it.each<[string, Partial<InitOptions>, string]>([
    ['for another domain', { recipe: ['aws-vod-top-picks'], domain: 'ECOMMERCE' }, 'aws-vod-top-picks'],
    ['whose data are missing', { recipe: ['aws-next-best-action'] }, 'actions'],
  ])('shows the problem of a recipe %s, and writes nothing', async (_, options, part) => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });

    // Act
    const status = await init(cli.path, { ...OPTIONS, ...options });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain(part);
    expect(cli.printed).toContain('Nothing was written: choose another --recipe or --domain');
    expect(existsSync(join(cli.path, 'config.json'))).toBe(false);
  });

  it.each([
    ['does not exist', (path: string) => join(path, 'nowhere')],
    ['is a file', (path: string) => join(path, 'interactions.csv')],
  ])('refuses a DIR that %s', async (_, folderOf) => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });

    // Act and assess
    await expect(init(folderOf(cli.path), OPTIONS)).rejects.toThrow(/ is not a folder\.$/);
  });

  it.each([
    [
      'has characters that are not allowed',
      'bad name!',
      /^\/datasetGroup\/serviceConfig\/name is "bad name!"; it must be letters/,
    ],
    ['is too long to be a part of other names', 'x'.repeat(60), /\/serviceConfig\/name .*63/],
  ])('prints one problem for a name that %s', async (_, name, message) => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS, 'users.csv': 'USER_ID,AGE\nu1,7\n' });

    // Act
    const status = await init(cli.path, { ...OPTIONS, name });

    // Assess
    const [problem, hint, ...more] = cli.printed.split('\n');
    expect(status).toBe(1);
    expect(problem).toMatch(message);
    expect([hint, ...more]).toEqual(['Nothing was written: change --name.', '']);
  });

  it('proposes checks that the csv meet, but writes the checks only if --checks is given', async () => {
    // Prepare
    const rows = Array.from(
      { length: 1200 },
      (_, row) => `u${row % 40},i${row % 9},${Math.floor(Date.now() / 1000) - row}`,
    );
    const interactions = `USER_ID,ITEM_ID,TIMESTAMP\n${rows.join('\n')}\n`;
    cli.write({ 'interactions.csv': interactions, 'users.csv': 'USER_ID,AGE\nu1,7\nu2,\nu3,8\n' });

    // Act
    const status = await init(cli.path, OPTIONS);
    const before = written().datasets;
    const again = await init(cli.path, { ...OPTIONS, force: true, checks: true });

    // Assess
    expect([status, again]).toEqual([0, 0]);
    expect(cli.printed).toContain(
      [
        'Proposed checks of later csv:',
        '  interactions: minimumRows 600, maximumRowDrop 30%, maximumAge 7 days',
        '  users: minimumRows 2, maximumRowDrop 30%, maximumNullRise 10%',
        'The file has no checks. To add these, run `init` again with --force --checks.',
      ].join('\n'),
    );
    expect(before.interactions.workflowConfig).toBeUndefined();
    expect(written().datasets).toMatchObject({
      interactions: {
        workflowConfig: { checks: { minimumRows: 600, maximumRowDrop: '30%', maximumAge: '7 days' } },
      },
      users: { workflowConfig: { checks: { minimumRows: 2, maximumRowDrop: '30%', maximumNullRise: '10%' } } },
    });
  });

  it('proposes no maximum age if the newest row is old already', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });

    // Act
    await init(cli.path, OPTIONS);

    // Assess
    expect(cli.printed).toMatch(/^ {2}interactions: minimumRows \d+, maximumRowDrop 30%$/m);
  });

  it('writes the given schedules in the given time zone, also for the baseline', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });
    const schedules = {
      importSchedule: 'rate(6 hours)',
      fullSchedule: 'cron(0 5 ? * SAT *)',
      timezone: 'Europe/Berlin',
    };

    // Act
    const status = await init(cli.path, { ...OPTIONS, ...schedules, baseline: true });

    // Assess
    const full = { expression: 'cron(0 5 ? * SAT *)', timezone: 'Europe/Berlin' };
    expect(status).toBe(0);
    expect(written().datasetGroup.workflowConfig).toEqual({
      schedules: { import: { expression: 'rate(6 hours)', timezone: 'Europe/Berlin' } },
    });
    expect(written().solutions).toMatchObject([
      { workflowConfig: { schedules: { full } } },
      { workflowConfig: { schedules: { full } } },
    ]);
  });

  it('refuses an invalid schedule, and writes nothing', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS });

    // Act
    const refused = init(cli.path, { ...OPTIONS, importSchedule: 'every night' });

    // Assess
    await expect(refused).rejects.toThrow(WrongUsage);
    await expect(refused).rejects.toThrow(
      /^--import-schedule: "every night" is not a schedule expression.*"rate\(7 days\)"\.$/,
    );
    expect(existsSync(join(cli.path, 'config.json'))).toBe(false);
  });

  it('refuses a folder without csv of a dataset, and names its other csv', async () => {
    // Act
    const empty = init(cli.path, OPTIONS);
    await expect(empty).rejects.toThrow(/^No csv of a dataset found in .*shop\.$/);
    cli.write({ 'Books.csv': INTERACTIONS });
    const stray = init(cli.path, OPTIONS);

    // Assess
    await expect(stray).rejects.toThrow(
      /^No csv of a dataset found in .*; the csv there belong to no dataset: Books\.csv\.$/,
    );
  });

  it('warns of csv that belongs to no dataset', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS, 'Books.csv': 'ITEM_ID\n' });

    // Act
    const status = await init(cli.path, OPTIONS);

    // Assess
    expect(status).toBe(0);
    expect(cli.printed).toContain('warning Books.csv: not read, ');
  });

  it('writes no parameter file if it would be invalid, and shows the problems', async () => {
    // Prepare
    cli.write({ 'interactions.csv': INTERACTIONS, 'users.csv': 'USER_ID,age of user\nu1,7\n' });

    // Act
    const status = await init(cli.path, OPTIONS);

    // Assess
    expect(status).toBe(1);
    expect(cli.printed.split('\n')).toEqual([
      `${join(cli.path, 'users.csv')}: Column "age of user" of the header: A field name has letters, digits and underscores, no digit first, at most 150 characters. (avro-field-name)`,
      'Nothing was written: change the header of the csv, or the options.',
      '',
    ]);
    expect(existsSync(join(cli.path, 'config.json'))).toBe(false);
  });
});
