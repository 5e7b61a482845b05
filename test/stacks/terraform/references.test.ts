import type { Configuration } from '../../support/configuration';
import { danglingReferences, findCycle, referencesIn } from './references';

function configuration(resource: Configuration['resource']): Configuration {
  return { variable: { name: {} }, data: { aws_region: { current: {} } }, resource, terraform: {} };
}

describe('references', () => {
  test('are found in expressions and in depends_on, not in text', () => {
    // Prepare
    const block = {
      name: '${var.name}-x-${data.aws_region.current.region}',
      count: '${var.email == "aws_fake.thing" ? 0 : 1}',
      policy: '{"Resource":["${aws_s3_bucket.data.arn}/*"],"Text":"$${aws_s3_bucket.text} aws_s3_bucket.text"}',
      depends_on: ['aws_iam_role.role'],
    };

    // Act and assess
    expect(referencesIn(block)).toEqual([
      'var.name',
      'data.aws_region.current',
      'var.email',
      'aws_s3_bucket.data',
      'aws_iam_role.role',
    ]);
  });

  test('are dangling if they lead to missing blocks', () => {
    // Prepare
    const broken = configuration({
      aws_a: { one: { x: '${aws_b.two.arn}', depends_on: ['aws_b.three'] } },
      aws_b: { two: { x: '${var.nam}', y: '${data.aws_region.here.region}' } },
    });

    // Act and assess
    expect(danglingReferences(broken)).toEqual([
      'aws_a.one -> aws_b.three',
      'aws_b.two -> var.nam',
      'aws_b.two -> data.aws_region.here',
    ]);
  });

  test('are a cycle if they lead back to where they began', () => {
    // Prepare
    const sound = configuration({ aws_a: { one: { x: '${aws_a.two.arn}' }, two: { x: '${var.name}' } } });
    const broken = configuration({
      aws_a: { one: { x: '${aws_a.two.arn}' }, two: { depends_on: ['aws_b.three'] } },
      aws_b: { three: { x: '${aws_a.one.arn}' } },
    });

    // Act and assess
    expect(findCycle(sound)).toBeUndefined();
    expect(findCycle(broken)).toEqual(['aws_a.one', 'aws_a.two', 'aws_b.three', 'aws_a.one']);
  });
});
