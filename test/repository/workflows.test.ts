import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

const FOLDER = join(PROJECT_ROOT, '.github', 'workflows');

type Permissions = Readonly<Record<string, string>>;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Permissions;
  readonly environment?: string;
  readonly needs?: string;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Workflows that users copy. */
const EXAMPLES = join(PROJECT_ROOT, 'examples', 'github', 'workflows');

const TEXTS = new Map(readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]));
const WORKFLOWS = new Map([...TEXTS].map(([file, text]) => [file, parse(text) as Workflow]));
const EXAMPLE_TEXTS = readdirSync(EXAMPLES).map((file) => [file, readFileSync(join(EXAMPLES, file), 'utf8')] as const);
const EXAMPLE_JOBS = EXAMPLE_TEXTS.flatMap(([file, text]) =>
  Object.entries((parse(text) as Workflow).jobs).map(([name, job]) => ({ ...job, name: `${file} ${name}` })),
);
const JOBS = [...WORKFLOWS].flatMap(([file, { permissions, jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ permissions, ...job, name: `${file} ${name}` })),
);

/** True if a step runs code of the repository or of packages. Actions are third-party code, pinned by a hash. */
function runsOurCode({ run = '' }: Step): boolean {
  return /\b(?:npm|npx|node|bash|python3?)\b/.test(run);
}

describe('The workflows', () => {
  it('pin each action by a commit hash, which is the same in all workflows, with its version in a comment', () => {
    // Act
    const uses = [...TEXTS, ...EXAMPLE_TEXTS].flatMap(([file, text]) =>
      [...text.matchAll(/uses: (\S+)(.*)/g)].map(([, action = '', comment = '']) => ({ file, action, comment })),
    );
    const unpinned = uses.filter(
      ({ action, comment }) => !/@[0-9a-f]{40}$/.test(action) || !/^ # v\d+\.\d+\.\d+$/.test(comment),
    );
    const hashes = new Map(
      uses.map(({ action }) => action.split('@')).map(([name = '', hash]) => [name.split('/', 2).join('/'), hash]),
    );
    const differing = uses.filter(
      ({ action }) => hashes.get(action.split('@')[0]?.split('/', 2).join('/') ?? '') !== action.split('@')[1],
    );

    // Assess
    expect(uses.length).toBeGreaterThan(20);
    expect(unpinned).toEqual([]);
    expect(differing).toEqual([]);
  });

  it('keep no credentials after a checkout', () => {
    // Act
    const keeping = [...JOBS, ...EXAMPLE_JOBS].filter(({ steps }) =>
      steps.some((step) => step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false),
    );

    // Assess
    expect(keeping.map(({ name }) => name)).toEqual([]);
  });

  it('run code of the repository and its packages only in jobs with read-only permissions', () => {
    // Act
    const writing = JOBS.filter(
      ({ permissions, steps }) => steps.some(runsOurCode) && Object.values(permissions).includes('write'),
    );

    // Assess
    expect(JOBS.length).toBeGreaterThan(10);
    expect(JOBS.filter(({ permissions }) => permissions === undefined)).toEqual([]);
    expect(writing.map(({ name }) => name)).toEqual([]);
  });

  it('name scripts and tests that exist', () => {
    // Act
    const paths = [...TEXTS.values()].flatMap((text) => text.match(/(?<![\w/])(?:scripts|test)\/[\w./-]+/g) ?? []);
    // Jest accepts the beginning of a path.
    const missing = paths.filter((path) => {
      const folder = join(PROJECT_ROOT, dirname(path));
      return !existsSync(folder) || !readdirSync(folder).some((name) => name.startsWith(basename(path)));
    });

    // Assess
    expect(paths.length).toBeGreaterThan(8);
    expect(missing).toEqual([]);
  });

  it('publish a release from the environment `release`, after the checksums of the build are verified and attested', () => {
    // Act
    const { build, publish } = WORKFLOWS.get('release.yml')?.jobs ?? {};
    const runs = publish?.steps.map(({ run = '', uses = '' }) => run || uses.replace(/@.*/, ''));

    // Assess
    expect(build?.permissions).toEqual({ contents: 'read' });
    expect(publish?.needs).toBe('build');
    expect(publish?.environment).toBe('release');
    expect(runs?.map((run) => run.split(' ').slice(0, 3).join(' '))).toEqual([
      'actions/download-artifact',
      'sha256sum --check --strict',
      'actions/attest-build-provenance',
      'cp "$BUNDLE" dist/attestation.sigstore.json',
      'gh release create',
    ]);
  });
});
