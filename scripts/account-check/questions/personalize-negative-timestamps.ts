import { INTERACTIONS, interactionsCsv } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeNegativeTimestamps: Question = {
  id: 'personalize-negative-timestamps',
  asks: 'whether an import refuses a TIMESTAMP before 1970 (the guide requires Unix times but names no minimum)',
  emulated: 'no, the import becomes ACTIVE. The product warns.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'ACTIVE',
    async ask(sandbox) {
      const csv = `${interactionsCsv()}u1,i1,-1,click\n`;
      return statusOfImport(sandbox, INTERACTIONS, { 'interactions.csv': csv });
    },
  },
};
