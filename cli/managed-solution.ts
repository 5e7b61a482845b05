import { parsePersonalizeArn } from '../lib/personalize/arn';
import { MemoizedPersonalize } from '../lib/reconciler/account/memoized-personalize';
import type { PromotionStep } from '../lib/reconciler/promotion/decision';
import { referenceOf, uriOf } from '../lib/record-table/file-reference';
import { VersionDecisions } from '../lib/record-table/version-decisions';
import { printable } from '../lib/text/format';
import type { DeployedAws } from './aws';
import { describeByName } from './describe-by-name';
import { CliFailure } from './failure';
import { readState } from './read-file';

export type ManagedSolution = Awaited<ReturnType<typeof managedSolution>>;

/**
 * Finds a solution by its name, in the parameter file in force of its dataset group.
 * @returns a reference to the parameter file in force (`file`), the inputs of decisions on the solution's versions
 * (`step`), and the records of decisions
 * @throws CliFailure if the solution does not exist, or if the deployment does not manage it
 */
export async function managedSolution(aws: DeployedAws, name: string) {
  const solution = await describeByName(aws, 'solution', name);
  if (solution === undefined)
    throw new CliFailure(
      `Solution '${name}' not found.`,
      '`personalize-mlops status` lists the solutions. `rollback` takes the name of a solution; the version to go back to is given with --to.',
    );
  const datasetGroup = parsePersonalizeArn(String(solution.datasetGroupArn))?.path[0] ?? '';
  const inForce = await aws.filesInForce.find(datasetGroup);
  const state = inForce && (await readState(aws, inForce));
  const resource = state?.solutions.find((each) => each.name === name)?.version;
  if (inForce === undefined || state === undefined || resource === undefined)
    throw new CliFailure(
      `No valid parameter file of dataset group '${datasetGroup}' has the solution '${name}'; in force: ${inForce ? printable(uriOf(inForce)) : 'none'}.`,
      'Apply a file that has the solution: `personalize-mlops apply`.',
    );
  const decisions = new VersionDecisions(aws.records);
  const personalize = new MemoizedPersonalize(aws.personalize);
  const step: PromotionStep = { state, resource, scope: aws.scope, now: new Date(aws.now()), decisions, personalize };
  return { file: referenceOf(inForce), step, decisions };
}
