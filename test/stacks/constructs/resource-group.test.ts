import { LocalAws } from '../../../emulator/local-aws';
import { loadStack } from '../../../emulator/terraform/load-stack';
import { resources } from '../../support/configuration';
import { readSynthesis } from '../../support/synthesis';
import { synthesizedStack } from '../../support/synthesized-stack';

const path = synthesizedStack();
const { configuration } = readSynthesis(path);

/** Types of the stack's resources that can have tags (AWS provider). */
const TAGGABLE =
  /^aws_(cloudwatch_(event_bus|event_rule|log_group|metric_alarm)|dynamodb_table|kms_key|iam_role|lambda_function|resourcegroups_group|s3_bucket|sfn_state_machine|sns_topic|sqs_queue|ssm_parameter|scheduler_schedule_group)\./;

async function loaded(variables: Readonly<Record<string, unknown>>) {
  const { aws } = new LocalAws({ seed: 1 });
  return loadStack(aws, path, { variables });
}

describe('ResourceGroup', () => {
  it('tags every resource that can have tags', () => {
    // Act
    const taggable = resources(configuration).filter(([address]) => TAGGABLE.test(address));

    // Assess
    expect(taggable.length).toBeGreaterThan(40);
    expect(taggable.filter(([, { tags }]) => tags !== '${local.resource_group_tag}').map(([id]) => id)).toEqual([]);
  });

  it('contains the resources with its tag, which they have in addition to the tags of the provider', async () => {
    // Act
    const variables = { name: 'shop', resource_group_enabled: true, tags: { team: 'x' } };
    const { resources: created } = await loaded(variables);

    // Assess
    const { name, resource_query: query } = created.get('aws_resourcegroups_group.resource_group[0]') ?? {};
    expect(name).toBe('shop');
    expect(JSON.parse((query as { query: string }).query)).toEqual({
      ResourceTypeFilters: ['AWS::AllSupported'],
      TagFilters: [{ Key: 'personalize-mlops', Values: ['shop'] }],
    });
    const tags = { team: 'x', 'personalize-mlops': 'shop' };
    expect(created.get('aws_s3_bucket.data_bucket')?.tags).toEqual(tags);
    expect(created.get('aws_sfn_state_machine.run')?.tags).toEqual(tags);
  });

  it('does not exist by default, and then nothing is tagged', async () => {
    // Act
    const { resources: created } = await loaded({});

    // Assess
    expect([...created.keys()].filter((address) => address.includes('resource_group'))).toEqual([]);
    expect([...created].filter(([, attributes]) => 'tags' in attributes)).toEqual([]);
  });
});
