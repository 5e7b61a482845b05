import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccountWide } from '../../emulator/core/account-wide';
import { LocalAws } from '../../emulator/local-aws';
import { readConfigurationFile } from '../../emulator/terraform/configuration';
import { loadConfiguration, loadStack } from '../../emulator/terraform/load-stack';
import { currentNames, type Names } from '../../scripts/names';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { resource } from '../support/configuration';
import { readSynthesis } from '../support/synthesis';
import { synthesizedStack } from '../support/synthesized-stack';

const committed: Names = JSON.parse(readFileSync(join(PROJECT_ROOT, 'test', 'stacks', 'names.json'), 'utf8'));
const path = synthesizedStack();
const { configuration } = readSynthesis(path);

describe('Addresses and names', () => {
  test('are the same as in earlier deployments; after an intended change, run `npx tsx scripts/names.ts`', () => {
    expect(currentNames()).toEqual(committed);
  });

  test.each([
    ['aws_s3_bucket.data_bucket', ['bucket']],
    ['aws_dynamodb_table.record_table', ['name', 'hash_key', 'range_key']],
    ['aws_iam_role.personalize_role', ['name']],
  ])('do not cause a replacement of %s, unless the name of the deployment changes', (address, replacing) => {
    // Prepare: the arguments whose change replaces the resource (AWS provider)
    const block = resource(configuration, address);

    // Act
    const variables = replacing.flatMap((argument) => String(block[argument]).match(/var\.\w+/g) ?? []);

    // Assess
    expect([...new Set(variables)]).toEqual(['var.name']);
  });

  test('allow two deployments in one account and region: all their ARNs differ', async () => {
    // Prepare
    const { aws } = new LocalAws({ seed: 1 });

    // Act: AWS refuses to create anything twice
    const one = await loadStack(aws, path, { variables: { name: 'shop' } });
    const other = await loadStack(aws, path, { variables: { name: 'shop-test' } });

    // Assess
    expect(other.resources.size).toBe(one.resources.size);
    const arns = [...one.resources, ...other.resources]
      // The attribute `arn` of these types is the ARN of their function or topic.
      .filter(([address]) => !/^aws_(cloudwatch_event_target|sns_topic_policy)\./.test(address))
      .map(([, { arn }]) => arn)
      .filter((arn) => arn !== undefined);
    expect(arns.length).toBeGreaterThan(60);
    expect(new Set(arns).size).toBe(arns.length);
  });

  test('differ between two regions if they must be unique in the whole account', async () => {
    // Prepare
    const accountWide = new AccountWide();
    const regions = ['us-east-1', 'eu-west-1'].map(
      (region) => new LocalAws({ seed: 1, account: { region }, accountWide }),
    );

    // Act: IAM refuses a role that exists, and the local AWS refuses a dashboard that exists
    const stacks = [];
    for (const { aws } of regions) stacks.push(await loadStack(aws, path));

    // Assess
    const [one, other] = stacks.map(
      ({ resources }) => resources.get('aws_cloudwatch_dashboard.dashboard')?.dashboard_name,
    );
    expect(one).toBe('personalize-overview-us-east-1');
    expect(other).toBe('personalize-overview-eu-west-1');
    expect(accountWide.dashboards.size).toBe(2);
  });

  test.each([
    ['aws-shop', 'client_names_parameter: ssm:PutParameter returned ValidationException'],
    ['ssmith', 'client_names_parameter: ssm:PutParameter returned ValidationException'],
    ['sthree', 'data_bucket: s3:CreateBucket returned InvalidBucketName'],
    ['amzn-s3-demo-shop', 'data_bucket: s3:CreateBucket returned InvalidBucketName'],
  ])(
    'are refused by the stack if the name of the deployment is %s, because AWS would refuse them later',
    async (name, refusal) => {
      // Prepare
      const { aws } = new LocalAws({ seed: 1 });
      const stack = readConfigurationFile(path);
      const blocks = stack.blocks.map((block) =>
        block.address === 'var.name' ? { ...block, body: { type: 'string' } } : block,
      );

      // Act
      const load = loadConfiguration(aws, { ...stack, blocks }, { variables: { name } });

      // Assess
      await expect(load).rejects.toThrow(refusal);
      await expect(loadStack(aws, path, { variables: { name } })).rejects.toThrow('name must not begin with');
    },
  );

  test('differ between two deployments, even if the name of one begins with the name of the other', () => {
    // Prepare: names are `<deployment>-<what>`, so `what` of `shop-x` must not have the same name as `x-what` of `shop`
    const whats = Object.entries(committed).flatMap(([address, name]) => {
      const [, folder, what] = /^(\/.*\/)?\$\{var\.name\}-([a-z-]+[a-z])/.exec(name ?? '') ?? [];
      return what === undefined ? [] : [{ kind: `${address.split('.')[0]} ${folder ?? ''}`, what }];
    });

    // Act
    const clashes = whats.flatMap((one) =>
      whats
        .filter((other) => other.kind === one.kind && other.what.endsWith(`-${one.what}`))
        .map((other) => `${one.kind}: '${one.what}' of a deployment is '${other.what}' of another`),
    );

    // Assess
    expect(whats.length).toBeGreaterThan(30);
    expect(clashes).toEqual([]);
  });
});
