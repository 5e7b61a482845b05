import { accounts } from './support/accounts';
import { filter, parameterFileOf, type Sample, sample, solution } from './support/sample';

const { openQuick } = accounts();

/** A file that leaves the datasets to whoever made the dataset group, with a filter and one more solution. */
function withoutDatasets(): Sample {
  const { datasets: _, ...file } = sample();
  file.filters = [filter('seen')];
  file.solutions.push(solution('another-solution'));
  return file as Sample;
}

describe('a file without a datasets section', () => {
  it('is carried out in a dataset group that has its datasets', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());

    // Act
    await account.put(parameterFileOf(withoutDatasets()));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(account.named('filter')).toEqual(['seen']);
    expect(account.counts()).toMatchObject({ dataset: 1, solution: 2, solutionVersion: 2 });
  });

  it('fails in its run, with the reason, in a dataset group that has none', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.put(parameterFileOf(withoutDatasets()));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED']);
    expect(JSON.stringify(account.local.sns.messages())).toContain('dataset of type INTERACTIONS');
  });
});
