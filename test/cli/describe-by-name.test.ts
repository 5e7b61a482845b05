import { describeByName } from '../../cli/describe-by-name';

/** An account in which every resource exists. @param asked list to which each ARN that is described is added */
function accountThat(asked: string[]) {
  const describe = async (_: string, arn: string) => {
    asked.push(arn);
    return { status: 'ACTIVE' };
  };
  return {
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    personalize: { describe },
  };
}

describe('describeByName', () => {
  test('builds the ARN from type and name, and describes that resource', async () => {
    // Prepare
    const asked: string[] = [];

    // Act
    const found = await describeByName(accountThat(asked), 'solution', 'top');

    // Assess
    expect(found).toEqual({ status: 'ACTIVE' });
    expect(asked).toEqual(['arn:aws:personalize:us-east-1:123456789012:solution/top']);
  });

  test.each([
    ['is too long', 'a'.repeat(64)],
    ['has a line break', 'a\nb'],
    ['ends with a line break', 'a\n'],
    ['has a slash', 'eu/shop'],
    ['is empty', ''],
  ])('finds nothing, and does not ask Personalize, if the name %s', async (_, name) => {
    // Prepare
    const asked: string[] = [];

    // Act
    const found = await describeByName(accountThat(asked), 'datasetGroup', name);

    // Assess
    expect(found).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
