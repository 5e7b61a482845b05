import { Faults } from '../../../local/faults/faults';
import type { LastingFault } from '../../../local/faults/lasting';
import { LocalAws } from '../../../local/local-aws';
import { account } from './account';

const ROLE = { kind: 'role', roleName: 'role', session: 'ensure-resource' } as const;

async function prepare(fault: Partial<LastingFault>) {
  const local = new LocalAws({ seed: 1 });
  await account(local);
  const faults = new Faults(local, {
    kinds: [],
    lasting: { kind: 'nameTaken', afterSeconds: 0, type: 'schema', prefix: 'shop', ...fault },
  });
  const create = (name: string) =>
    local.aws.call('personalize', 'CreateDatasetGroup', { name }, ROLE).catch((error: unknown) => error);
  return { local, faults, create };
}

describe('A lasting fault', () => {
  it('takes a name of the type and the group that it is about, and no other', async () => {
    // Prepare
    const { create, faults } = await prepare({ type: 'datasetGroup' });

    // Act
    const [taken, other] = [await create('shop'), await create('books')];

    // Assess
    expect(taken).toMatchObject({ code: 'ResourceAlreadyExistsException' });
    expect(other).toMatchObject({ datasetGroupArn: expect.stringContaining('/books') });
    expect(faults.counts().get('nameTaken')).toBe(1);
  });

  it('lets nobody but the stack find no endpoint', async () => {
    // Prepare
    const { local, create } = await prepare({ kind: 'noEndpoint' });

    // Act
    const [stack, person] = [
      await create('books'),
      await local.aws.call('personalize', 'ListDatasetGroups', {}),
    ];

    // Assess
    expect(stack).toMatchObject({
      code: 'ENOTFOUND',
      message: 'getaddrinfo ENOTFOUND personalize.us-east-1.amazonaws.com',
    });
    expect(person).toEqual({ datasetGroups: [] });
  });

  it('begins at its time, and ends when the faults stop', async () => {
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
