import { join } from 'node:path';
import { synthesize } from '../../../stacks/synth/synthesize';
import { UnwritableFolder } from '../../../stacks/synth/writable';
import { temporaryFile } from '../../support/synthesis';

describe('Synthesis', () => {
  test('refuses an output folder that cannot be created, with its path', () => {
    // Prepare: even root cannot create a folder below a file
    const outdir = join(temporaryFile('file', ''), 'out');

    // Act
    const refused = () => synthesize(outdir);

    // Assess
    expect(refused).toThrow(UnwritableFolder);
    expect(refused).toThrow(`Folder '${outdir}' is not writable.`);
  });
});
