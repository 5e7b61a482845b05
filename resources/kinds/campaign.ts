import { campaignArn, LATEST_VERSION, solutionOfVersion } from '../../personalize/arn';
import { differences } from '../differences';
import type { Description, Request } from '../personalize-api';
import { describeResource, type Step, solutionArnOf } from '../step';
import { findByArn } from './find-by-arn';
import type { NamedKind } from './kind';
import { newestActiveVersion } from './solution-versions';
import { wishedMembers } from './wished-members';

export const campaign: NamedKind = {
  type: 'campaign',
  find: (step) => findByArn(step, 'campaign', campaignArn(step.scope, step.resource.name)),
  createRequest: async (step) => ({
    ...step.resource.request,
    solutionVersionArn: await versionToServe(step),
  }),
  differences: async (step, { description }) => {
    const foreign = foreignSolution(step, description);
    if (foreign !== undefined)
      return [{ member: 'solutionArn', actual: foreign, desired: solutionArnOf(step) }];
    // A campaign that follows its solution by itself is moved by Personalize.
    const version = followsByItself(step) ? {} : { solutionVersionArn: await versionToServe(step) };
    return differences({ ...wishedMembers(step), ...version }, description);
  },
  updatable: ['solutionVersionArn', 'minProvisionedTPS', 'campaignConfig'],
  updateRequest: (_step, { arn }, changes) => ({
    campaignArn: arn,
    ...Object.fromEntries(changes.map(({ member, desired }) => [member, desired])),
  }),
  resolution:
    "A campaign's name is shared by the whole account and region: give this campaign another name, or delete the other one first.",
};

/** The newest version; or, for a campaign that follows by itself, the word that Personalize has for it. */
async function versionToServe(step: Step): Promise<string> {
  return followsByItself(step)
    ? `${solutionArnOf(step)}/${LATEST_VERSION}`
    : newestActiveVersion(step, describeResource(step));
}

function followsByItself(step: Step): boolean {
  return (
    (step.resource.request.campaignConfig as Request | undefined)?.syncWithLatestSolutionVersion === true
  );
}

/** ARN of the solution that the campaign serves, if it is not the one of the parameter file. */
function foreignSolution(step: Step, description: Description): string | undefined {
  const served = solutionOfVersion(String(description.solutionVersionArn));
  return served === solutionArnOf(step) ? undefined : served;
}
