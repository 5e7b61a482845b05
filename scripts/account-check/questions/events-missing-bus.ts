import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Question } from '../question';

export const eventsMissingBus: Question = {
  id: 'events-missing-bus',
  asks: 'whether an event for a bus that does not exist is accepted',
  emulated: 'yes; the event is lost.',
  check: {
    creates: 'nothing',
    dollars: 0,
    expected: 'accepted',
    async ask(sandbox) {
      const Entries = [{ Source: 'test', DetailType: 'test', Detail: '{}', EventBusName: sandbox.name() }];
      const { FailedEntryCount, Entries: results } = await sandbox.clients.events.send(
        new PutEventsCommand({ Entries }),
      );
      return FailedEntryCount === 0 ? 'accepted' : (results?.[0]?.ErrorCode ?? '');
    },
  },
};
