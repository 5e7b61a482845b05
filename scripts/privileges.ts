/**
 * Reports permissions of a deployment's roles that nothing needs: `npm run privileges -- [--json]`. Runs scenarios in
 * the local AWS and lists the grants that no call used. Fails if such a grant has no reason, a reason is out of date,
 * or a call was denied. With `--deployer`, only prints the policy of whoever deploys.
 */
import { Command } from 'commander';
import { withSynthesizedStack } from '../local/synthesized-stack';
import { assessPrivileges, isClean } from './privileges/assess';
import { type Deployment, deployerPolicy, EXAMPLE } from './privileges/deployer-policy';
import { renderAssessment } from './privileges/report';

interface Options extends Deployment {
  readonly json: boolean;
  readonly deployer: boolean;
}

async function main(): Promise<void> {
  const { json, deployer, ...deployment } = new Command('privileges')
    .option('--json', 'print one JSON document only', false)
    .option('--deployer', 'print the IAM policy of whoever deploys with Terraform', false)
    .option('--account <id>', 'account in the policy of --deployer', EXAMPLE.account)
    .option('--region <region>', 'region in the policy of --deployer', EXAMPLE.region)
    .option('--name <name>', 'Terraform variable `name` in the policy of --deployer', EXAMPLE.name)
    .option('--boundary <arn>', 'permissions boundary that the policy of --deployer requires for each role')
    // Wrong usage exits with 2, because 1 means that the check has failed.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse()
    .opts<Options>();
  if (deployer) {
    console.log(JSON.stringify(deployerPolicy(deployment), undefined, 2));
    return;
  }
  const assessment = await withSynthesizedStack(assessPrivileges);
  console.log(json ? JSON.stringify(assessment, undefined, 2) : renderAssessment(assessment));
  if (!isClean(assessment)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
