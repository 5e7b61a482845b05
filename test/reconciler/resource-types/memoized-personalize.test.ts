import { MemoizedPersonalize } from '../../../reconciler/resource-types/memoized-personalize';
import type { Personalize } from '../../../reconciler/resource-types/personalize-api';

const ARN = 'arn:campaign';

function prepare(describe: Personalize['describe'] = async () => ({ status: 'ACTIVE' })) {
  const calls: string[] = [];
  const personalize: Personalize = {
    describe: (type, arn) => {
      calls.push(`describe ${arn}`);
      return describe(type, arn);
    },
    list: async (type) => {
      calls.push(`list ${type}`);
      return [];
    },
    create: async () => ARN,
    update: async () => undefined,
    metrics: async () => ({}),
    attributionMetrics: async () => [],
    operate: async () => {},
    delete: async () => undefined,
  };
  return { look: new MemoizedPersonalize(personalize), calls };
}

describe('MemoizedPersonalize', () => {
  test('asks for the same once', async () => {
    // Prepare
    const { look, calls } = prepare();

    // Act
    for (let time = 0; time < 3; time += 1) {
      await look.describe('campaign', ARN);
      await look.list('solutionVersion', { solutionArn: 'arn:one' });
      await look.list('solutionVersion', { solutionArn: 'arn:two' });
    }

    // Assess
    expect(calls).toEqual([`describe ${ARN}`, 'list solutionVersion', 'list solutionVersion']);
  });

  test.each([
    ['create', (look: MemoizedPersonalize) => look.create('campaign', {})],
    ['update', (look: MemoizedPersonalize) => look.update('campaign', {})],
    ['delete', (look: MemoizedPersonalize) => look.delete('campaign', ARN)],
  ])('asks again after a %s', async (_name, change) => {
    // Prepare
    const { look, calls } = prepare();
    await look.describe('campaign', ARN);

    // Act
    await change(look);
    await look.describe('campaign', ARN);

    // Assess
    expect(calls).toHaveLength(2);
  });

  test('asks again after an error', async () => {
    // Prepare
    const answers = [Promise.reject(new Error('throttled')), Promise.resolve({ status: 'ACTIVE' })];
    const { look } = prepare(async () => answers.shift());
    await expect(look.describe('campaign', ARN)).rejects.toThrow('throttled');

    // Act
    const description = await look.describe('campaign', ARN);

    // Assess
    expect(description).toEqual({ status: 'ACTIVE' });
  });
});
