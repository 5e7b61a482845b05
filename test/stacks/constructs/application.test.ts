import { LocalAws } from '../../../local-aws/local-aws';
import { loadStack } from '../../../local-aws/terraform/load-stack';
import { resources } from '../../support/configuration';
import { readSynthesis } from '../../support/synthesis';
import { synthesizedStack } from '../../support/synthesized-stack';

const path = synthesizedStack();
const { configuration } = readSynthesis(path);

/** Types of resources of the stack that have tags (AWS provider). */
const TAGGABLE =
  /^aws_(cloudwatch_(event_bus|log_group)|dynamodb_table|iam_role|lambda_function|s3_bucket|sfn_state_machine|sns_topic|sqs_queue|ssm_parameter|scheduler_schedule_group)\./;

async function loaded(variables: Readonly<Record<string, unknown>>) {
  const { aws } = new LocalAws({ seed: 1 });
  return loadStack(aws, path, { variables });
}

describe('Application', () => {
  test('tags every resource that can have tags', () => {
    // Act
    const taggable = resources(configuration).filter(([address]) => TAGGABLE.test(address));

    // Assess
    expect(taggable.length).toBeGreaterThan(40);
    expect(taggable.filter(([, { tags }]) => tags !== '${local.application_tag}').map(([id]) => id)).toEqual([]);
  });

  test('is there if it is asked for, with its tag below nothing and beside the tags of the provider', async () => {
    // Act
    const { resources: created } = await loaded({ application_enabled: true, tags: { team: 'x' } });

    // Assess
    const { arn } = created.get('aws_servicecatalogappregistry_application.application[0]') ?? {};
    expect(created.get('aws_s3_bucket.data_bucket')?.tags).toEqual({ team: 'x', awsApplication: arn });
    expect(created.get('aws_sfn_state_machine.run')?.tags).toEqual({ team: 'x', awsApplication: arn });
  });

  test('is not there otherwise, and then nothing is tagged', async () => {
    // Act
    const { resources: created } = await loaded({});

    // Assess
    expect([...created.keys()].filter((address) => address.includes('application'))).toEqual([]);
    expect([...created].filter(([, attributes]) => 'tags' in attributes)).toEqual([]);
  });
});
