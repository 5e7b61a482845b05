import { answerVerbosely } from '../../../emulator/core/verbose-answers';
import { Testbed } from '../../support/personalize-testbed';

const FUNCTION = { kind: 'role', roleName: 'function', session: 'function' } as const;

async function prepared() {
  const bed = new Testbed();
  const solutionArn = await bed.solution(await bed.trainableGroup(), 'aws-sims', {
    solutionConfig: { algorithmHyperParameters: { min_cointeraction_count: '5' } },
  });
  for (let count = 0; count < 6; count += 1) await bed.version(solutionArn);
  answerVerbosely(bed.aws);
  const ask = (operation: string, caller?: typeof FUNCTION) =>
    bed.aws.call('personalize', operation, { solutionArn }, caller) as Promise<Record<string, unknown>>;
  return { bed, ask };
}

describe('verbose answers', () => {
  it('include default values and members unknown to the client, and keep the values that the client set', async () => {
    // Prepare
    const { ask } = await prepared();

    // Act
    const { solution } = await ask('DescribeSolution', FUNCTION);

    // Assess
    expect(solution).toMatchObject({
      name: 'solution',
      addedByService: expect.anything(),
      solutionConfig: {
        addedByService: expect.anything(),
        algorithmHyperParameters: { min_cointeraction_count: '5', popularity_discount_factor: '0.5' },
        featureTransformationParameters: {},
      },
      creationDateTime: expect.any(Date),
    });
  });

  it('contain lists in a shuffled order, which is the same for the same seed', async () => {
    // Prepare
    const [one, two] = [await prepared(), await prepared()];
    const plain = (await one.ask('ListSolutionVersions')).solutionVersions as readonly object[];

    // Act
    const lists = [
      (await one.ask('ListSolutionVersions', FUNCTION)).solutionVersions,
      (await two.ask('ListSolutionVersions', FUNCTION)).solutionVersions,
    ] as readonly (readonly object[])[];

    // Assess
    expect(lists[0]).toEqual(lists[1]);
    expect(lists[0]).not.toEqual(plain);
    expect(new Set(lists[0]?.map((version) => JSON.stringify(version)))).toEqual(
      new Set(plain.map((version) => JSON.stringify(version))),
    );
  });

  it('are not sent to an administrator inside the local AWS, and do not change the stored resource', async () => {
    // Prepare
    const { ask } = await prepared();
    await ask('DescribeSolution', FUNCTION);

    // Act
    const { solution } = await ask('DescribeSolution');

    // Assess
    expect(solution).toMatchObject({
      solutionConfig: { algorithmHyperParameters: { min_cointeraction_count: '5' } },
    });
    expect(JSON.stringify(solution)).not.toContain('addedByService');
  });
});
