import type { CreateEventTrackerRequest } from '@aws-sdk/client-personalize';
import { eventTrackerArn } from '../../../../lib/personalize/arn';
import type { ServiceError } from '../../../core/service';
import type { Context } from '../context';
import type { Draft, EmulatedType } from '../emulated-type';
import { alreadyExists, inUse, invalidInput } from '../errors';
import type { Resource } from '../resource';
import type { ValidatedInput } from '../validated-input';

export const eventTracker: EmulatedType = {
  type: 'eventTracker',

  draft(input, context) {
    const { name, datasetGroupArn } = input as unknown as ValidatedInput<CreateEventTrackerRequest>;
    context.active('CreateEventTracker', 'datasetGroup', datasetGroupArn);
    // The dataset stores the events. It is unconfirmed that a tracker is refused if the dataset is missing, or is not ACTIVE:
    // `personalize-missing-dataset` in docs/local-aws.md.
    const dataset = context.dataset(datasetGroupArn, 'INTERACTIONS');
    if (dataset === undefined)
      throw invalidInput(`${datasetGroupArn} has no dataset of type INTERACTIONS for the events of a tracker.`);
    context.active('CreateEventTracker', 'dataset', dataset.arn);
    // A dataset group has one tracker. It is unconfirmed whether AWS refuses a second one with
    // ResourceAlreadyExistsException, as here, or with LimitExceeded: `personalize-second-tracker` in
    // docs/local-aws.md.
    const other = trackerOf(context, datasetGroupArn);
    if (other !== undefined) throw alreadyExists(other.arn);
    const arnOf = (id: string) => eventTrackerArn(context.scope, id);
    return {
      arn: arnOf(context.freeId(arnOf)),
      name,
      members: { trackingId: context.random.uuid(), accountId: context.scope.accountId },
    };
  },

  assertDeletable(tracker, context) {
    const dataset = context.store.lookUp(String(tracker.members.datasetArn));
    if (dataset !== undefined)
      throw trackedRefusal(context, `Event tracker ${tracker.arn} belongs to dataset ${dataset.arn}.`);
  },
};

/** Event tracker that a user created in a dataset group. Its events go to the dataset of item interactions. */
export function trackerOf({ store }: Context, datasetGroupArn: string): Resource | undefined {
  return store.list('eventTracker', { datasetGroupArn }).find((tracker) => !isOfDataset(tracker));
}

/**
 * Refusal of a deletion in the wrong order: "You must delete the event tracker before you can delete the dataset"
 * (https://docs.aws.amazon.com/personalize/latest/dg/deleting-resources.html, November 2026). The error is not documented:
 * `personalize-tracked-dataset` in docs/local-aws.md.
 */
export function trackedRefusal({ variants }: Context, message: string): ServiceError {
  return variants.has('personalize-tracked-dataset') ? invalidInput(message) : inUse(message);
}

/** Tracker that Personalize itself creates for a new dataset of action interactions, with the dataset's own tracking id. */
export function actionTracker(dataset: Resource, context: Context): Draft {
  const { trackingId, datasetGroupArn } = dataset.members;
  const { random, scope } = context;
  const arnOf = (id: string) => eventTrackerArn(scope, id);
  return {
    arn: arnOf(context.freeId(arnOf)),
    name: `action-interactions-${random.hex(8)}`,
    members: { datasetGroupArn, trackingId, accountId: scope.accountId, datasetArn: dataset.arn },
  };
}

/** True for the tracker of a dataset of action interactions. Such a tracker does not count as the dataset group's one tracker. */
function isOfDataset({ members }: Resource): boolean {
  return members.datasetArn !== undefined;
}
