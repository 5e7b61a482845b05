import type { DesiredResource } from '../../parameter-file/desired-state';
import { campaignArn } from '../../personalize/arn';
import { solutionOf } from '../step';
import type { Description, Request } from './personalize-api';
import type { SolutionStep } from './solution-versions';

/** Campaigns of the step's solution that are in the file and exist in Personalize. */
export async function campaignsOf(step: SolutionStep) {
  const found: { readonly resource: DesiredResource; readonly description: Description }[] = [];
  for (const resource of solutionOf(step).campaigns) {
    const description = await step.personalize.describe('campaign', campaignArn(step.scope, resource.name));
    if (description !== undefined) found.push({ resource, description });
  }
  return found;
}

/** True if the configuration lets Personalize move the campaign to new solution versions automatically. */
export function isSynchronized({ campaignConfig }: Request): boolean {
  const config = campaignConfig as { readonly syncWithLatestSolutionVersion?: boolean } | undefined;
  return config?.syncWithLatestSolutionVersion === true;
}
