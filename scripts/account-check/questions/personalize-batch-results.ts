import { resultOfBatchJob } from '../personalize';
import type { Question } from '../question';

export const personalizeBatchResults: Question = {
  id: 'personalize-batch-results',
  asks: 'whether batch inference jobs have a maximum `numResults`, as real-time requests do (500)',
  emulated: 'no maximum. The product warns.',
  check: {
    creates: 'a batch inference job with the shared solution version',
    dollars: 0.2,
    expected: 'accepted',
    async ask(sandbox) {
      return resultOfBatchJob(sandbox, { numResults: 501 });
    },
  },
};
