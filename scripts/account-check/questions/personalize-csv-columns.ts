import { INTERACTIONS, interactionsCsv } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeCsvColumns: Question = {
  id: 'personalize-csv-columns',
  asks: 'whether an import is refused if its csv has columns that are not in the schema, or has the columns in another order (publicly, only refusals of missing columns are known)',
  emulated: 'no, columns are read by name. The product warns.',
  check: {
    creates: 'two dataset groups, each with a dataset and an import',
    dollars: 0.1,
    expected: 'more columns: ACTIVE; another order: ACTIVE',
    async ask(sandbox) {
      const more = interactionsCsv()
        .replaceAll(',click\n', ',click,web\n')
        .replace('EVENT_TYPE\n', 'EVENT_TYPE,DEVICE\n');
      const reordered = interactionsCsv().replace(/^(.*?),(.*?),/gm, '$2,$1,');
      const withMore = await statusOfImport(sandbox, INTERACTIONS, { 'interactions.csv': more });
      const inAnotherOrder = await statusOfImport(sandbox, INTERACTIONS, { 'interactions.csv': reordered });
      return `more columns: ${withMore}; another order: ${inAnotherOrder}`;
    },
  },
};
