import { INTERACTIONS } from '../data';
import { dataset, datasetGroup, resultOfFilter } from '../personalize';
import type { Question } from '../question';

export const personalizeFilterWithoutData: Question = {
  id: 'personalize-filter-without-data',
  asks: 'whether a filter on a dataset without data is refused or ends in CREATE FAILED',
  emulated: 'refused (variant: the filter ends in CREATE FAILED).',
  check: {
    creates: 'a dataset group with a dataset, perhaps a filter',
    dollars: 0,
    expected: 'InvalidInputException',
    async ask(sandbox) {
      const datasetGroupArn = await datasetGroup(sandbox);
      await dataset(sandbox, datasetGroupArn, INTERACTIONS);
      return resultOfFilter(sandbox, datasetGroupArn, 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")');
    },
  },
};
