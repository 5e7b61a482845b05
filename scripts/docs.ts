import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { generatedDocuments } from './docs/generated';
import { operationsDocument } from './docs/operations';

for (const [path, text] of generatedDocuments()) writeFileSync(join(PROJECT_ROOT, path), text);

void operationsDocument().then((text) => writeFileSync(join(PROJECT_ROOT, 'docs', 'operations.md'), text));
