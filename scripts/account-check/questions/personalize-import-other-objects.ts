import { INTERACTIONS, interactionsCsv } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeImportOtherObjects: Question = {
  id: 'personalize-import-other-objects',
  asks: 'whether an import of a folder reads objects not named `.csv`',
  emulated: 'yes.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'CREATE FAILED',
    async ask(sandbox) {
      const objects = { 'interactions.csv': interactionsCsv(), 'notes.txt': 'This is no csv.\n' };
      return statusOfImport(sandbox, INTERACTIONS, objects);
    },
  },
};
