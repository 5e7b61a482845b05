import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { deadCode } from './dead-code/find';

const OTHERS = /^(?:node_modules|dist|cdktf\.out|\..*)$/;

/** Part of `npm run lint`: fails if a source file or an export has no use. */
const paths = readdirSync(PROJECT_ROOT, { withFileTypes: true })
  .filter(({ name }) => !OTHERS.test(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(PROJECT_ROOT, entry.name), { recursive: true, encoding: 'utf8' }).map((path) =>
          join(entry.name, path),
        )
      : [entry.name],
  )
  .filter((path) => /\.(?:ts|mjs)$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => path.split(sep).join('/'));
const found = deadCode(new Map(paths.map((path) => [path, readFileSync(join(PROJECT_ROOT, path), 'utf8')])));
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
