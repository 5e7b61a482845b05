import { CreateEventTrackerCommand, DescribeEventTrackerCommand } from '@aws-sdk/client-personalize';
import { PutEventsCommand } from '@aws-sdk/client-personalize-events';
import { INTERACTIONS } from '../data';
import { dataset, datasetGroup, ended } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

const REFUSED = 'InvalidInputException';

export const personalizeEventProperties: Question = {
  id: 'personalize-event-properties',
  asks: "whether PutEvents, PutItems, PutUsers and PutActions refuse properties that are not in the schema, values of a type other than the schema's, a field in two spellings, and an `itemId` other than the event's own (the check asks only about PutEvents)",
  emulated: `yes, ${REFUSED}; but a number may be written as a string, as in AWS's examples.`,
  check: {
    creates: 'a dataset group with a dataset and an event tracker',
    dollars: 0,
    expected: `not in the schema: ${REFUSED}; number for a text: ${REFUSED}; two spellings: ${REFUSED}; own id: ${REFUSED}`,
    async ask(sandbox) {
      const { personalize, personalizeEvents } = sandbox.clients;
      const datasetGroupArn = await datasetGroup(sandbox);
      const device = { name: 'DEVICE', type: ['null', 'string'], categorical: true };
      await dataset(sandbox, datasetGroupArn, { ...INTERACTIONS, fields: [...INTERACTIONS.fields, device] });
      const input = { name: sandbox.name(), datasetGroupArn };
      const { eventTrackerArn, trackingId } = await personalize.send(new CreateEventTrackerCommand(input));
      await ended(sandbox, async () => {
        return (await personalize.send(new DescribeEventTrackerCommand({ eventTrackerArn }))).eventTracker;
      });
      const put = (properties: string) => {
        const event = { eventType: 'click', itemId: 'item-1', sentAt: new Date(), properties };
        return personalizeEvents.send(
          new PutEventsCommand({ trackingId, userId: 'user-1', sessionId: 'session-1', eventList: [event] }),
        );
      };
      const results = [
        `not in the schema: ${await resultOf(put('{"colour":"red"}'))}`,
        `number for a text: ${await resultOf(put('{"device":5}'))}`,
        `two spellings: ${await resultOf(put('{"device":"tv","DEVICE":"phone"}'))}`,
        `own id: ${await resultOf(put('{"itemId":"item-2"}'))}`,
      ];
      return results.join('; ');
    },
  },
};
