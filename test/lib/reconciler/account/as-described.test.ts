import { asDescribed } from '../../../../lib/reconciler/account/as-described';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';

const version = (id: string, status: string): Description => ({ solutionVersionArn: `arn:${id}`, status });

test('replaces each listed version that is in progress with its description, if Personalize has one', async () => {
  // Prepare
  const listed = [version('a', 'CREATE IN_PROGRESS'), version('b', 'CREATE PENDING'), version('c', 'ACTIVE')];
  const asked: string[] = [];
  const describe = async (_type: string, arn: string) => {
    asked.push(arn);
    return arn === 'arn:a' ? version('a', 'ACTIVE') : undefined;
  };

  // Act
  const found = await asDescribed('solutionVersion', listed, { describe });

  // Assess
  expect(found).toEqual([version('a', 'ACTIVE'), version('b', 'CREATE PENDING'), version('c', 'ACTIVE')]);
  expect(asked).toEqual(['arn:a', 'arn:b']);
});
