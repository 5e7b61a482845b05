import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../stacks/synth/synthesize';

/** The stack of this project, synthesized once for a test file into a folder that goes when its tests are done. */
export class SynthesizedStack {
  private folder = '';
  private stackFile = '';

  /** Path of its `cdk.tf.json`; the functions' bundles lie beside it. */
  get file(): string {
    return this.stackFile;
  }

  async create(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'workflow-tests-'));
    this.stackFile = synthesize(this.folder);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
