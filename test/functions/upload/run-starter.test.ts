import { ExecutionAlreadyExists, type SFNClient, type StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionName, RunStarter } from '../../../functions/upload/run-starter';
import type { UploadedObject } from '../../../functions/upload/uploaded-object';

const OBJECT = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' } as UploadedObject;

/** @param refusal what Step Functions throws */
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
  it('starts a run for the version that was uploaded', async () => {
    // Prepare
    const { starter, inputs } = prepare();

    // Act
    const started = await starter.start('shop', OBJECT);

    // Assess
    expect(started).toBe(true);
    const [{ stateMachineArn, name, input = '' } = {}] = inputs;
    expect({ stateMachineArn, name }).toEqual({
      stateMachineArn: 'arn:run',
      name: executionName('shop', OBJECT),
    });
    expect(JSON.parse(input)).toEqual({
      datasetGroup: 'shop',
      workflow: 'personalize-workflow',
      trigger: 'upload',
      file: OBJECT,
    });
  });

  it('hands the warnings of the file to the run', async () => {
    // Prepare
    const { starter, inputs } = prepare();

    // Act
    await starter.start('shop', OBJECT, ['one', 'two']);

    // Assess
    expect(JSON.parse(inputs[0]?.input ?? '')).toMatchObject({ warnings: ['one', 'two'] });
  });

  it('says that a run for the version has been started before', async () => {
    // Prepare
    const { starter } = prepare(new ExecutionAlreadyExists({ message: 'exists', $metadata: {} }));

    // Act and assess
    expect(await starter.start('shop', OBJECT)).toBe(false);
  });

  it('passes on every other error', async () => {
    // Prepare
    const { starter } = prepare(new Error('throttled'));

    // Act and assess
    await expect(starter.start('shop', OBJECT)).rejects.toThrow('throttled');
  });
});

describe('the name of an execution', () => {
  it('is the same for the same version, and another for any other', () => {
    // Act
    const names = [
      executionName('shop', { ...OBJECT }),
      executionName('shop', { ...OBJECT, versionId: 'v2' }),
      executionName('shop', { ...OBJECT, key: 'train/other.json' }),
      executionName('shop', { ...OBJECT, bucket: 'other' }),
    ];

    // Assess
    expect(names[0]).toBe(executionName('shop', OBJECT));
    expect(new Set(names).size).toBe(4);
  });

  it('has at most the 80 characters that Step Functions allows', () => {
    // Act and assess
    expect(executionName('x'.repeat(63), OBJECT)).toHaveLength(80);
  });
});
