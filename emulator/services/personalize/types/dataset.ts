import type { CreateDatasetRequest, UpdateDatasetRequest } from '@aws-sdk/client-personalize';
import { datasetArn } from '../../../../lib/personalize/arn';
import {
  DATASET_TYPES,
  type DatasetType,
  type DatasetTypeInfo,
  findDatasetType,
} from '../../../../lib/personalize/dataset-types';
import { type SchemaField, schemaDatasetType, schemaFields } from '../../../../lib/personalize/schema';
import type { Context } from '../context';
import type { EmulatedType } from '../emulated-type';
import { inUse, invalidInput } from '../errors';
import { type Resource, textMember } from '../resource';
import { isActive, isBeingCreated } from '../statuses';
import type { ValidatedInput } from '../validated-input';
import { trackedRefusal, trackerOf } from './event-tracker';

/**
 * Returns the behavior of datasets.
 * @param ready function that is called with each dataset whose creation succeeds
 */
export function datasetKind(ready: (dataset: Resource) => void): EmulatedType {
  return {
    type: 'dataset',

    draft(input, context) {
      const request = input as unknown as ValidatedInput<CreateDatasetRequest>;
      const group = context.active('CreateDataset', 'datasetGroup', request.datasetGroupArn);
      const schema = context.store.get('schema', request.schemaArn);
      const info = findDatasetType(request.datasetType);
      if (info === undefined) {
        const known = Object.keys(DATASET_TYPES).join(', ');
        throw invalidInput(`datasetType is '${request.datasetType}', it must be one of: ${known}.`);
      }
      assertSchemaFits(schema, info, group);
      const { datasetType } = info;
      return {
        arn: datasetArn(context.scope, group.name, datasetType),
        name: request.name,
        members: {
          datasetType,
          // A dataset of action interactions has a tracking id itself, so users do not create an event tracker for such a dataset.
          ...(datasetType === 'ACTION_INTERACTIONS' && { trackingId: context.random.uuid() }),
        },
      };
    },

    creation(resource) {
      return { done: () => ready(resource) };
    },

    update(resource, input, context) {
      const { store, variants } = context;
      const { schemaArn } = input as unknown as ValidatedInput<UpdateDatasetRequest>;
      const info = DATASET_TYPES[datasetTypeOf(resource)];
      if (!info.updatable) {
        throw invalidInput(`Dataset ${resource.arn} is of type ${info.datasetType}, whose schema cannot be changed.`);
      }
      const schema = store.get('schema', schemaArn);
      if (!isActive(resource.status)) {
        throw inUse(`Dataset ${resource.arn} cannot be updated while its status is ${resource.status}.`);
      }
      const running = store
        .list('datasetImportJob', { datasetArn: resource.arn })
        .find(({ status }) => isBeingCreated(status));
      if (running !== undefined && variants.has('personalize-dataset-in-use')) {
        throw inUse(`Dataset ${resource.arn} cannot be updated while ${running.arn} is ${running.status}.`);
      }
      assertSchemaFits(schema, info, store.get('datasetGroup', textMember(resource, 'datasetGroupArn')));
      assertSchemaExtends(store.get('schema', textMember(resource, 'schemaArn')), schema);
      noteAdded(resource, schema, context);
      return { step: 'datasetUpdate', shown: { schemaArn }, applied: { schemaArn }, inStatus: true };
    },

    assertDeletable(resource, context) {
      const { arn } = resource;
      const { store } = context;
      const datasetGroupArn = textMember(resource, 'datasetGroupArn');
      const running = [
        ...store.list('datasetImportJob', { datasetArn: arn }),
        ...store.list('solutionVersion', { datasetGroupArn }),
      ].find(({ status }) => isBeingCreated(status));
      if (running !== undefined) {
        throw inUse(`Dataset ${arn} cannot be deleted while ${running.arn} is in status ${running.status}.`);
      }
      const tracker = resource.members.datasetType === 'INTERACTIONS' ? trackerOf(context, datasetGroupArn) : undefined;
      if (tracker !== undefined)
        throw trackedRefusal(context, `Dataset ${arn} cannot be deleted while event tracker ${tracker.arn} exists.`);
    },

    /**
     * Deletes the data of the dataset. Also deletes the event tracker that Personalize has created for a dataset of action interactions.
     */
    deleted({ arn }, { contents, recorded, anonymous, addedFields, store, lifecycle }) {
      for (const data of [contents, recorded, anonymous]) data.delete(arn);
      addedFields.delete(arn);
      for (const tracker of store.list('eventTracker', { datasetArn: arn })) lifecycle.forget(tracker);
    },
  };
}

