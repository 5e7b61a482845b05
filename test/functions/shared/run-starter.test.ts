import { ExecutionAlreadyExists, type SFNClient, type StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionName, RunStarter } from '../../../functions/shared/run-starter';
import type { RunRequest } from '../../../lib/record-table/run-request';

const REQUEST: RunRequest = {
  datasetGroup: 'shop',
  workflow: 'personalize-workflow',
  trigger: 'upload',
  file: { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' },
};

/** @param refusal error with which Step Functions refuses to start the run */
function prepare(refusal?: Error) {
  const inputs: StartExecutionCommand['input'][] = [];
  const send = async ({ input }: StartExecutionCommand) => {
    inputs.push(input);
    if (refusal !== undefined) throw refusal;
    return {};
  };
  return { starter: new RunStarter({ send } as unknown as SFNClient, 'arn:run'), inputs };
}

describe('RunStarter', () => {
  it('starts a run under the given name', async () => {
    // Prepare
    const { starter, inputs } = prepare();

    // Act
    const started = await starter.start('shop-1', REQUEST);

    // Assess
    expect(started).toBe(true);
    const [{ stateMachineArn, name, input = '' } = {}] = inputs;
    expect({ stateMachineArn, name }).toEqual({ stateMachineArn: 'arn:run', name: 'shop-1' });
    expect(JSON.parse(input)).toEqual(REQUEST);
  });

  it('returns false if a run with the same name was started before', async () => {
    // Prepare
    const { starter } = prepare(new ExecutionAlreadyExists({ message: 'exists', $metadata: {} }));

    // Act and assess
    expect(await starter.start('shop-1', REQUEST)).toBe(false);
  });

  it('throws every other error of Step Functions', async () => {
    // Prepare
    const { starter } = prepare(new Error('throttled'));

    // Act and assess
    await expect(starter.start('shop-1', REQUEST)).rejects.toThrow('throttled');
  });
});

describe('the name of an execution', () => {
  it('is the same for the same version of a file, and differs for other versions, keys and buckets', () => {
    // Act
    const names = [
      executionName('shop', ['data', 'config.json', 'v1']),
      executionName('shop', ['data', 'config.json', 'v2']),
      executionName('shop', ['data', 'other.json', 'v1']),
      executionName('shop', ['other', 'config.json', 'v1']),
    ];

    // Assess
    expect(names[0]).toBe(executionName('shop', ['data', 'config.json', 'v1']));
    expect(new Set(names).size).toBe(4);
  });

  it('has 80 characters, which is the maximum of Step Functions, for the longest dataset group name', () => {
    // Act and assess
    expect(executionName('x'.repeat(63), ['v1'])).toHaveLength(80);
  });
});
