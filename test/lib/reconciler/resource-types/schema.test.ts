import { desiredState } from '../../../../lib/parameter-file/desired-state';
import type { ParameterFile } from '../../../../lib/parameter-file/sections';
import type { PersonalizeApi } from '../../../../lib/reconciler/account/personalize-api';
import { assessNamed } from '../../../../lib/reconciler/resource-types/assess';
import { dataset } from '../../../../lib/reconciler/resource-types/dataset';
import { reconcileNamed } from '../../../../lib/reconciler/resource-types/reconcile-named';
import { schema } from '../../../../lib/reconciler/resource-types/schema';
import type { Step } from '../../../../lib/reconciler/step';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:';
const USER = { name: 'USER_ID', type: 'string' };
const AGE = { name: 'AGE', type: 'int' };
const COUNTRY = { name: 'COUNTRY', type: ['string', 'null'] };

const schemaOf = (fields: readonly object[]) => ({ type: 'record', name: 'X', namespace: 'x', version: '1.0', fields });

/**
 * Returns a step for the new schema in the file, a step for its dataset, which has an older schema, and the types of
 * created resources.
 */
function prepare(section: 'users' | 'interactions', before: readonly object[], after: readonly object[]) {
  const file: ParameterFile = {
    datasetGroup: { serviceConfig: { name: 'shop' } },
    datasets: {
      [section]: {
        dataset: { serviceConfig: { name: 'data' } },
        schema: { serviceConfig: { name: 'new', schema: schemaOf(after) } },
      },
    },
  };
  const state = desiredState(file);
  const [desired] = state.datasets;
  if (desired === undefined) throw new Error('There is no dataset.');
  const created: string[] = [];
  const datasetGroupArn = `${ARN}dataset-group/shop`;
  const personalize = {
    describe: async (type: string, arn: string) => {
      if (type === 'dataset')
        return {
          name: 'data',
          status: 'ACTIVE',
          datasetGroupArn,
          datasetType: desired.datasetType,
          schemaArn: `${ARN}schema/old`,
        };
      return arn.endsWith('/old') ? { name: 'old', schema: JSON.stringify(schemaOf(before)) } : undefined;
    },
    create: async (type: string) => {
      created.push(type);
      return `${ARN}schema/new`;
    },
  } as unknown as PersonalizeApi;
  const scope = { partition: 'aws', region: 'us-east-1', account: '123456789012' };
  const step = {
    state,
    scope,
    personalize,
    resource: desired.schema,
    startedAt: new Date(0),
    now: new Date(0),
  } as unknown as Step;
  return { step, ofDataset: { ...step, resource: desired.dataset }, created };
}

describe('A new schema of a dataset', () => {
  test.each([
    [
      'adds a field that does not allow null',
      'users',
      [USER, AGE, { name: 'CITY', type: 'string' }],
      '+ field CITY (string)',
    ],
    ['drops a field', 'users', [USER], '- field AGE'],
    ['changes a field', 'users', [USER, { ...AGE, type: 'long' }], '~ field AGE: int -> long'],
    ['adds a field to interactions', 'interactions', [USER, AGE, COUNTRY], '+ field COUNTRY (string, null)'],
  ] as const)('is refused as a conflict before its creation if it %s', async (_what, section, after, says) => {
    // Prepare
    const { step, ofDataset, created } = prepare(section, [USER, AGE], after);

    // Act
    const assessment = await assessNamed(dataset, ofDataset);
    const run = reconcileNamed(schema, step, { result: 'UNCHANGED' });

    // Assess
    await expect(run).rejects.toThrow(says);
    await expect(run).rejects.toMatchObject({ name: 'ResourceConflict' });
    expect(assessment.state).toBe('CONFLICT');
    expect(created).toEqual([]);
  });

  test('is created, and the dataset can be updated with it, if it adds fields that allow null', async () => {
    // Prepare
    const { step, ofDataset, created } = prepare('users', [USER, AGE], [AGE, USER, COUNTRY]);

    // Act
    const assessment = await assessNamed(dataset, ofDataset);
    await reconcileNamed(schema, step, { result: 'UNCHANGED' });

    // Assess
    expect(assessment).toMatchObject({ state: 'DIFFERENT', changes: [{ member: 'schemaArn' }, { member: 'fields' }] });
    expect(created).toEqual(['schema']);
  });
});

describe('A schema that exists', () => {
  const text = JSON.stringify(schemaOf([USER, AGE]));

  test.each([
    [
      'does not differ if only its JSON is formatted in another way',
      { schema: JSON.stringify(schemaOf([USER, AGE]), undefined, 2) },
      [],
    ],
    ['differs if it has other fields', { schema: JSON.stringify(schemaOf([USER])) }, ['schema']],
    ['differs if it has another domain', { schema: text, domain: 'ECOMMERCE' }, ['domain']],
  ])('%s', async (_what, shown, members) => {
    // Prepare
    const request = { name: 'own', domain: 'VIDEO_ON_DEMAND', schema: text };
    const step = { resource: { type: 'schema', name: 'own', pointer: '', request } } as unknown as Step;
    const description = { name: 'own', domain: 'VIDEO_ON_DEMAND', ...shown };

    // Act
    const differences = await schema.differences(step, { arn: `${ARN}schema/own`, description });

    // Assess
    expect(differences.map(({ member }) => member)).toEqual(members);
    expect(differences.map(({ actual }) => actual)).toEqual(
      members.map((member) => new Map(Object.entries(shown)).get(member)),
    );
  });
});
