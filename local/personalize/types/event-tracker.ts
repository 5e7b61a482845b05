import type { CreateEventTrackerRequest } from '@aws-sdk/client-personalize';
import { eventTrackerArn } from '../../../personalize/arn';
import type { Checked } from '../checked-input';
import { alreadyExists } from '../errors';
import type { ResourceKind } from '../kind';

export const eventTracker: ResourceKind = {
  type: 'eventTracker',

  draft(input, context) {
    const { name, datasetGroupArn } = input as unknown as Checked<CreateEventTrackerRequest>;
    context.active('CreateEventTracker', 'datasetGroup', datasetGroupArn);
    // A dataset group has one tracker. Whether the service says so by this error or by LimitExceeded is not confirmed.
    const [other] = context.store.list('eventTracker', { datasetGroupArn });
    if (other !== undefined) throw alreadyExists(other.arn);
    const arnOf = (id: string) => eventTrackerArn(context.scope, id);
    return {
      arn: arnOf(context.freeId(arnOf)),
      name,
      members: { trackingId: context.random.uuid(), accountId: context.scope.accountId },
    };
  },
};
