import { resultOfCampaign } from '../personalize';
import type { Question } from '../question';

export const personalizeRankingInfluence: Question = {
  id: 'personalize-ranking-influence',
  asks: 'what `rankingInfluence` does with recipes other than aws-semantic-similarity',
  emulated: 'nothing. The product warns.',
  check: {
    creates: 'a campaign of 1 TPS with the shared solution version',
    dollars: 0.5,
    expected: 'accepted',
    ask: (sandbox) => resultOfCampaign(sandbox, { rankingInfluence: { POPULARITY: 0.5 } }),
  },
};
