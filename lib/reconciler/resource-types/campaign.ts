import { campaignArn, LATEST_VERSION, solutionOfVersion } from '../../personalize/arn';
import { omittedMembers, withDefaults } from '../../personalize/default-members';
import { isSynchronized } from '../account/existing-campaigns';
import type { Request } from '../account/personalize-api';
import { promotedVersion, servingVersion } from '../promotion/serving-version';
import { type Step, solutionArnOf, solutionOf } from '../step';
import { type Difference, desiredMembers, differences } from './differences';
import { type FoundResource, findByArn, type NamedResource } from './resource-type';

export const campaign: NamedResource = {
  type: 'campaign',
  arnOf: ({ scope, resource }) => campaignArn(scope, resource.name),
  find: (step) => findByArn(step, 'campaign', campaign.arnOf(step)),
  createRequest: async (step) => {
    const serving = await promotedVersion(step);
    const { request } = step.resource;
    return { ...request, solutionVersionArn: isSynchronized(request) ? latestVersion(step) : serving };
  },
  ownership,
  differences: async (step, found) => {
    const unmanaged = await ownership(step, found);
    if (unmanaged.length > 0) return unmanaged;
    const omitted = omittedMembers('campaign', solutionOf(step).recipeArn, found.description);
    const description = withDefaults(found.description, omitted);
    const others = step.onlyVersion ? unsynced(description) : withDefaults(desiredMembers(step), omitted);
    if (isSynced(step)) return differences(step.onlyVersion ? {} : others, description);
    const solutionVersionArn = await servingVersion(step);
    return differences({ ...others, ...(solutionVersionArn && { solutionVersionArn }) }, description);
  },
  updatable: ['solutionVersionArn', 'minProvisionedTPS', 'campaignConfig'],
  updateRequest: (step, { arn }, changes) => {
    const members = Object.fromEntries(changes.map(({ member, desired }) => [member, desired]));
    return {
      campaignArn: arn,
      ...members,
      // UpdateCampaign replaces the whole configuration. With synchronization, it accepts only `$LATEST` as the version.
      ...(members.campaignConfig !== undefined &&
        isSynced(step) && {
          solutionVersionArn: latestVersion(step),
          campaignConfig: { ...members.campaignConfig, syncWithLatestSolutionVersion: true },
        }),
    };
  },
  isUpdatedByService: isSynced,
  resolution:
    'Campaign names are unique in an account and region: give this campaign another name, or delete the other campaign first.',
};

/** Difference in the campaign's solution; empty if the campaign belongs to the step's solution. */
async function ownership(step: Step, { description }: FoundResource): Promise<readonly Difference[]> {
  const served = solutionOfVersion(String(description.solutionVersionArn));
  const own = solutionArnOf(step);
  return served === own ? [] : [{ member: 'solutionArn', actual: served, desired: own }];
}

/**
 * ARN that a campaign's request has in place of a version's ARN, so that Personalize moves the campaign to each new version
 * (API reference, CampaignConfig, November 2026).
 */
function latestVersion(step: Step): string {
  return `${solutionArnOf(step)}/${LATEST_VERSION}`;
}

/** True if the parameter file lets Personalize move the campaign to new versions automatically. False for solutions with promotion rules. */
export function isSynced(step: Pick<Step, 'state' | 'resource'>): boolean {
  return solutionOf(step).promotion === undefined && isSynchronized(step.resource.request);
}

/**
 * Member `campaignConfig` of the campaign with synchronization switched off, for a file that does not allow synchronization.
 * With synchronization, Personalize would deploy versions that are not promoted. Empty if the campaign is not synchronized.
 */
function unsynced({ campaignConfig }: Request): Request {
  return isSynchronized({ campaignConfig })
    ? { campaignConfig: { ...(campaignConfig as object), syncWithLatestSolutionVersion: false } }
    : {};
}
