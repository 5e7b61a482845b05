import { ACTION_INTERACTIONS } from '../data';
import { statusOfImport } from '../personalize';
import type { Question } from '../question';

export const personalizeActionValues: Question = {
  id: 'personalize-action-values',
  asks: 'whether an import refuses action interactions with types other than Taken, Not taken and Viewed, or actions with a VALUE above 10 or a REPEAT_FREQUENCY above 30 (the check asks only about the types)',
  emulated: 'no. The product warns.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'ACTIVE',
    async ask(sandbox) {
      const csv = 'USER_ID,ACTION_ID,EVENT_TYPE,TIMESTAMP\nu1,a1,Clicked,1700000000\n';
      return statusOfImport(sandbox, ACTION_INTERACTIONS, { 'action_interactions.csv': csv });
    },
  },
};
