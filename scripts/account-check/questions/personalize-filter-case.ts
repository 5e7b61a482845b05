import { resultOfFilter, trainable } from '../personalize';
import type { Question } from '../question';

export const personalizeFilterCase: Question = {
  id: 'personalize-filter-case',
  asks: 'whether targets and fields of filters are case-sensitive; AWS samples write `itemId` and `INTERACTIONS.event_type`',
  emulated: 'no, any case is accepted. The product warns.',
  check: {
    creates: 'a filter on the shared dataset group',
    dollars: 0,
    expected: 'ACTIVE',
    async ask(sandbox) {
      return resultOfFilter(
        sandbox,
        await trainable(sandbox),
        'EXCLUDE itemId WHERE INTERACTIONS.event_type IN ("click")',
      );
    },
  },
};
