import { MemoizedPersonalize } from '../../../../lib/reconciler/account/memoized-personalize';
import type { Personalize } from '../../../../lib/reconciler/account/personalize-api';

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
    tags: async () => [],
  };
  return { memoized: new MemoizedPersonalize(personalize), calls };
}

describe('MemoizedPersonalize', () => {
  test('makes each call once, even if it is repeated', async () => {
    // Prepare
    const { memoized, calls } = prepare();

    // Act
    for (let time = 0; time < 3; time += 1) {
      await memoized.describe('campaign', ARN);
      await memoized.list('solutionVersion', { solutionArn: 'arn:one' });
      await memoized.list('solutionVersion', { solutionArn: 'arn:two' });
    }

    // Assess
    expect(calls).toEqual([`describe ${ARN}`, 'list solutionVersion', 'list solutionVersion']);
  });

  test.each([
    ['create', (memoized: MemoizedPersonalize) => memoized.create('campaign', {})],
    ['update', (memoized: MemoizedPersonalize) => memoized.update('campaign', {})],
    ['delete', (memoized: MemoizedPersonalize) => memoized.delete('campaign', ARN)],
  ])('describes a campaign again after the operation %s', async (_name, change) => {
    // Prepare
    const { memoized, calls } = prepare();
    await memoized.describe('campaign', ARN);

    // Act
    await change(memoized);
    await memoized.describe('campaign', ARN);

    // Assess
    expect(calls).toHaveLength(2);
  });

  test('describes a campaign again if the first call failed', async () => {
    // Prepare
    const answers = [Promise.reject(new Error('throttled')), Promise.resolve({ status: 'ACTIVE' })];
    const { memoized } = prepare(async () => answers.shift());
    await expect(memoized.describe('campaign', ARN)).rejects.toThrow('throttled');

    // Act
    const description = await memoized.describe('campaign', ARN);

    // Assess
    expect(description).toEqual({ status: 'ACTIVE' });
  });
});
