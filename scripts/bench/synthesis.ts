import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/project-root';
import { type Measure, median, milliseconds } from './measure';

const TAKINGS = 5;

const OURS = "require('./stacks/synthesize').synthesize(process.argv[1])";
const EMPTY =
  "const { App, TerraformStack } = require('cdktf'); const app = new App({ outdir: process.argv[1] }); new TerraformStack(app, 'empty'); app.synth();";

/** Whole processes, as people start them. The first synth bundles what has changed; the figure is for those after it. */
export const synthesis: Measure = {
  name: 'Synthesis',
  take: async () => {
    await synth(OURS);
    return [
      {
        name: 'synth, bundles cached',
        value: await takings(OURS),
        unit: 'ms',
        besides: { name: 'empty CDKTF app', value: await takings(EMPTY) },
      },
    ];
  },
};

async function takings(program: string): Promise<number> {
  const times: number[] = [];
  for (let taking = 0; taking < TAKINGS; taking += 1) times.push(await synth(program));
  return median(times);
}

async function synth(program: string): Promise<number> {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    return await milliseconds(() =>
      execFileSync(process.execPath, ['--import', 'tsx', '-e', program, outdir], { cwd: PROJECT_ROOT }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
