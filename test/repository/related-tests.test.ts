import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** Folders of the product, whose files have unit tests. */
const PRODUCT = ['cli', 'functions', 'lib', 'stacks'];

/**
 * Patterns of sources that no unit test reaches by imports, each with the test that covers these sources. Remove a source when you write
 * its unit test.
 */
const TESTED_OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/^stacks\//, 'test/stacks/personalize-stack.test.ts'],
  [/^functions\/shared\/sdk\//, 'test/stacks/synth/bundle.test.ts'],
  // The tests in test/command/ run the command as its users do, against the local AWS.
  [/^cli\/(?:action|aws|group-status|main|options|register-files|runs)\.ts$/, 'test/command/commands.test.ts'],
  [/^cli\/commands\/(?:plan|schedules|status)\.ts$/, 'test/command/commands.test.ts'],
  [
    /^cli\/(?:register-decisions|version-facts|version-standing|commands\/versions)\.ts$/,
    'test/command/versions.test.ts',
  ],
  [
    /^cli\/(?:register-runs|run-search|run-work|start-run|commands\/logs|commands\/runs)\.ts$/,
    'test/command/runs.test.ts',
  ],
  [/^cli\/commands\/completion\.ts$/, 'test/command/completion.test.ts'],
  [/^cli\/(?:commands\/data-deletions.*|data-deletions\/.+)\.ts$/, 'test/command/data-deletions.test.ts'],
  [/^cli\/(?:budget-use|commands\/budget)\.ts$/, 'test/command/budget.test.ts'],
  [/^cli\/commands\/data\.ts$/, 'test/command/data.test.ts'],
  [/^cli\/(?:commands\/doctor|doctor\/.+)\.ts$/, 'test/command/doctor.test.ts'],
  [/^cli\/commands\/usage\.ts$/, 'test/command/usage.test.ts'],
  [/^cli\/(?:file-in-force|commands\/retry)\.ts$/, 'test/command/retry.test.ts'],
  [
    /^cli\/(?:follow\/run-source|prepare-upload|uploads-in-progress|upload\/send-all|commands\/apply)\.ts$/,
    'test/command/apply.test.ts',
  ],
  [/^cli\/(?:upload\/(?:unchanged-files|send)|follow\/schedules)\.ts$/, 'test/command/apply-again.test.ts'],
  [/^cli\/prune\//, 'test/command/prune.test.ts'],
  [/^cli\/(?:commands\/destroy|files-of-runs)\.ts$/, 'test/command/destroy.test.ts'],
  [/^cli\/destroy\/(?:remove|survey)\.ts$/, 'test/command/destroy.test.ts'],
  [
    /^cli\/(?:commands\/import-dataset-group|import-group\/parameter-file-of)\.ts$/,
    'test/command/import-dataset-group.test.ts',
  ],
  [/^cli\/(?:write-condition|import-group\/losses)\.ts$/, 'test/command/import-losses.test.ts'],
  [/^cli\/plan\/data-lines\.ts$/, 'test/command/csv-in-bucket.test.ts'],
  [/^lib\/text\/closed-output\.ts$/, 'test/command/commands.test.ts'],
];

interface Project {
  readonly displayName: string;
  readonly roots: readonly string[];
  readonly testMatch: readonly string[];
}

const { projects } = jest.requireActual('../../jest.config.js') as { readonly projects: readonly Project[] };

/** The folders below `test/` that belong to each project, by the name of the project. */
const foldersOf = new Map(
  projects.map(({ displayName, testMatch }) => [
    displayName,
    testMatch.map((pattern) => pattern.replace('<rootDir>/', '').replace('/**/*.test.ts', '')),
  ]),
);

const files = [...PRODUCT, 'emulator', 'local', 'scripts', 'simulation', 'test'].flatMap((folder) =>
  readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.d)\.ts$/.test(path))
    .map((path) => join(folder, path)),
);
const texts = new Map(files.map((file) => [file, readFileSync(join(PROJECT_ROOT, file), 'utf8')]));
const imports = new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]));

