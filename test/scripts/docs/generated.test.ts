import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocuments } from '../../../scripts/docs/generated';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';

describe('Generated documents', () => {
  test.each([...generatedDocuments()])('%s is up to date; if not, run `npm run docs`', (path, text) => {
    expect(readFileSync(join(PROJECT_ROOT, path), 'utf8')).toBe(text);
  });
});
