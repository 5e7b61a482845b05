import { accounts } from '../support/accounts';
import { filter, parameterFileOf, type Sample, sample, solution } from '../support/sample';

const { openQuick } = accounts();

/** A file without a `datasets` section, for a dataset group whose datasets come from elsewhere. It has a filter and a second solution. */
function withoutDatasets(): Sample {
  const { datasets: _, ...file } = sample();
  file.filters = [filter('seen')];
  file.solutions.push(solution('another-solution'));
  return file as Sample;
}

describe('a file without a datasets section', () => {
  it('succeeds in a dataset group that already has datasets', async () => {
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

  it('creates nothing but the dataset group if this group has no datasets, fails, and names what is missing', async () => {
    // Prepare
    const account = await openQuick();
    const file = withoutDatasets();
    file.eventTracker = { serviceConfig: { name: 'clicks' } };

    // Act
    await account.put(parameterFileOf(file));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED']);
    expect(account.counts()).toEqual({ datasetGroup: 1 });
    const { message } = account.local.sns.messages().at(-1) ?? {};
    for (const resource of [
      "event tracker 'clicks'",
      "filter 'seen'",
      "solution 'small-solution'",
      "solution 'another-solution'",
    ]) {
      expect(message?.email).toContain(
        `${resource}: Dataset group 'small' has no Interactions dataset, and the parameter file has none either.`,
      );
    }
  });

  it('does not train a solution whose dataset has been deleted', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const datasetArn = account.local.aws.arn('personalize', 'dataset/small/INTERACTIONS');
    await account.call('personalize', 'DeleteDataset', { datasetArn });
    await account.settle();
    const file = withoutDatasets();
    file.filters = [];
    file.solutions = file.solutions.slice(0, 1).map((one) => ({ ...one, workflowConfig: { maxAge: '1 s' } }));

    // Act
    await account.runFile(file);

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(account.count('solutionVersion')).toBe(1);
    expect(account.lastNotification()).toContain(
      "solution version of solution 'small-solution': Dataset group 'small' has no Interactions dataset",
    );
  });
});
