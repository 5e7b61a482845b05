import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { currentNames } from './names';

/** Writes the current addresses and names of a deployment. A changed or removed line replaces a resource, so it needs a decision. */
writeFileSync(
  join(PROJECT_ROOT, 'test', 'stacks', 'names.json'),
  `${JSON.stringify(currentNames(), undefined, 2)}\n`,
);
