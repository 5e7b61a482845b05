import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { type Measure, median, milliseconds } from './measure';

const TAKINGS = 5;

const OURS = 'main.ts';
/** Smallest CDKTF app for AWS. */
const EMPTY = 'scripts/bench/empty-app.ts';
const BESIDES = 'an empty CDKTF app with the AWS provider';
/** Limit set by the project for the app alone, as a multiple of the time of the empty app. */
const LIMIT = 1.8;

/** Whole processes, as developers start them. The first synth is not measured, because it bundles changed sources. */
export const synthesis: Measure = {
  name: 'Synthesis',
  take: async () => {
    await app(OURS);
    const command = await both(cdktfSynth);
    const alone = await both(app);
    return [
      { name: 'cdktf synth, bundles cached', ...command },
      { name: `the app alone (npm run synth), bundles cached; at most ${LIMIT} times`, ...alone },
    ];
  },
};

type Take = (program: string) => Promise<number>;

/** Alternates between this app and the empty app, so that the load of the machine affects both equally. */
async function both(take: Take) {
  const ours: number[] = [];
  const empty: number[] = [];
  for (let taking = 0; taking < TAKINGS; taking += 1) {
    ours.push(await take(OURS));
    empty.push(await take(EMPTY));
  }
  return { value: median(ours), unit: 'ms' as const, besides: { name: BESIDES, value: median(empty) } };
}

function cdktfSynth(program: string): Promise<number> {
  const cli = require.resolve('cdktf-cli/bundle/bin/cdktf');
  const run = `${process.execPath} --import tsx ${program}`;
  return inNewFolder((outdir) => [cli, 'synth', '--app', run, '--output', outdir]);
}

function app(program: string): Promise<number> {
  return inNewFolder(() => ['--import', 'tsx', program]);
}

async function inNewFolder(command: (outdir: string) => readonly string[]): Promise<number> {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const env = { ...process.env, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: '1' };
  try {
    return await milliseconds(() =>
      execFileSync(process.execPath, command(outdir), { cwd: PROJECT_ROOT, env, stdio: 'pipe' }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
