import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtCli } from '../support/cli';

const EXAMPLE = join(__dirname, '../../examples/movies/train/dataset-group-name-1/config.json');

const cli = builtCli();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validate-tests-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const MISSPELT = '{\n  "datasetGroup": { "serviceConfig": { "name": "movies" } },\n  "filter": []\n}\n';
/** A file whose recipe is unknown, but has a well-formed ARN. */
const UNKNOWN_RECIPE = JSON.stringify({
  datasetGroup: { serviceConfig: { name: 'movies' } },
  tags: [],
  solutions: [{ serviceConfig: { name: 'new', recipeArn: 'arn:aws:personalize:::recipe/aws-brand-new' } }],
});

describe('validate', () => {
  test('accepts the parameter file of an example', async () => {
    // Act
    const { status, stdout, stderr } = await cli.run(['validate', EXAMPLE]);

    // Assess
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${EXAMPLE} is valid\n`, stderr: '' });
  });

  test('shows a problem at its place, without colors if the output is not a terminal', async () => {
    // Prepare
    const path = await file('misspelt.json', MISSPELT);

    // Act
    const { status, stdout } = await cli.run(['validate', path]);

    // Assess
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      expect.stringMatching(new RegExp(`^${path}:3:3 error "filter" is not known .*\\(unknown-member\\)$`)),
      '  2 |   "datasetGroup": { "serviceConfig": { "name": "movies" } },',
      '> 3 |   "filter": []',
      '    |   ^',
      '  4 | }',
      '  at /filter',
    ]);
    expect(stdout).toContain('"filters"');
    expect(stdout).toContain(`${path} is invalid: 1 error\n`);
  });

  test('reports csv files that an import would ignore, at the line of their dataset in the parameter file', async () => {
    // Prepare
    const text = await readFile(EXAMPLE, 'utf8');
    const path = await file('beside.json', text);
    for (const part of ['interactions/2023/a.csv', 'interactions/2024/q1/b.csv', 'items/2024/c.csv', 'users.csv']) {
      await mkdir(dirname(join(folder, part)), { recursive: true });
      await writeFile(join(folder, part), '');
    }

    // Act
    const { status, stdout } = await cli.run(['validate', path]);
    await rm(join(folder, 'interactions'), { recursive: true });

    // Assess
    const line = text.slice(0, text.indexOf('"interactions"')).split('\n').length;
    expect(status).toBe(1);
    expect(stdout).toContain(`${path}:${line}:`);
    expect(stdout).toContain(
      'error 2 csv files are in sub-folders of interactions/, where Personalize does not read them: 2023/a.csv, 2024/q1/b.csv. (csv-in-sub-folder)',
    );
    expect(stdout).toContain(`${path} is invalid: 1 error\n`);
  });

  test('warns of a dataset without csv only if there are other csv beside the parameter file', async () => {
    // Prepare
    const text = await readFile(EXAMPLE, 'utf8');
    const paths = ['alone/config.json', 'misspelt/config.json'].map((path) => join(folder, path));
    for (const path of paths) {
      await mkdir(dirname(path));
      await writeFile(path, text);
    }
    await writeFile(join(folder, 'misspelt/interaction.csv'), '');

    // Act
    const [alone, misspelt] = await Promise.all(paths.map((path) => cli.run(['validate', path])));

    // Assess
    expect(alone?.stdout).toBe(`${paths[0]} is valid\n`);
    expect(misspelt?.status).toBe(0);
    expect(misspelt?.stdout).toContain(
      'warning Neither interactions.csv nor interactions/*.csv exists beside the file',
    );
    expect(misspelt?.stdout).toContain('(missing-csv)');
  });

  test('replaces control characters, which a terminal would obey', async () => {
    // Prepare
    const path = await file('escapes.json', '{\n  "a": "\u001b[31mred"\n}\n');

    // Act
    const { stdout } = await cli.run(['validate', path]);

    // Assess
    expect(stdout).toContain('> 2 |   "a": "\uFFFD[31mred"\n    |        ^\n');
    expect(stdout).not.toContain('\u001b');
  });

  test('prints one JSON document about all files with --json', async () => {
    // Prepare
    const path = await file('misspelt.json', MISSPELT);

    // Act
    const { status, stdout } = await cli.run(['validate', '--json', EXAMPLE, path]);

    // Assess
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      { file: EXAMPLE, valid: true, problems: [] },
      {
        file: path,
        valid: false,
        problems: [
          expect.objectContaining({
            severity: 'error',
            path: '/filter',
            line: 3,
            column: 3,
            rule: 'unknown-member',
          }),
        ],
      },
    ]);
  });

  test('treats warnings as errors with --strict', async () => {
    // Prepare
    const path = await file('unknown-recipe.json', UNKNOWN_RECIPE);

    // Act
    const [plain, strict] = await Promise.all([cli.run(['validate', path]), cli.run(['validate', '--strict', path])]);

    // Assess
    expect(JSON.stringify(plain)).toContain('warning');
    expect([plain.status, strict.status]).toEqual([0, 1]);
    expect([plain, strict].map(({ stdout }) => stdout.trim().split('\n').at(-1))).toEqual([
      `${path} is valid: 1 warning`,
      `${path} is invalid because of --strict: 1 warning`,
    ]);
  });

  describe('of a folder', () => {
    const MOVIES = join(__dirname, '../../examples/movies');
    const GROUP = 'train/dataset-group-name-1';

    /** Validates a copy of the example in which the given files are changed. A file whose text is undefined is removed. */
    async function changed(name: string, files: Readonly<Record<string, string | undefined>>, ...options: string[]) {
      const copy = join(folder, name);
      await cp(MOVIES, copy, { recursive: true });
      for (const [path, text] of Object.entries(files)) {
        if (text === undefined) await rm(join(copy, path));
        else {
          await mkdir(dirname(join(copy, path)), { recursive: true });
          await writeFile(join(copy, path), text);
        }
      }
      const { status, stdout } = await cli.run(['validate', copy, ...options]);
      return { status, stdout, verdict: stdout.trim().split('\n').at(-1)?.replace(`${copy}/${GROUP}/`, '') };
    }
    const csv = () => readFile(join(MOVIES, GROUP, 'interactions.csv'), 'utf8');
    const config = () => readFile(EXAMPLE, 'utf8');

    test('ends with one verdict on the file and its csv', async () => {
      // Act
      const sound = await changed('sound', {});
      const broken = await changed('broken', {
        [`${GROUP}/interactions.csv`]: (await csv()).replace(/^(.*\n[^,]*,[^,]*,)/, '$1x'),
      });

      // Assess
      expect([sound.status, sound.verdict]).toEqual([0, 'config.json and its csv are valid']);
      expect([broken.status, broken.verdict]).toEqual([1, 'config.json and its csv are invalid: 1 error']);
      expect(broken.stdout).not.toContain('is valid');
    });

    test('fails for fewer rows than minimumRows, unless onViolation is "notify"', async () => {
      // Prepare
      const limited = async (checks: object) => {
        const file = JSON.parse(await config());
        file.datasets.interactions.workflowConfig = { checks };
        return { [`${GROUP}/config.json`]: JSON.stringify(file, undefined, 2) };
      };

      // Act
      const refused = await changed('few', await limited({ minimumRows: 2401 }));
      const noted = await changed('noted', await limited({ minimumRows: 2401, onViolation: 'notify' }));
      const enough = await changed('enough', await limited({ minimumRows: 2400 }));

      // Assess
      expect(refused.stdout).toContain('error 2400 rows, but at least 2401 are required. (minimumRows)\n');
      expect([refused, noted, enough].map(({ status, verdict }) => [status, verdict])).toEqual([
        [1, 'config.json and its csv are invalid: 1 error'],
        [0, 'config.json and its csv are valid: 1 warning'],
        [0, 'config.json and its csv are valid'],
      ]);
    });

    test('fails if interactions exceed maximumUnknownItems, but only warns if they exceed maximumAge', async () => {
      // Prepare
      const file = JSON.parse(await config());
      const [name, type] = ['ITEM_ID', 'string'];
      const fields = [
        { name, type },
        { name: 'GENRE', type, categorical: true },
      ];
      file.datasets.interactions.workflowConfig = { checks: { maximumAge: '1 day', maximumUnknownItems: '5%' } };
      file.datasets.items = {
        dataset: { serviceConfig: { name: 'items-data' } },
        schema: { serviceConfig: { name: 'items-schema', schema: { type: 'record', name: 'items', fields } } },
      };

      // Act
      const { status, stdout, verdict } = await changed('limits', {
        [`${GROUP}/config.json`]: JSON.stringify(file, undefined, 2),
        [`${GROUP}/items.csv`]: 'ITEM_ID,GENRE\nmovie-97,drama\n',
      });

      // Assess
      expect(stdout).toMatch(/warning The newest row is .* old; the maximum is 1 day\. \(maximumAge\)\n/);
      expect(stdout).toMatch(
        /error .*% of the interactions are with items .*; the maximum is 5%\. \(maximumUnknownItems\)\n/,
      );
      expect([status, verdict?.replace(/, .*/, '')]).toEqual([1, 'config.json and its csv are invalid: 1 error']);
    });

    test('fails if batch jobs have no input', async () => {
      // Prepare
      const key = 'batch/dataset-group-name-1/user-personalization-solution/job_config.json';

      // Act
      const { status, stdout, verdict } = await changed('no-batch', { [key]: undefined });

      // Assess
      expect(stdout).toContain(
        `error The batch jobs of solution 'user-personalization-solution' have no input: ${key} does not exist. (missing-batch-input)`,
      );
      expect([status, verdict]).toEqual([1, 'config.json and its csv are invalid: 1 error']);
    });

    test('names csv that no dataset reads', async () => {
      // Act
      const { status, stdout, verdict } = await changed('stray', {
        [`${GROUP}/Books.csv`]: 'ITEM_ID\n',
        [`${GROUP}/ratings.CSV`]: 'ITEM_ID\n',
        [`${GROUP}/Users/1.csv`]: 'USER_ID\n',
        [`${GROUP}/interactions.CSV`]: 'USER_ID\n',
      });

      // Assess
      expect(stdout).toContain(
        'warning Books.csv, interactions.CSV, ratings.CSV, Users/1.csv: not read, because the datasets of the file are in interactions.csv, users.csv. (stray-csv)',
      );
      expect([status, verdict]).toEqual([0, 'config.json and its csv are valid: 1 warning']);
    });

    test.each([
      ['', 'INCREMENTAL', []],
      [', even if importMode is a placeholder', '${mode}', ['--value', 'mode=INCREMENTAL']],
    ])('warns of csv that every incremental import would add again%s', async (_, importMode, options) => {
      // Prepare
      const file = JSON.parse(await config());
      file.datasets.serviceConfig = { importMode };
      const files = {
        [`${GROUP}/config.json`]: JSON.stringify(file, undefined, 2),
        [`${GROUP}/interactions/day1.csv`]: await csv(),
        [`${GROUP}/interactions/day2.csv`]: await csv(),
      };

      // Act
      const { status, stdout, verdict } = await changed(`incremental${options.length}`, files, ...options);

      // Assess
      expect(stdout).toContain(
        'warning 2 csv in interactions/: an import with importMode INCREMENTAL adds the rows of all of them, even of csv that were imported before. (incremental-csv)',
      );
      expect(stdout).not.toContain('csv in users');
      expect([status, verdict]).toEqual([0, 'config.json and its csv are valid: 1 warning']);
    });
  });

  test.each(['CONFIG.JSON', 'config.jsn', 'config.json.txt'])(
    'refuses a folder with %s, whose upload would start no run',
    async (name) => {
      // Prepare
      const near = join(folder, `near-${name}`);
      for (const [group, file] of [
        ['one', 'config.json'],
        ['two', name],
      ] as const) {
        await mkdir(join(near, 'train', group), { recursive: true });
        await writeFile(join(near, 'train', group, file), '{"datasetGroup": {"serviceConfig": {"name": "movies"}}}');
      }

      // Act
      const { status, stderr } = await cli.run(['validate', near]);

      // Assess
      expect(status).toBe(2);
      expect(stderr).toContain(
        `would be ignored because of their names: ${join(near, 'train/two', name)}.\nRename them to end in .json,`,
      );
    },
  );

  test.each([
    ['no file is given', ['validate'], "missing required argument 'PATH'"],
    ['an option is unknown', ['validate', '--stern', EXAMPLE], "unknown option '--stern'"],
    ['the command does not exist', ['check'], "unknown command 'check'"],
  ])('exits with 2 if %s', async (_case, args, message) => {
    // Act
    const { status, stderr } = await cli.run(args);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('refuses a folder with two parameter files of one dataset group', async () => {
    // Prepare
    const twice = join(folder, 'twice');
    for (const name of ['one', 'two']) {
      await mkdir(join(twice, 'train', name), { recursive: true });
      await writeFile(
        join(twice, 'train', name, 'config.json'),
        '{ "datasetGroup": { "serviceConfig": { "name": "movies" } } }',
      );
    }

    // Act
    const { status, stdout, stderr } = await cli.run(['validate', twice]);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain("Error: Several parameter files describe dataset group 'movies': ");
  });

  test('names a missing file', async () => {
    // Act
    const { status, stderr } = await cli.run(['validate', join(folder, 'none.json')]);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toBe(`Error: File '${join(folder, 'none.json')}' not found.\n`);
  });
});

describe('--help', () => {
  test.each([
    ['no command', []],
    ['apply', ['apply']],
    ['plan', ['plan']],
    ['status', ['status']],
    ['schedules describe', ['schedules', 'describe']],
    ['import-dataset-group', ['import-dataset-group']],
    ['destroy', ['destroy']],
  ])('for %s names the command, and shows examples if a subcommand is given', async (_, command) => {
    // Act
    const { status, stdout } = await cli.run([...command, '--help']);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain(`personalize-mlops ${command.join(' ')}`.trim());
    if (command.length > 0) expect(stdout).toContain(`Examples:\n  $ personalize-mlops ${command.join(' ')}`);
  });

  test('of every command fits into 80 columns, except for example commands, which stay on one line so that they can be copied', async () => {
    // Act
    const pages = await helpBelow([]);

    // Assess
    expect([...pages.keys()]).toEqual(expect.arrayContaining(['', 'validate', 'schedules list', 'destroy']));
    const wide = [...pages].flatMap(([command, text]) =>
      text
        .split('\n')
        .filter((line) => line.length > 80 && !line.startsWith('  $ '))
        .map((line) => `${command}: ${line}`),
    );
    expect(wide).toEqual([]);
  });

  test('loads fewer than 200,000 characters of code, because it needs neither the AWS SDK nor the API model', async () => {
    // Act
    const sizes = await sizesOfStaticImports(cli.file);

    // Assess
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(200_000);
  });
});

/** Maps a command and all its subcommands to their help. Without a terminal, help has 80 columns. */
async function helpBelow(command: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await cli.run([...command, '--help']);
  const pages = new Map([[command.join(' '), stdout]]);
  const [, list = ''] = stdout.split('\nCommands:\n');
  for (const [, name = ''] of list.matchAll(/^ {2}([a-z][\w-]*)/gm)) {
    if (name === 'help') continue;
    for (const [key, text] of await helpBelow([...command, name])) pages.set(key, text);
  }
  return pages;
}

/** Size of each file, in characters, that Node reads before the first `import()`. */
async function sizesOfStaticImports(entry: string): Promise<readonly number[]> {
  const seen = new Map<string, number>();
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    const text = await readFile(path, 'utf8');
    seen.set(path, text.length);
    for (const [, imported = ''] of text.matchAll(/(?:from|import)"(\.\/[^"]+)"/g))
      await visit(join(dirname(path), imported));
  };
  await visit(entry);
  return [...seen.values()];
}