export function datasetTypeOf(resource: Resource): DatasetType {
  return textMember(resource, 'datasetType') as DatasetType;
}

/** Returns the fields of a dataset's current schema. */
export function fieldsOf(resource: Resource, { store }: Context): SchemaField[] {
  return schemaFields(textMember(store.get('schema', textMember(resource, 'schemaArn')), 'schema'));
}

/**
 * Stores at what time UpdateDataset added each column, because added columns are left out of some trainings: "Amazon Personalize automatically
 * excludes any new columns from training for any existing recommenders or custom solutions."
 */
function noteAdded(dataset: Resource, schema: Resource, context: Context): void {
  const before = fieldsOf(dataset, context).map(({ name }) => name);
  const added = context.addedFields.get(dataset.arn) ?? new Map<string, number>();
  for (const [name] of fieldMap(schema)) if (!before.includes(name)) added.set(name, context.aws.clock.now());
  context.addedFields.set(dataset.arn, added);
}

/**
 * Returns the fields with which a solution or recommender is trained. These are the fields that the dataset had when the solution or
 * recommender was created. Source: developer guide, "Replacing a dataset's schema to add new columns", read 2026-11-29.
 * @param createdAt creation of the solution or recommender, in epoch milliseconds
 */
export function fieldsSince(dataset: Resource, createdAt: number, context: Context): SchemaField[] {
  const added = context.addedFields.get(dataset.arn);
  return fieldsOf(dataset, context).filter(({ name }) => (added?.get(name) ?? createdAt) <= createdAt);
}

function assertSchemaFits(schema: Resource, info: DatasetTypeInfo, group: Resource): void {
  const named = schemaDatasetType(textMember(schema, 'schema'));
  if (named !== info) {
    throw invalidInput(
      `Schema ${schema.arn} is for datasets of type ${named?.datasetType}, the dataset has type ${info.datasetType}.`,
    );
  }
  const { domain } = group.members;
  if (domain !== undefined && !info.allowedInDomains) {
    throw invalidInput(`A dataset group of domain ${domain} can have no dataset of type ${info.datasetType}.`);
  }
  if (schema.members.domain !== domain) {
    throw invalidInput(
      `Schema ${schema.arn} has domain ${schema.members.domain ?? 'none'}, dataset group ${group.arn} has ${domain ?? 'none'}: they must be the same.`,
    );
  }
}

/**
 * Checks that a new schema keeps all fields and only adds fields. Added fields must allow null, because existing rows have no values for
 * them.
 */
function assertSchemaExtends(before: Resource, after: Resource): void {
  const old = new Map(fieldMap(before));
  for (const [name, field] of fieldMap(after)) {
    const known = old.get(name);
    old.delete(name);
    if (known === undefined && !field.nullable) {
      throw invalidInput(`Schema ${after.arn} adds field ${name}, which does not allow null.`);
    }
    if (known !== undefined && !sameField(known, field)) {
      throw invalidInput(`Schema ${after.arn} changes field ${name} of ${before.arn}.`);
    }
  }
  const dropped = [...old.keys()];
  if (dropped.length > 0) {
    throw invalidInput(`Schema ${after.arn} lacks fields of ${before.arn}: ${dropped.join(', ')}.`);
  }
}

function fieldMap(schema: Resource): [string, SchemaField][] {
  return schemaFields(textMember(schema, 'schema')).map((field) => [field.name, field]);
}

function sameField(a: SchemaField, b: SchemaField): boolean {
  return (
    a.types.join() === b.types.join() &&
    a.nullable === b.nullable &&
    a.categorical === b.categorical &&
    a.textual === b.textual &&
    a.itemName === b.itemName
  );
}
