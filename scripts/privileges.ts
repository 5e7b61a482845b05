/**
 * Reports permissions of a deployment's roles that nothing needs: `npm run privileges -- [--json]`. Runs scenarios in the local AWS and
 * lists the grants that no call used. Fails if one of them has no reason.
 */
import { Command } from 'commander';
import { withSynthesizedStack } from '../local/synthesized-stack';
import { assessPrivileges, isClean } from './privileges/assess';
import { renderAssessment } from './privileges/report';

async function main(): Promise<void> {
  const { json } = new Command('privileges')
    .option('--json', 'print one JSON document only', false)
    // 1 means that a grant has no use.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse()
    .opts<{ readonly json: boolean }>();
  const assessment = await withSynthesizedStack(assessPrivileges);
  console.log(json ? JSON.stringify(assessment, undefined, 2) : renderAssessment(assessment));
  if (!isClean(assessment)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
