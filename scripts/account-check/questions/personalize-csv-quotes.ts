import { ITEMS } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeCsvQuotes: Question = {
  id: 'personalize-csv-quotes',
  asks: 'how an import reads a csv whose quotes are not escaped, or are escaped as `\\"` in some values and as `""` in others',
  emulated: 'quotes are literal if no other reading of the csv is valid. The product warns.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'ACTIVE',
    async ask(sandbox) {
      const csv = 'ITEM_ID,GENRE,NOTE\ni1,drama,a 15" screen\ni2,comedy,plain\n';
      return statusOfImport(sandbox, ITEMS, { 'items.csv': csv });
    },
  },
};
