import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationsDocument } from '../../../scripts/docs/operations';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import { builtCli } from '../../support/cli';
import { synthesizedStack } from '../../support/synthesized-stack';

const stackFile = synthesizedStack();
const { file: cliFile } = builtCli();

describe('docs/operations.md', () => {
  test('shows the current output of the commands; if not, run `npm run docs`', async () => {
    // Prepare
    const committed = readFileSync(join(PROJECT_ROOT, 'docs', 'operations.md'), 'utf8');

    // Act
    const text = await operationsDocument({ stackFile, cliFile });

    // Assess
    expect(text).toBe(committed);
  });
});
