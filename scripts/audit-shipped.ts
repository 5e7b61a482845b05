import { spawnSync } from 'node:child_process';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { shippedAdvisories } from './audit-shipped/advisories';
import { filesOfCli } from './build-cli';
import { packageFolders } from './build-cli/third-party-licenses';
import { filesOfFunctions } from './package/release-files';

/**
 * Fails if a package from which the command or a function is built has a known vulnerability. All packages are development dependencies,
 * because published code is bundled. So `npm audit --omit=dev` would check none of them, and `npm audit` also checks tools that no user
 * receives.
 */
function main(): void {
  const shipped = packageFolders([...filesOfCli(), ...filesOfFunctions()]);
  const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: PROJECT_ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const advisories = shippedAdvisories(JSON.parse(stdout), shipped);
  for (const line of advisories) console.error(line);
  console.log(`${shipped.size} bundled packages, ${advisories.length} advisories`);
  if (advisories.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
