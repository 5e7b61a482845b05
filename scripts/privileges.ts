/**
 * Says what the roles of a deployment may do that nothing needs: `npm run privileges -- [--json]`. Deployments live in the
 * local AWS through whatever can come; the policies' grants that no call used are listed. Fails if one has no reason.
 */
import { Command } from 'commander';
import { withSynthesizedStack } from '../local/commands/run';
import { assessPrivileges, isSound } from './privileges/assess';
import { renderAssessment } from './privileges/report';

async function main(): Promise<void> {
  const { json } = new Command('privileges')
    .option('--json', 'print one JSON document only', false)
    // 1 says that a grant has no use.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse()
    .opts<{ readonly json: boolean }>();
  const assessment = await withSynthesizedStack(assessPrivileges);
  console.log(json ? JSON.stringify(assessment, undefined, 2) : renderAssessment(assessment));
  if (!isSound(assessment)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
