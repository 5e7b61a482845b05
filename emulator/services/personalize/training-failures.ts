/** Reasons why a training fails although there is enough data. The texts are Personalize's own if they are public. */

import type { SchemaField } from '../../../lib/personalize/schema';
import type { DatasetContents } from './data/dataset-contents';
import { EVENT_TYPES } from './limits';

export interface TrainingData {
  readonly recipe: string;
  readonly interactions: DatasetContents;
  /** Fields in the schema of the interactions dataset. */
  readonly fields: readonly SchemaField[];
  /** Contents of the Items dataset; absent if this dataset has no data. */
  readonly items?: DatasetContents;
  /** Fields of the Items dataset that the configuration of the solution or recommender does not exclude. */
  readonly itemFields: readonly SchemaField[];
}

interface TrainingFailure {
  readonly reason: string;
  /** Page or issue that has the text, and the day when it was read. */
  readonly source: string;
  readonly fails: (data: TrainingData) => boolean;
}

/**
 * Values of EVENT_TYPE that are reserved keywords. AWS does not publish a list. These are the column names in the guide
 * (`personalize-event-types` in docs/local-aws.md). They count toward `EVENT_TYPES` nevertheless.
 */
const RESERVED: ReadonlySet<string> = new Set([
  ...['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE', 'EVENT_VALUE'],
  ...['IMPRESSION', 'RECOMMENDATION_ID', 'EVENT_ATTRIBUTION_SOURCE'],
]);

/** Page whose texts are the beginnings of warnings before a training. The texts of the failures themselves are unknown. */
const INSIGHTS = 'developer guide, "Data insights", mirror of February 2023, read 2026-11-29';

const SEGMENTING: readonly string[] = ['aws-item-affinity', 'aws-item-attribute-affinity'];

/**
 * True for a field that counts as an attribute: a categorical or numeric field that is not reserved. The guide says only "At least one
 * column that is a non-textual, non-reserved metadata column" ("Item-Attribute-Affinity recipe", read 2026-11-29). It is unconfirmed that
 * booleans and other strings do not count: `personalize-untrainable-attributes` in docs/local-aws.md.
 */
function isAttributeField({ name, types, categorical, textual }: SchemaField): boolean {
  if (textual || name === 'ITEM_ID' || name === 'CREATION_TIMESTAMP' || types.includes('boolean')) return false;
  return categorical || !types.includes('string');
}

/** Possible failures of a training. If several apply, the first one is reported. */
export const TRAINING_FAILURES: readonly TrainingFailure[] = [
  {
    reason: 'All values in the event_type column are either reserved keywords or null',
    source: 'https://github.com/aws-samples/amazon-personalize-samples/issues/142, read 2026-11-29',
    fails: ({ interactions, fields }) =>
      fields.some(({ name }) => name === 'EVENT_TYPE') && interactions.types().every((type) => RESERVED.has(type)),
  },
  {
    reason: `The Interactions dataset has more than ${EVENT_TYPES} unique event types.`,
    source: INSIGHTS,
    fails: ({ interactions }) => interactions.types().length > EVENT_TYPES,
  },
  {
    reason: 'The Interactions dataset has the same timestamp for all records.',
    source: INSIGHTS,
    fails: ({ recipe, interactions }) => SEGMENTING.includes(recipe) && interactions.hasOneTime(),
  },
  {
    reason:
      'Did not find any attribute to train on. There may not be any attribute in the items dataset, or all attribute values either have same or all distinct values.',
    source: 'https://github.com/aws-samples/retail-demo-store/issues/393, read 2026-11-29',
    fails: ({ recipe, items, itemFields }) =>
      recipe === 'aws-item-attribute-affinity' &&
      !itemFields.some((field) => isAttributeField(field) && items?.isAttribute(field.name)),
  },
];