function testsOf(project: string): readonly string[] {
  const folders = foldersOf.get(project) ?? [];
  return files.filter((file) => file.endsWith('.test.ts') && folders.some((folder) => file.startsWith(`${folder}/`)));
}

/** Files that a file imports, so that Jest relates them to it. Imports of types do not count, as they do not exist at run time. */
function importsOf(file: string, text: string): readonly string[] {
  const used = /^(?:import|export) (?!type\b)[^;]*?from '(\.[^']*)'|(?:import|requireActual)\('(\.[^']*)'\)/gm;
  return [...text.matchAll(used)].flatMap(([, from, loaded]) => {
    const path = join(PROJECT_ROOT, dirname(file), (from ?? loaded ?? '').replace(/\.js$/, ''));
    const found = [`${path}.ts`, join(path, 'index.ts')].find((candidate) => existsSync(candidate));
    return found === undefined ? [] : [relative(PROJECT_ROOT, found)];
  });
}

function reachedBy(tests: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const left = [...tests];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    left.push(...(imports.get(next) ?? []));
  }
  return found;
}

/** True if the file has code that runs, besides types and re-exports. */
function hasCode(file: string): boolean {
  return /^(?:export )?(?:async )?(?:const|function|class|abstract class) /m.test(texts.get(file) ?? '');
}

describe('the projects of Jest', () => {
  it('include each test file exactly once', () => {
    // Act
    const all = projects.flatMap(({ displayName }) => testsOf(displayName));

    // Assess
    expect([...all].sort()).toEqual(files.filter((file) => file.endsWith('.test.ts')).sort());
  });

  it('have the folders of the product as roots, so that Jest finds the tests of a source file', () => {
    // Act
    const unknown = projects.flatMap(({ roots }) => PRODUCT.filter((folder) => !roots.includes(`<rootDir>/${folder}`)));

    // Assess
    expect(unknown).toEqual([]);
  });

  it('have unit tests that synthesize no stack and start no process', () => {
    // Act
    const reached = [...reachedBy(testsOf('unit'))];

    // Assess
    expect(reached.filter((file) => file === 'stacks/synth/synthesize.ts')).toEqual([]);
    expect(
      reached.filter((file) => /from 'node:(?:child_process|worker_threads)'/.test(texts.get(file) ?? '')),
    ).toEqual([]);
  });

  it('have no test file that imports a helper from another folder, except test/support/', () => {
    // Act
    const strays = files
      .filter((file) => file.startsWith('test/'))
      .flatMap((file) =>
        (imports.get(file) ?? [])
          .filter((helper) => helper.startsWith('test/') && !helper.startsWith('test/support/'))
          .filter((helper) => helper.split('/')[1] !== file.split('/')[1])
          .map((helper) => `${file} imports ${helper}`),
      );

    // Assess
    expect(strays).toEqual([]);
  });
});

describe('the sources of the product', () => {
  const reached = reachedBy(testsOf('unit'));
  const unreached = files
    .filter((file) => PRODUCT.includes(file.split('/')[0] ?? '') && hasCode(file))
    .filter((file) => !reached.has(file));

  it('are each imported by a unit test, directly or indirectly, or listed in TESTED_OTHERWISE', () => {
    // Act
    const untested = unreached.filter((file) => !TESTED_OTHERWISE.some(([pattern]) => pattern.test(file)));

    // Assess
    expect(reached.size).toBeGreaterThan(200);
    expect(untested).toEqual([]);
  });

  it('are listed in TESTED_OTHERWISE only if no unit test imports them, and only with a test that exists', () => {
    // Act
    const needless = TESTED_OTHERWISE.filter(
      ([pattern, test]) => !unreached.some((file) => pattern.test(file)) || !files.includes(test),
    );

    // Assess
    expect(needless).toEqual([]);
  });
});
