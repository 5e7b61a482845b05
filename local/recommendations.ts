import { ServiceError } from '../emulator/core/service';
import type { LocalAws } from '../emulator/local-aws';

/** Past items of a user, and recommendations for the same user. */
export interface SampleRecommendations {
  /** ARN of the campaign. */
  readonly campaign: string;
  readonly userId: string;
  /** Past items, the newest first. */
  readonly past: readonly string[];
  readonly recommended: readonly string[];
}

const SHOWN = 5;

/** Recommendations of the first campaign that recommends items to a user; undefined if there is no such campaign. */
export async function sampleRecommendations({
  aws,
  personalize,
}: LocalAws): Promise<SampleRecommendations | undefined> {
  for (const { type, arn: campaignArn, status } of personalize.snapshot()) {
    if (type !== 'campaign' || status !== 'ACTIVE') continue;
    const { campaign } = (await aws.call('personalize', 'DescribeCampaign', { campaignArn })) as {
      readonly campaign: { readonly solutionVersionArn: string };
    };
    const user = personalize.sampleUser(campaign.solutionVersionArn);
    if (user === undefined) continue;
    const { userId, items } = user;
    const answer = await aws
      .call('personalize-runtime', 'GetRecommendations', { campaignArn, userId, numResults: SHOWN })
      .catch((error: unknown) => {
        // A campaign that does not recommend items to users refuses the request.
        if (error instanceof ServiceError && error.code === 'InvalidInputException') return undefined;
        throw error;
      });
    if (answer === undefined) continue;
    const { itemList } = answer as { readonly itemList: readonly { readonly itemId: string }[] };
    const recommended = itemList.map(({ itemId }) => itemId);
    return { campaign: campaignArn, userId, past: items.slice(0, SHOWN), recommended };
  }
  return undefined;
}
