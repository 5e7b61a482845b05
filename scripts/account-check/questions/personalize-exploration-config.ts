import { resultOfCampaign } from '../personalize';
import type { Question } from '../question';

export const personalizeExplorationConfig: Question = {
  id: 'personalize-exploration-config',
  asks: 'what `itemExplorationConfig` does with recipes other than User-Personalization',
  emulated: 'nothing. The product warns.',
  check: {
    creates: 'a campaign of 1 TPS with the shared solution version',
    dollars: 0.5,
    expected: 'accepted',
    ask: (sandbox) => resultOfCampaign(sandbox, { itemExplorationConfig: { explorationWeight: '0.5' } }),
  },
};
