import { INTERACTIONS, interactionsCsv } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeMetricsWithoutAttribution: Question = {
  id: 'personalize-metrics-without-attribution',
  asks: 'what `publishAttributionMetricsToS3` does without a metric attribution',
  emulated: 'nothing. The product warns.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'ACTIVE',
    async ask(sandbox) {
      const objects = { 'interactions.csv': interactionsCsv() };
      return statusOfImport(sandbox, INTERACTIONS, objects, { publishAttributionMetricsToS3: true });
    },
  },
};
