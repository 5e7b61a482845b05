import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { currentNames } from './names';

/** Writes down the addresses and names that deployments have from now on. A line that changes or goes is a decision. */
writeFileSync(
  join(PROJECT_ROOT, 'test', 'stacks', 'names.json'),
  `${JSON.stringify(currentNames(), undefined, 2)}\n`,
);
