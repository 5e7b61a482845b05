import type { Description, Personalize } from '../../../../lib/reconciler/account/personalize-api';
import { ForeseenPersonalize } from '../../../../lib/reconciler/plan/foreseen-personalize';

const SOLUTION = 'arn:aws:personalize:eu-west-1:123456789012:solution/top';
const NOW = new Date('2026-01-05T00:00:00.000Z');

/** @param list Personalize's answer to every list request */
function prepare(list: () => Promise<readonly Description[]>): ForeseenPersonalize {
  return new ForeseenPersonalize({ list } as unknown as Personalize);
}

describe('ForeseenPersonalize', () => {
  it('shows a training in progress as ACTIVE, and a failed one as it is', async () => {
    // Prepare
    const personalize = prepare(async () => [{ status: 'CREATE IN_PROGRESS' }, { status: 'CREATE FAILED' }]);

    // Act
    const versions = await personalize.list('solutionVersion', { solutionArn: SOLUTION });

    // Assess
    expect(versions.map(({ status }) => status)).toEqual(['ACTIVE', 'CREATE FAILED']);
  });

  it('shows a training in progress unchanged if a later training has ended', async () => {
    // Prepare
    const [one, two, three] = [1, 2, 3].map((day) => ({ creationDateTime: new Date(2026, 0, day) }));
    const personalize = prepare(async () => [
      { status: 'CREATE IN_PROGRESS', ...three },
      { status: 'ACTIVE', ...two },
      { status: 'CREATE IN_PROGRESS', ...one },
    ]);

    // Act
    const versions = await personalize.list('solutionVersion', { solutionArn: SOLUTION });

    // Assess
    expect(versions.map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE', 'CREATE IN_PROGRESS']);
  });

  it('shows an import in progress unchanged', async () => {
    // Prepare
    const personalize = prepare(async () => [{ status: 'CREATE IN_PROGRESS' }]);

    // Act
    const imports = await personalize.list('datasetImportJob', {});

    // Assess
    expect(imports).toEqual([{ status: 'CREATE IN_PROGRESS' }]);
  });

  it('lists a planned version only for its own solution', async () => {
    // Prepare
    const personalize = prepare(async () => []);
    personalize.train(SOLUTION, NOW);

    // Act
    const [version] = await personalize.list('solutionVersion', { solutionArn: SOLUTION });
    const others = await personalize.list('solutionVersion', { solutionArn: `${SOLUTION}-2` });

    // Assess
    expect(version).toMatchObject({ status: 'ACTIVE', creationDateTime: NOW });
    expect(others).toEqual([]);
  });

  it('lists no batch jobs of a version that is yet to be trained, without an AWS call', async () => {
    // Prepare
    const personalize = prepare(async () => {
      throw new Error('asked');
    });

    // Act
    const jobs = await personalize.list('batchInferenceJob', {
      solutionVersionArn: `${SOLUTION}/(to be trained)`,
    });

    // Assess
    expect(jobs).toEqual([]);
  });

  it('passes on errors', async () => {
    // Prepare
    const personalize = prepare(() => Promise.reject(new Error('throttled')));

    // Act and assess
    await expect(personalize.list('campaign', {})).rejects.toThrow('throttled');
  });

  it.each(['create', 'update', 'delete'] as const)('refuses the operation %s', (operation) => {
    // Prepare
    const personalize = prepare(async () => []);

    // Act and assess
    expect(() => personalize[operation]()).toThrow('A plan changes nothing.');
  });
});
