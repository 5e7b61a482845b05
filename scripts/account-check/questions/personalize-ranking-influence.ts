import { CreateCampaignCommand } from '@aws-sdk/client-personalize';
import { trained } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeRankingInfluence: Question = {
  id: 'personalize-ranking-influence',
  asks: 'what `rankingInfluence` does with recipes other than aws-semantic-similarity',
  emulated: 'nothing. The product warns.',
  check: {
    creates: 'a campaign of 1 TPS with the shared solution version',
    dollars: 0.5,
    expected: 'accepted',
    async ask(sandbox) {
      const campaign = new CreateCampaignCommand({
        name: sandbox.name(),
        minProvisionedTPS: 1,
        solutionVersionArn: await trained(sandbox),
        campaignConfig: { rankingInfluence: { POPULARITY: 0.5 } },
      });
      return resultOf(sandbox.clients.personalize.send(campaign));
    },
  },
};
