import { LocalAws } from '../../../emulator/local-aws';
import type { ResourceType } from '../../../lib/personalize/resource-types';
import { Faults } from '../../../simulation/faults/faults';
import { type LastingFault, TYPES_OF } from '../../../simulation/faults/permanent-faults';
import { account, createFunction, ONE_CALL } from './account';

const ROLE = { kind: 'role', roleName: 'role', session: 'ensure-resource' } as const;

const ARN = 'arn:aws:personalize:us-east-1:123456789012:';
const IMPORT = {
  jobName: 'interactions-shop-1',
  datasetArn: `${ARN}dataset/shop/INTERACTIONS`,
  dataSource: { dataLocation: 's3://data/train/interactions.csv' },
  roleArn: 'arn:aws:iam::123456789012:role/any',
};

async function prepare(fault: Partial<LastingFault>) {
  const local = new LocalAws({ seed: 1 });
  await account(local);
  const faults = new Faults(local, {
    kinds: [],
    lasting: { kind: 'nameTaken', afterSeconds: 0, type: 'schema', prefix: 'shop', ...fault },
  });
  const call = (operation: string, input: object) =>
    local.aws.call('personalize', operation, { ...input }, ROLE).catch((error: unknown) => error);
  const create = (name: string) => call('CreateDatasetGroup', { name });
  return { local, faults, call, create };
}

describe('A permanent fault', () => {
  it('of the kind nameTaken treats the names of its resource type in its dataset group as taken, and no other names', async () => {
    // Prepare
    const { create, faults } = await prepare({ type: 'datasetGroup' });

    // Act
    const [taken, other] = [await create('shop'), await create('books')];

    // Assess
    expect(taken).toMatchObject({ code: 'ResourceAlreadyExistsException' });
    expect(other).toMatchObject({ datasetGroupArn: expect.stringContaining('/books') });
    expect(faults.counts().get('nameTaken')).toBe(1);
  });

  it.each<[ResourceType, string, object]>([
    ['solution', 'CreateSolution', { name: 'shop-top', datasetGroupArn: `${ARN}dataset-group/shop` }],
    ['solutionVersion', 'CreateSolutionVersion', { solutionArn: `${ARN}solution/shop-top` }],
    ['campaign', 'UpdateCampaign', { campaignArn: `${ARN}campaign/shop-top`, minProvisionedTPS: 2 }],
    ['datasetImportJob', 'CreateDatasetImportJob', IMPORT],
  ])(
    'that keeps every %s in use refuses %s in the group of the fault, not in other groups',
    async (type, operation, input) => {
      // Prepare
      const { call } = await prepare({ kind: 'alwaysInUse', type });
      const ofOther = JSON.parse(JSON.stringify(input).replaceAll('shop', 'shoppers')) as object;

      // Act
      const [own, other] = [await call(operation, input), await call(operation, ofOther)];

      // Assess
      expect(own).toMatchObject({ code: 'ResourceInUseException' });
      expect(other).not.toMatchObject({ code: 'ResourceInUseException' });
    },
  );

  it('that keeps a quota reached also refuses requests for other groups', async () => {
    // Prepare
    const { call } = await prepare({ kind: 'quotaAlwaysReached', type: 'solutionVersion' });

    // Act
    const answer = await call('CreateSolutionVersion', { solutionArn: `${ARN}solution/any` });

    // Assess
    expect(answer).toMatchObject({
      code: 'LimitExceededException',
      message: expect.stringContaining('PENDING or IN_PROGRESS'),
    });
  });

  it('can keep types such as campaign in use, and the quota of types such as filter reached', () => {
    expect(TYPES_OF.alwaysInUse).toEqual(
      expect.arrayContaining(['dataset', 'datasetImportJob', 'solution', 'solutionVersion', 'campaign']),
    );
    expect(TYPES_OF.quotaAlwaysReached).toEqual(
      expect.arrayContaining(['datasetImportJob', 'solutionVersion', 'batchInferenceJob', 'filter']),
    );
  });

  it('of the kind noEndpoint hides the endpoint of Personalize from the stack, but not from operators', async () => {
    // Prepare
    const { local, create } = await prepare({ kind: 'noEndpoint' });

    // Act
    const [stack, person] = [await create('books'), await local.aws.call('personalize', 'ListDatasetGroups', {})];

    // Assess
    expect(stack).toMatchObject({
      code: 'ENOTFOUND',
      message: 'getaddrinfo ENOTFOUND personalize.us-east-1.amazonaws.com',
    });
    expect(person).toEqual({ datasetGroups: [] });
  });

  it('begins at the planned time, and ends when all faults are stopped', async () => {
    // Prepare
    const { local, faults, create } = await prepare({ kind: 'noEndpoint', afterSeconds: 60 });

    // Act
    const before = await create('one');
    await local.clock.advanceTo(local.clock.now() + 60_000);
    const during = await create('two');
    faults.stop();
    const after = await create('three');

    // Assess
    expect([before, during, after]).toEqual([
      { datasetGroupArn: expect.stringContaining('/one') },
      expect.objectContaining({ code: 'ENOTFOUND' }),
      { datasetGroupArn: expect.stringContaining('/three') },
    ]);
  });
});

describe('A service that never responds', () => {
  it('does not respond to functions, but responds to operators', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    await account(local);
    await createFunction(local, 'worker', ONE_CALL.replace('ListTables', 'GetItem'));
    const faults = new Faults(local, {
      kinds: [],
      lasting: { kind: 'neverAnswers', afterSeconds: 0, type: 'schema', prefix: 'shop', service: 'dynamodb' },
    });

    // Act
    const invocation = local.aws.call('lambda', 'Invoke', { FunctionName: 'worker' });
    await local.clock.advanceUntilIdle();
    const person = await local.aws.call('dynamodb', 'ListTables', {});

    // Assess
    expect(await invocation).toMatchObject({ Payload: expect.stringContaining('Task timed out') });
    expect(faults.counts().get('neverAnswers')).toBe(1);
    expect(person).toMatchObject({ TableNames: ['records'] });
  });
});
