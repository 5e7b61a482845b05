import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { dataset } from '../../../../lib/reconciler/resource-types/dataset';
import type { Step } from '../../../../lib/reconciler/step';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const DATASET = `${ARN}:dataset/shop/ITEMS`;
const GROUP = { datasetGroupArn: `${ARN}:dataset-group/shop` };
const [OWN, OTHER] = [`${ARN}:schema/own`, `${ARN}:schema/other`];

/** A schema with these fields, which are optional except ITEM_ID. */
function schemaOf(...names: readonly string[]): string {
  const fields = names.map((name) => ({ name, type: name === 'ITEM_ID' ? 'string' : ['null', 'string'] }));
  return JSON.stringify({ type: 'record', name: 'Items', namespace: 'x', fields, version: '1.0' });
}

const DESIRED = schemaOf('ITEM_ID', 'GENRE');

const TRAINED =
  "added columns are left out of every later training of solution 'old' (not in this file), solution 'top', recommender 'picks': GENRE. To train with them, rename the solution in the file, which creates a new solution; change the trainingDataConfig of the recommender";
const RETRAINED =
  "added columns are left out of every later training of recommender 'picks': GENRE. To train with them, change the trainingDataConfig of the recommender";

/**
 * Returns a step for a dataset that has the schema `own` in the file.
 *
 * @param other content of the schema `other`; absent if this schema does not exist
 */
function prepare(datasetType: string, other?: string): Step {
  const resource = { type: 'dataset', name: 'goods', pointer: '/datasets/items', request: { name: 'goods', tags: [] } };
  const schema = { name: 'own', request: { schema: DESIRED } };
  return {
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    state: { datasetGroup: { name: 'shop' }, datasets: [{ datasetType, dataset: resource, schema }] },
    resource,
    personalize: {
      describe: async (_type: string, arn: string) => (arn === OTHER && other ? { schema: other } : undefined),
    },
  } as unknown as Step;
}

const found = (schemaArn: string, more: Description = {}) => ({
  arn: DATASET,
  description: { name: 'goods', schemaArn, ...more },
});

describe('a dataset', () => {
  it('is created in its dataset group, with its type and its schema', async () => {
    // Act
    const request = await dataset.createRequest(prepare('ITEMS'));

    // Assess
    expect(request).toEqual({ name: 'goods', tags: [], ...GROUP, datasetType: 'ITEMS', schemaArn: OWN });
  });

  it('is updated with the schema of the file', () => {
    // Act and assess
    expect(dataset.updateRequest?.(prepare('ITEMS'), found(OTHER), [])).toEqual({
      datasetArn: DATASET,
      schemaArn: OWN,
    });
  });

  it('does not differ if it has the schema that the file names', async () => {
    // Act and assess
    expect(await dataset.differences(prepare('ITEMS'), found(OWN))).toEqual([]);
  });

  it.each([
    [
      'can be updated with a schema that adds fields that allow null',
      'ITEMS',
      schemaOf('ITEM_ID'),
      ['schemaArn', 'fields'],
    ],
    [
      'cannot be updated with a schema that lacks one of its fields',
      'ITEMS',
      schemaOf('ITEM_ID', 'GENRE', 'YEAR'),
      ['schema', 'schema'],
    ],
    ['can be updated with another schema that has the same fields', 'ITEMS', DESIRED, ['schemaArn']],
    [
      'cannot be updated with another schema if it is a dataset of interactions',
      'INTERACTIONS',
      schemaOf('ITEM_ID'),
      ['schema', 'schema'],
    ],
  ])('%s', async (_what, type, before, members) => {
    // Act
    const differences = await dataset.differences(prepare(type, before), found(OTHER));

    // Assess
    expect(differences).toEqual(
      members.map((member, index) => ({
        member,
        ...(index === 0 ? { actual: OTHER, desired: OWN } : { actual: before, desired: DESIRED }),
      })),
    );
    const isUpdate = members.every((member) => dataset.updatable?.includes(member));
    expect(isUpdate).toBe(members.includes('schemaArn'));
  });

  it('is in conflict if its schema does not exist any more and a field of the file does not allow null', async () => {
    // Act
    const differences = await dataset.differences(prepare('ITEMS'), found(OTHER));

    // Assess
    expect(differences.map(({ member, actual }) => [member, actual])).toEqual([
      ['schema', OTHER],
      ['schema', undefined],
    ]);
  });

  it('reports a changed name in addition to a new schema', async () => {
    // Act
    const differences = await dataset.differences(prepare('ITEMS', schemaOf('ITEM_ID')), found(OTHER, { name: 'old' }));

    // Assess
    expect(differences.map(({ member }) => member)).toEqual(['name', 'schemaArn', 'fields']);
  });

  it('reports a changed name in addition to a schema that cannot be replaced', async () => {
    // Act
    const differences = await dataset.differences(prepare('INTERACTIONS', DESIRED), found(OTHER, { name: 'old' }));

    // Assess
    expect(differences.map(({ member }) => member)).toEqual(['name', 'schema']);
  });

  it.each([
    [
      'names the solutions and recommenders that are trained without them',
      'categorical',
      ['top', 'old', 'picks'],
      TRAINED,
    ],
    ['says nothing if no model can be trained with these columns', 'plain', ['top', 'picks'], undefined],
    ['says nothing if there is no solution and no recommender yet', 'categorical', [], undefined],
    ['says how a recommender can be trained with them', 'categorical', ['picks'], RETRAINED],
  ])('with new columns %s', async (_what, flag, existing, expected) => {
    // Prepare
    const step = prepare('ITEMS');
    const state = { ...step.state, solutions: [{ name: 'top' }, { name: 'new' }], recommenders: [{ name: 'picks' }] };
    const list = async (type: string) =>
      existing.filter((name) => (name === 'picks') === (type === 'recommender')).map((name) => ({ name }));
    const desired = DESIRED.replace('"name":"GENRE"', `"name":"GENRE","${flag}":true`);

    // Act
    const note = await dataset.noteOnChange?.({ ...step, state, personalize: { list } } as unknown as Step, [
      { member: 'fields', actual: schemaOf('ITEM_ID'), desired },
    ]);

    // Assess
    expect(note).toBe(expected);
  });
});
