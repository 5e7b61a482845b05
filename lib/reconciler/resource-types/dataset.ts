import { datasetArn, schemaArn } from '../../personalize/arn';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { isTrainable } from '../../personalize/schema';
import { type FieldChange, fieldChanges, isExtension } from '../../personalize/schema-changes';
import { datasetOf, inGroup, type Step } from '../step';
import { desiredMembers, differences } from './differences';
import { type NamedResource, named } from './resource-type';

/** Value of `member` in a difference in schema fields that UpdateDataset can resolve. */
const ADDED_FIELDS = 'fields';

export const dataset: NamedResource = {
  ...named('dataset', ownDatasetArn, (step) => ({
    ...inGroup(step),
    datasetType: datasetOf(step).datasetType,
    schemaArn: ownSchemaArn(step),
  })),
  differences: async (step, { description }) => {
    const found = differences({ ...desiredMembers(step), schemaArn: ownSchemaArn(step) }, description);
    if (found.every(({ member }) => member !== 'schemaArn')) return found;
    const before = await step.personalize.describe('schema', String(description.schemaArn));
    const { datasetType, schema } = datasetOf(step);
    const fields = { actual: before?.schema, desired: schema.request.schema };
    const changes = fieldChanges(fields.actual, fields.desired);
    // Interactions, actions and action interactions keep their first schema, because UpdateDataset refuses these types.
    const isUpdate = DATASET_TYPES[datasetType].updatable && isExtension(changes);
    return [
      ...found.map((each) => (each.member === 'schemaArn' && !isUpdate ? { ...each, member: 'schema' } : each)),
      ...(changes.length > 0 ? [{ member: isUpdate ? ADDED_FIELDS : 'schema', ...fields }] : []),
    ];
  },
  updatable: ['schemaArn', ADDED_FIELDS],
  updateRequest: (step, { arn }) => ({ datasetArn: arn, schemaArn: ownSchemaArn(step) }),
  noteOnChange: async (step, changes) => {
    const added = changes?.find(({ member }) => member === ADDED_FIELDS);
    return added && noteOnAdded(step, fieldChanges(added.actual, added.desired));
  },
  resolution:
    'Personalize cannot change this member of an existing dataset (it can only add fields that allow null, to items and users): undo the change, or delete the dataset so that it is created anew.',
};

/**
 * Note for users that existing solutions and recommenders are trained without the added columns. Undefined if nothing is
 * trained, or if no added column can be trained on. Source:
 * https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html, read 2026-11-29.
 */
async function noteOnAdded(step: Step, changes: readonly FieldChange[]): Promise<string | undefined> {
  const columns = changes.flatMap(({ name, after }) => (after && isTrainable(after) ? [name] : [])).join(', ');
  const solutions = await labelsInGroup(step, 'solution');
  const recommenders = await labelsInGroup(step, 'recommender');
  if (columns === '' || solutions.length + recommenders.length === 0) return undefined;
  const ways = [
    ...(solutions.length > 0 ? ['rename the solution in the file, which creates a new solution'] : []),
    ...(recommenders.length > 0 ? ['change the trainingDataConfig of the recommender'] : []),
  ];
  return `added columns are left out of every later training of ${[...solutions, ...recommenders].join(', ')}: ${columns}. To train with them, ${ways.join('; ')}`;
}

/** Labels, such as `solution 'top'`, of the dataset group's solutions or recommenders in Personalize. */
async function labelsInGroup(step: Step, type: 'solution' | 'recommender'): Promise<readonly string[]> {
  const named = step.state[`${type}s`].map(({ name }) => name);
  const names = (await step.personalize.list(type, inGroup(step))).map(({ name }) => String(name)).sort();
  return names.map((name) => `${type} '${name}'${named.includes(name) ? '' : ' (not in this file)'}`);
}

/** ARN of the dataset to which the step's dataset or import job belongs. */
export function ownDatasetArn(step: Pick<Step, 'state' | 'resource' | 'scope'>): string {
  return datasetArn(step.scope, step.state.datasetGroup.name, datasetOf(step).datasetType);
}

function ownSchemaArn(step: Step): string {
  return schemaArn(step.scope, datasetOf(step).schema.name);
}
