import { ITEMS } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeStringLength: Question = {
  id: 'personalize-string-length',
  asks: 'whether strings of more than 1,000 characters are refused in a field that is neither an id nor categorical nor textual',
  emulated: 'no. The product warns.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'ACTIVE',
    async ask(sandbox) {
      const csv = `ITEM_ID,GENRE,NOTE\ni1,drama,${'x'.repeat(1001)}\n`;
      return statusOfImport(sandbox, ITEMS, { 'items.csv': csv });
    },
  },
};
