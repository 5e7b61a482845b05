import { INTERACTIONS, interactionsCsv } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeByteOrderMark: Question = {
  id: 'personalize-byte-order-mark',
  asks: 'whether an import ignores the byte-order mark of a csv',
  emulated: 'yes. The product warns.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'ACTIVE',
    async ask(sandbox) {
      return statusOfImport(sandbox, INTERACTIONS, { 'interactions.csv': `\uFEFF${interactionsCsv()}` });
    },
  },
};
