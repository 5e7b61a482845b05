import { ITEMS } from '../data';
import { dataset, datasetGroup, schema, solution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeItemTexts: Question = {
  id: 'personalize-item-texts',
  asks: 'when Personalize checks that the items have the `itemName` field and the `textual` field that aws-semantic-similarity needs, and whether one field may be both',
  emulated: 'when the solution is created; one field may be both.',
  check: {
    creates: 'a dataset group with a dataset, two schemas and a solution',
    dollars: 0,
    expected: 'schema with both: accepted; solution without texts: InvalidInputException',
    async ask(sandbox) {
      const both = { name: 'TITLE', type: 'string', textual: true, itemName: true };
      const withBoth = await resultOf(schema(sandbox, 'Items', [{ name: 'ITEM_ID', type: 'string' }, both]));
      const datasetGroupArn = await datasetGroup(sandbox);
      await dataset(sandbox, datasetGroupArn, ITEMS);
      const without = await resultOf(solution(sandbox, datasetGroupArn, 'aws-semantic-similarity'));
      return `schema with both: ${withBoth}; solution without texts: ${without}`;
    },
  },
};
