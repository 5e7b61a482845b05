import type { DeployedAws } from '../../cli/aws';
import { WrongUsage } from '../../cli/failure';
import { findVersion } from '../../cli/find-version';
import type { ManagedSolution } from '../../cli/managed-solution';
import { version, versionsOfSolution } from '../support/solution-versions';

/** Names of the versions of days 1 to 3. */
async function prepare(names: readonly string[]) {
  const { step } = await versionsOfSolution();
  const solution = { step: step({ 1: 0.1, 2: 0.1, 3: 0.1, 4: 'IN TRAINING' }) } as unknown as ManagedSolution;
  const nameOf = (arn: string) => `top/${names[Number(arn.slice(-1)) - 1]}`;
  const aws = {
    scope: solution.step.scope,
    personalize: { describe: async (_: string, arn: string) => ({ name: nameOf(arn) }) },
  } as unknown as DeployedAws;
  return { aws, solution };
}

describe('findVersion within a solution', () => {
  test.each(['b', 'top/b', version(2), 'top/00000002', '00000002'])('finds %s', async (text) => {
    // Prepare
    const { aws, solution } = await prepare(['a', 'b', 'c']);

    // Act and assess
    expect(await findVersion(aws, text, solution)).toEqual({ solution, version: version(2) });
  });

  test.each([
    ['d', /^'d' is not an ACTIVE version of solution 'top' in account 123456789012, /, /names of the newest: c, b\.$/],
    ['other/b', /^'other\/b' is not an ACTIVE version of solution 'top'/, /^Write its ARN, SOLUTION\/ID or its name/],
  ])('says what there is in place of %s', async (text, message, hint) => {
    // Prepare
    const { aws, solution } = await prepare(['00000001', 'b', 'c']);

    // Act
    const finding = findVersion(aws, text, solution);

    // Assess
    await expect(finding).rejects.toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });
});

test('a version in training is not decided on', async () => {
  // Prepare
  const { aws, solution } = await prepare(['a', 'b', 'c']);

  // Act
  const finding = findVersion(aws, 'top/00000004', solution);

  // Assess
  await expect(finding).rejects.toMatchObject({
    message: `Solution version ${version(4)} is CREATE IN_PROGRESS.`,
    hint: 'Decide on it once it is ACTIVE.',
  });
});

test('two versions of one name have to be told apart', async () => {
  // Prepare
  const { aws, solution } = await prepare(['b', 'a', 'b']);

  // Act
  const findings = ['b', 'top/b'].map((text) => findVersion(aws, text, solution));

  // Assess
  for (const finding of findings)
    await expect(finding).rejects.toMatchObject({
      message: "2 versions of solution 'top' have the name 'b'.",
      hint: 'Write the ARN or SOLUTION/ID: top/00000003 or top/00000001; `personalize-mlops versions list top` shows when each was trained.',
    });
  expect(await findVersion(aws, 'a', solution)).toEqual({ solution, version: version(2) });
});

describe('findVersion in all solutions', () => {
  /** The newest version of each of two dataset groups has these names; those of the second group are of solution `other`. */
  const two = async (names: readonly [string, string]) => {
    const { aws } = await prepare([]);
    const arns = [version(1), version(2).replace('/top/', '/other/')];
    const ofGroup = (index: number) => [
      { type: 'solutionVersion', status: 'ACTIVE', summary: { solutionVersionArn: arns[index] } },
      { type: 'solutionVersion', status: 'CREATE FAILED', summary: { solutionVersionArn: version(9) } },
    ];
    const described: Readonly<Record<string, unknown>> = Object.fromEntries(
      arns.map((arn, index) => [arn, { name: names[index] }]),
    );
    return {
      ...aws,
      datasetGroups: { names: async () => ['0', '1'] },
      resourcesOf: async (group: string) => ofGroup(Number(group)),
      personalize: { describe: async (_: string, arn: string) => described[arn] },
    } as unknown as DeployedAws;
  };

  test.each<[string, readonly [string, string], string, RegExp]>([
    ['none has', ['a', 'b'], "'c' is not an ACTIVE version in account 123456789012, us-east-1.", /newest: a, b\.$/],
    ['two have', ['c', 'c'], "2 versions have the name 'c'.", /SOLUTION\/ID: top\/00000001 or other\/00000002; /],
  ])('refuses a name that %s', async (_, names, message, hint) => {
    // Prepare
    const aws = await two(names);

    // Act
    const finding = findVersion(aws, 'c');

    // Assess
    await expect(finding).rejects.toMatchObject({ message, hint: expect.stringMatching(hint) });
    await expect(finding).rejects.toThrow(WrongUsage);
  });

  test('finds the solution of the one that has the name', async () => {
    // Prepare
    const aws = await two(['a', 'c']);

    // Act
    const finding = findVersion(aws, 'c');

    // Assess
    await expect(finding).rejects.toThrow("Solution 'other' not found.");
  });
});

test('an empty id never finds the version without a name of its own', async () => {
  // Prepare
  const { aws, solution } = await prepare(['a', '00000002', 'c']);

  // Act
  const findings = ['', 'top/', '/'].map((text) => findVersion(aws, text, solution));

  // Assess
  for (const finding of findings) await expect(finding).rejects.toThrow(WrongUsage);
});
