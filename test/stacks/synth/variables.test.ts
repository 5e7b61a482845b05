import { readConfigurationFile } from '../../../emulator/terraform/configuration';
import { resolveVariables } from '../../../emulator/terraform/variables';
import { synthesizedStack } from '../../support/synthesized-stack';

const configuration = readConfigurationFile(synthesizedStack());

describe('Terraform variables', () => {
  test.each<[string, readonly unknown[]]>([
    ['name', ['personalize', 'awe', 'xn-1', 'prod-aws']],
    [
      'tags',
      [
        {},
        { team: 'x', 'cost center': '42' },
        { empty: '', Straße: 'Büro 4 + x@y:/=._-' },
        { ['k'.repeat(128)]: 'v'.repeat(256) },
      ],
    ],
    ['schedule_timezone', ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5']],
    [
      'permissions_boundary_arn',
      ['', 'arn:aws-cn:iam::123456789012:policy/teams/boundary', 'arn:aws:iam::aws:policy/X'],
    ],
    ['vpc_subnet_ids', [[], ['subnet-0a1b'], ['subnet-0a1b', 'subnet-2c3d']]],
    ['notification_emails', [[], ['ops@example.com', 'a+b@mail.example.org']]],
    ['notify_on', ['attention', 'failures', 'all']],
    ['digest', ['weekly', 'daily', 'off']],
    ['vpc_security_group_ids', [[], ['sg-0a1b', 'sg-2c3d']]],
    ['additional_personalize_regions', [[], ['eu-west-3', 'us-gov-west-1']]],
    ['parameter_values', [{}, { stage: 'dev', braces: '{"a": {"b": {}}}' }]],
    ['log_retention_days', [0, 1, 3653]],
    ['old_version_days', [0, 3, 30]],
    ['lambda_runtime', ['nodejs22.x', 'nodejs24.x']],
  ])('%s accepts valid values', (name, values) => {
    for (const value of values) {
      expect(resolveVariables(configuration, { [name]: value }).get(`var.${name}`)).toEqual(value);
    }
  });

  /** Variable, refused value, beginning of the message, and what is wrong with the value if that is not obvious. */
  const REFUSED: readonly (readonly [name: string, value: unknown, message: string, what?: string])[] = [
    ...['aws', 'aws-shop', 'ssmith', 'xn--shop', 'sthree', 'sthree-shop', 'amzn-s3-demo-shop'].map(
      (name): [string, string, string] => ['name', name, 'name must not begin with aws, ssm, xn--'],
    ),
    ...['ops', 'ops@example', 'a b@example.com', 'a@b@c.d'].map((address): [string, string[], string] => [
      'notification_emails',
      ['ops@example.com', address],
      'notification_emails must be e-mail addresses, such as ops@example.com, or empty.',
    ]),
    ['notify_on', 'nothing', 'notify_on must be one of attention, failures, all.'],
    [
      'personalize_kms_key_arn',
      'arn:aws:kms:eu-west-1:1:key/x',
      'personalize_kms_key_arn must be the ARN of a KMS key',
    ],
    ['schedule_timezone', 'Berlin', 'schedule_timezone must be the name of an IANA time zone'],
    [
      'parameter_values',
      { stage: 'dev', rule: 'x {{y}} z' },
      'parameter_values must not have {{ in a value, which SSM refuses: write the braces into the parameter file, around the placeholder.',
    ],
    ['log_retention_days', 2, 'log_retention_days must be one of'],
    ['old_version_days', 2, 'old_version_days must be 0, or a whole number of days, 3 to 36500.'],
    ['old_version_days', 3.5, 'old_version_days must be 0, or a whole number of days, 3 to 36500.'],
    ['run_history_days', 1.5, 'run_history_days must be a whole number, 1 to 36500.'],
    ['run_history_days', 1e300, 'run_history_days must be a whole number, 1 to 36500.'],
    ['old_version_days', 36_501, 'old_version_days must be 0, or a whole number of days, 3 to 36500.'],
    ['lambda_runtime', 'python3.13', 'lambda_runtime must be one of'],
    ['overdue_after_hours', 1.5, 'overdue_after_hours must be a whole number of hours, 0 to 36500.'],
    ['log_level', 'debug', 'log_level must be one of'],
    ['tags', { 'aws:x': 'y' }, 'tags must not have a key or value that begins with aws:'],
    ['tags', { a: '1', 'AWS:x': 'y' }, 'tags must not have a key or value that begins with aws:'],
    ['tags', { a: '1', x: 'aws:y' }, 'tags must not have a key or value that begins with aws:'],
    ['tags', { '': 'y' }, 'tags must have keys of 1 to 128'],
    ['tags', { a: '1', ['k'.repeat(129)]: 'y' }, 'tags must have keys of 1 to 128', 'a key of 129 characters'],
    ['tags', { a: '1', 'k\nk': 'y' }, 'tags must have keys of 1 to 128'],
    ['tags', { a: '1', b: 'v'.repeat(257) }, 'tags must have keys of 1 to 128', 'a value of 257 characters'],
    ['tags', { a: '1', b: 'R&D' }, 'tags must have keys of 1 to 128'],
    [
      'tags',
      Object.fromEntries(Array.from({ length: 46 }, (_, i) => [`k${i}`, ''])),
      'tags must have at most 45 entries',
      '46 entries',
    ],
    [
      'permissions_boundary_arn',
      'arn:aws:iam::123456789012:role/x',
      'permissions_boundary_arn must be the ARN of an IAM',
    ],
    ['vpc_subnet_ids', ['vpc-0a1b'], 'vpc_subnet_ids must be subnet IDs'],
    [
      'additional_personalize_regions',
      ['Ireland'],
      'additional_personalize_regions must be names of regions, such as eu-west-3, or empty.',
    ],
    ['vpc_security_group_ids', ['sg-0a1b', 'default'], 'vpc_security_group_ids must be security group IDs'],
  ];

  test.each(
    REFUSED.map(([name, value, message, what = JSON.stringify(value)]) => [name, what, value, message] as const),
  )('%s refuses %s with a message of one line', (name, _, value, message) => {
    // Act
    const resolve = () => resolveVariables(configuration, { [name]: value });

    // Assess
    expect(resolve).toThrow(message);
    expect(resolve).not.toThrow('\n');
  });
});
