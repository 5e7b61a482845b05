import type { DesiredState } from '../../../../lib/parameter-file/desired-state';
import { pathOfGroup, publishParameters } from '../../../../lib/reconciler/parameters/publish-parameters';

const STATE = {
  datasetGroup: { name: 'shop' },
  solutions: [{ campaigns: [{ name: 'top' }] }],
  recommenders: [],
} as unknown as DesiredState;

const ALL = '{"campaigns":{"top":"arn:top"},"recommenders":{}}';

function worldWith(published: Readonly<Record<string, string>>) {
  const calls: string[] = [];
  const parameters = {
    read: async () => new Map(Object.entries(published)),
    put: async (name: string, value: string) => void calls.push(`put ${name} ${value}`),
    delete: async (name: string) => void calls.push(`delete ${name}`),
  };
  const list = async (type: string) =>
    type === 'campaign' ? [{ name: 'top', campaignArn: 'arn:top', status: 'ACTIVE' }] : [];
  const scope = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
  return { calls, parameters, account: { scope, personalize: { list, describe: jest.fn() } } };
}

describe('publishParameters', () => {
  it('writes parameters that differ, and deletes parameters that should not exist', async () => {
    // Prepare
    const { calls, parameters, account } = worldWith({ 'campaigns/top': 'changed', 'recommenders/gone': 'arn:gone' });

    // Act
    await publishParameters(STATE, parameters, account);

    // Assess
    expect(calls).toEqual(['put campaigns/top arn:top', `put all ${ALL}`, 'delete recommenders/gone']);
  });

  it('writes nothing if all parameters are as desired', async () => {
    // Prepare
    const { calls, parameters, account } = worldWith({ 'campaigns/top': 'arn:top', all: ALL });

    // Act
    await publishParameters(STATE, parameters, account);

    // Assess
    expect(calls).toEqual([]);
  });
});

describe('pathOfGroup', () => {
  it('begins with the name of the deployment', () => {
    expect(pathOfGroup('personalize', 'shop')).toBe('/personalize/groups/shop');
  });
});
