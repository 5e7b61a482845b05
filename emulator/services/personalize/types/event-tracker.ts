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
    // The dataset of interactions stores the events. It is unconfirmed whether AWS refuses a tracker if this dataset is missing or is not
    // ACTIVE: `personalize-missing-dataset` in docs/local-aws.md.
    const dataset = context.dataset(datasetGroupArn, 'INTERACTIONS');
    if (dataset === undefined)
      throw invalidInput(`${datasetGroupArn} has no dataset of type INTERACTIONS, which an event tracker needs.`);
    context.active('CreateEventTracker', 'dataset', dataset.arn);
    // A dataset group can have only one event tracker. The emulator refuses a second tracker with
    // ResourceAlreadyExistsException. It is unconfirmed whether AWS does the same, or returns LimitExceededException:
    // `personalize-second-tracker` in docs/local-aws.md.
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
      throw trackedRefusal(
        context,
        `Event tracker ${tracker.arn} cannot be deleted while dataset ${dataset.arn} exists.`,
      );
  },
};

/**
 * Returns the event tracker that a user created in a dataset group. The events of this tracker are stored in the dataset of item
 * interactions.
 */
export function trackerOf({ store }: Context, datasetGroupArn: string): Resource | undefined {
  return store.list('eventTracker', { datasetGroupArn }).find((tracker) => !isOfDataset(tracker));
}

/**
 * Returns the error for a deletion in the wrong order: "You must delete the event tracker before you can delete the dataset"
 * (https://docs.aws.amazon.com/personalize/latest/dg/deleting-resources.html, November 2026). AWS does not document which error is
 * returned: `personalize-tracked-dataset` in docs/local-aws.md.
 */
export function trackedRefusal({ variants }: Context, message: string): ServiceError {
  return variants.has('personalize-tracked-dataset') ? invalidInput(message) : inUse(message);
}

/**
 * Makes the event tracker that Personalize creates for a new dataset of action interactions. The tracker has the tracking id of the
 * dataset.
 */
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

/**
 * True for a tracker that Personalize has created for a dataset of action interactions. The limit of one event tracker in a dataset group
 * does not count such a tracker.
 */
function isOfDataset({ members }: Resource): boolean {
  return members.datasetArn !== undefined;
}
