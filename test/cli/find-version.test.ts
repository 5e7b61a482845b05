import type { DeployedAws } from '../../cli/aws';
import { WrongUsage } from '../../cli/failure';
import { findVersion } from '../../cli/find-version';
import type { ManagedSolution } from '../../cli/managed-solution';
import { type Setup, version, versionsOfSolution } from '../support/solution-versions';

const THREE = { 1: 0.1, 2: 0.1, 3: 0.1, 4: 'IN TRAINING' } as const;

/** Names of 21 versions, oldest first: one more than findVersion lists. */
const MONTH = Array.from({ length: 21 }, (_, day) => `day-${day + 1}`);

/**
 * Prepares a solution, by default with three ACTIVE versions and one in training.
 * @param names names of the ACTIVE versions, oldest first
 */
async function prepare(names: readonly string[], trained: Setup['trained'] = THREE) {
  const { step } = await versionsOfSolution();
  const solution = { step: step(trained) } as unknown as ManagedSolution;
  const nameOf = (arn: string) => `top/${names[Number(arn.slice(-8)) - 1]}`;
  const aws = {
    scope: solution.step.scope,
    personalize: { describe: async (_: string, arn: string) => ({ name: nameOf(arn) }) },
  } as unknown as DeployedAws;
  return { aws, solution };
}

