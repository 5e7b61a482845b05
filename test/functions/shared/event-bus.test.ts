import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { EventPublisher } from '../../../functions/shared/event-bus';
import { retried } from '../../../functions/shared/retried';

const EVENT = { detailType: 'Personalize Filter State Change', resource: 'arn:filter', detail: {} };

function busThatAnswers(answer: object): EventPublisher {
  return new EventPublisher({ send: async () => answer } as unknown as EventBridgeClient, 'events');
}

describe('EventPublisher', () => {
  it('throws if EventBridge refuses the event, although the call succeeds', async () => {
    // Prepare
    const entry = { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    const bus = busThatAnswers({ FailedEntryCount: 1, Entries: [entry] });

    // Act
    const put = bus.put(EVENT);

    // Assess
    await expect(put).rejects.toMatchObject({
      name: 'MalformedDetail',
      message:
        "EventBridge refused 'Personalize Filter State Change' of arn:filter: MalformedDetail: Detail is malformed.",
    });
  });

  it('sends an event again if EventBridge answers with a transient error for it', async () => {
    // Prepare
    const failed = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'Not now.' }] };
    const send = jest.fn().mockResolvedValueOnce(failed).mockResolvedValueOnce(failed).mockResolvedValue({});
    const bus = new EventPublisher({ send } as unknown as EventBridgeClient, 'events');

    // Act
    await bus.put(EVENT);

    // Assess
    expect(send).toHaveBeenCalledTimes(3);
  });

  it.each(['ThrottlingException', 'InternalFailure'])(
    'throws, if EventBridge keeps answering %s, an error that state machines retry',
    async (ErrorCode) => {
      // Prepare
      const bus = busThatAnswers({ FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage: 'Not now.' }] });

      // Act
      const put = retried((event: typeof EVENT) => bus.put(event))(EVENT);

      // Assess
      await expect(put).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    },
  );
});
