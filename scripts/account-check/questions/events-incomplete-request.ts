import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const eventsIncompleteRequest: Question = {
  id: 'events-incomplete-request',
  asks: 'which error code PutEvents returns if none of its entries is complete',
  emulated: 'ValidationException.',
  check: {
    creates: 'nothing',
    dollars: 0,
    expected: 'ValidationException',
    async ask(sandbox) {
      const Entries = [{ DetailType: 'test', Detail: '{}' }];
      return resultOf(sandbox.clients.events.send(new PutEventsCommand({ Entries })));
    },
  },
};
