import { LocalAws } from '../../../local-aws/local-aws';
import { loadStack } from '../../../local-aws/terraform/load-stack';
import { synthesize } from '../../../stacks/synth/synthesize';
import { resources, statements } from '../../support/configuration';
import { readSynthesis, temporaryFolder } from '../../support/synthesis';

const path = synthesize(temporaryFolder());
const { configuration } = readSynthesis(path);
const functions = Object.keys(configuration.resource.aws_lambda_function ?? {});

const VPC = { vpc_subnet_ids: ['subnet-0a', 'subnet-0b'], vpc_security_group_ids: ['sg-0a'] };

async function loaded(variables: Readonly<Record<string, unknown>>) {
  const { aws } = new LocalAws({ seed: 1 });
  return (await loadStack(aws, path, { variables })).resources;
}

describe('Functions in a VPC', () => {
  test.each(functions)('%s is in the subnets and groups that are given', async (name) => {
    // Act
    const created = await loaded(VPC);

    // Assess
    expect(created.get(`aws_lambda_function.${name}`)?.vpc_config).toEqual({
      subnet_ids: VPC.vpc_subnet_ids,
      security_group_ids: VPC.vpc_security_group_ids,
    });
    expect(created.has(`aws_iam_role_policy.${name}_vpc_policy[0]`)).toBe(true);
    const actions = statements(configuration, `aws_iam_role_policy.${name}_vpc_policy`).flatMap(({ Action }) => Action);
    expect(actions.every((action) => action.startsWith('ec2:'))).toBe(true);
  });

  test('need no permission on network interfaces without one', async () => {
    const created = await loaded({});
    expect([...created.keys()].filter((address) => address.includes('vpc_policy'))).toEqual([]);
  });

  test.each([
    { ...VPC, vpc_security_group_ids: [] },
    { ...VPC, vpc_subnet_ids: [] },
  ])('are refused with %j', async (variables) => {
    await expect(loaded(variables)).rejects.toThrow(
      'vpc_subnet_ids and vpc_security_group_ids must be given together, or neither.',
    );
  });
});

test('Every role is bounded by the one boundary that is given', () => {
  const roles = resources(configuration).filter(([address]) => address.startsWith('aws_iam_role.'));
  expect(roles.length).toBeGreaterThan(15);
  for (const [, role] of roles) {
    expect(role.permissions_boundary).toBe(
      '${var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn}',
    );
  }
});