describe('findVersion within a solution', () => {
  test.each(['b', 'top/b', version(2), 'top/00000002', '00000002'])('finds a version given as %s', async (text) => {
    // Prepare
    const { aws, solution } = await prepare(['a', 'b', 'c']);

    // Act and assess
    expect(await findVersion(aws, text, solution)).toEqual({ solution, version: version(2) });
  });

  test.each([
    [
      'd',
      /^'d' is not an ACTIVE version of solution 'top' in account 123456789012, /,
      /the newest are: top\/00000003 \(c\), top\/00000002 \(b\), top\/00000001\.$/,
    ],
    [
      'other/b',
      /^'other\/b' is not an ACTIVE version of solution 'top'/,
      /^Give the ARN, SOLUTION\/ID or SOLUTION\/NAME of an ACTIVE version; /,
    ],
  ])('refuses %s, and says how to name a version', async (text, message, hint) => {
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

test('findVersion refuses a version in training', async () => {
  // Prepare
  const { aws, solution } = await prepare(['a', 'b', 'c']);

  // Act
  const finding = findVersion(aws, 'top/00000004', solution);

  // Assess
  await expect(finding).rejects.toMatchObject({
    message: expect.stringMatching(
      /^'top\/00000004' is not an ACTIVE version of solution 'top' .*: it is CREATE IN_PROGRESS\.$/,
    ),
    hint: expect.stringContaining('top/00000003 (c), '),
  });
});

test('for the id of a version in training, only the names of the 20 newest ACTIVE versions are read', async () => {
  // Prepare
  const active = Object.fromEntries(MONTH.map((_, day) => [day + 1, 0.1]));
  const { aws, solution } = await prepare(MONTH, { ...active, 22: 'IN TRAINING' });
  const describe = jest.spyOn(aws.personalize, 'describe');

  // Act
  const finding = findVersion(aws, 'top/00000022', solution);

  // Assess
  await expect(finding).rejects.toThrow(/: it is CREATE IN_PROGRESS\.$/);
  expect(describe).toHaveBeenCalledTimes(20);
});

test('a name that two versions share is refused with a hint that lists the ids of the versions', async () => {
  // Prepare
  const { aws, solution } = await prepare(['b', 'a', 'b']);

  // Act
  const findings = ['b', 'top/b'].map((text) => findVersion(aws, text, solution));

  // Assess
  for (const finding of findings)
    await expect(finding).rejects.toMatchObject({
      message: expect.stringMatching(/^'(top\/)?b' is the name of 2 ACTIVE versions of solution 'top' in account /),
      hint: expect.stringMatching(/ newest are: top\/00000003 \(b\), top\/00000002 \(a\), top\/00000001 \(b\)\.$/),
    });
  expect(await findVersion(aws, 'a', solution)).toEqual({ solution, version: version(2) });
});

test('the oldest of many versions is found by its name, and only the newest are listed for an unknown name', async () => {
  // Prepare
  const { aws, solution } = await prepare(MONTH, Object.fromEntries(MONTH.map((_, day) => [day + 1, 0.1])));

  // Act
  const { version: found } = await findVersion(aws, 'top/day-1', solution);
  const unknown = findVersion(aws, 'day-0', solution);

  // Assess
  expect(found).toBe(version(1));
  await expect(unknown).rejects.toMatchObject({
    message: expect.stringMatching(/^'day-0' is not an ACTIVE version of solution 'top' /),
    hint: expect.stringMatching(/newest are: top\/00000021 \(day-21\), .*, top\/00000002 \(day-2\)\.$/),
  });
});

describe('findVersion in all solutions', () => {
  test('says that only the names of the 20 newest versions were read, and how to name an older version', async () => {
    // Prepare
    const { aws } = await prepare(MONTH);
    const listed = MONTH.map((_, day) => ({ solutionVersionArn: version(day + 1), status: 'ACTIVE' })).reverse();
    const all = { ...aws, personalize: { ...aws.personalize, list: async () => listed } } as unknown as DeployedAws;

    // Act
    const finding = findVersion(all, 'day-1');

    // Assess
    await expect(finding).rejects.toMatchObject({
      message:
        "'day-1' is not an ACTIVE version in account 123456789012, us-east-1; only the names of the 20 newest were read.",
      hint: expect.stringMatching(
        /^Give the ARN, SOLUTION\/ID or SOLUTION\/NAME of an ACTIVE version; the newest are: top/,
      ),
    });
  });

  /** Prepares a failed version and two ACTIVE versions with these names. The older of the two belongs to solution `other`. */
  const two = async (names: readonly [string, string]) => {
    const { aws } = await prepare([]);
    const arns = [version(2), version(1).replace('/top/', '/other/')];
    const described: Readonly<Record<string, unknown>> = Object.fromEntries(
      arns.map((arn, index) => [arn, { name: names[index] }]),
    );
    const listed = [
      { solutionVersionArn: version(9), status: 'CREATE FAILED' },
      ...arns.map((arn) => ({ solutionVersionArn: arn, status: 'ACTIVE' })),
    ];
    return {
      ...aws,
      personalize: { list: async () => listed, describe: async (_: string, arn: string) => described[arn] },
    } as unknown as DeployedAws;
  };

  test.each<[string, readonly [string, string], string, RegExp]>([
    [
      'no version has',
      ['a', 'b'],
      "'c' is not an ACTIVE version in account 123456789012, us-east-1.",
      /newest are: .*\(a\), other\/00000001 \(b\)\.$/,
    ],
    [
      'two versions have',
      ['c', 'c'],
      "'c' is the name of 2 ACTIVE versions in account 123456789012, us-east-1.",
      /newest are: top\/00000002 \(c\), other\/00000001 \(c\)\.$/,
    ],
  ])('refuses a name that %s', async (_, names, message, hint) => {
    // Prepare
    const aws = await two(names);

    // Act
    const finding = findVersion(aws, 'c');

    // Assess
    await expect(finding).rejects.toMatchObject({ message, hint: expect.stringMatching(hint) });
    await expect(finding).rejects.toThrow(WrongUsage);
  });

  test.each(['c', '00000001'])(
    'finds out from the name or id %s which solution the version belongs to',
    async (text) => {
      // Prepare
      const aws = await two(['a', 'c']);

      // Act
      const finding = findVersion(aws, text);

      // Assess
      await expect(finding).rejects.toThrow("Solution 'other' not found.");
    },
  );
});

test('an empty name is refused, even if a version has no name', async () => {
  // Prepare
  const { aws, solution } = await prepare(['a', '00000002', 'c']);

  // Act
  const findings = ['', 'top/', '/'].map((text) => findVersion(aws, text, solution));

  // Assess
  for (const finding of findings) await expect(finding).rejects.toThrow(WrongUsage);
});
