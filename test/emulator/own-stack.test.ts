import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAws } from '../../emulator/local-aws';

const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A stack of another project. It has none of the outputs of this project's stack. */
const STACK = {
  terraform: { required_version: '>= 1.5.0' },
  provider: { aws: [{}] },
  resource: {
    aws_sns_topic: { orders: { name: 'orders' } },
    aws_ssm_parameter: { topic: { name: '/shop/topic', type: 'String', value: `$\{aws_sns_topic.orders.arn}` } },
  },
  output: { topic: { value: `$\{aws_sns_topic.orders.arn}` } },
};

describe('the emulator', () => {
  it('loads the stack of another project, and provides the outputs of that stack', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    const path = join(folder, 'cdk.tf.json');
    writeFileSync(path, JSON.stringify(STACK));

    // Act
    await local.load(path);

    // Assess
    const { Parameter } = (await local.aws.call('ssm', 'GetParameter', { Name: '/shop/topic' })) as {
      readonly Parameter: { readonly Value: string };
    };
    expect(local.outputs).toEqual({ topic: 'arn:aws:sns:us-east-1:123456789012:orders' });
    expect(Parameter.Value).toBe(local.outputs.topic);
  });

  it("throws when the names of this project's resources are read, but the loaded stack has no outputs for them", async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    const path = join(folder, 'cdk.tf.json');
    writeFileSync(path, JSON.stringify(STACK));
    await local.load(path);

    // Act
    const names = () => local.names;

    // Assess
    expect(names).toThrow("The stack has no output 'data_bucket'.");
  });
});
