import type { PlannedChange } from '../../lib/reconciler/plan/plan';
import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { filter, type Sample, sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

/** A file without a `datasets` section, but with an event tracker, a filter and solutions, which need datasets. */
function withoutDatasets(): Sample {
  const { datasets: _, ...file } = sample();
  file.eventTracker = { serviceConfig: { name: 'clicks' } };
  file.filters = [filter('seen')];
  file.solutions.push({
    serviceConfig: {
      name: 'fans',
      recipeArn: 'arn:aws:personalize:::recipe/aws-item-attribute-affinity',
    },
  });
  return file as Sample;
}

function blocked(changes: readonly PlannedChange[]): readonly string[] {
  return changes.filter(({ action }) => action === 'blocked').map(({ label, note }) => `${label}: ${note}`);
}

describe('a plan of a file without a datasets section', () => {
  it('is blocked for the event tracker, the filter, the solutions and their versions if the dataset group does not exist', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const { changes } = await planOf(deployment, withoutDatasets());

    // Assess
    const interactions = "Dataset group 'small' has no Interactions dataset, and the parameter file has none either.";
    const both =
      "Dataset group 'small' has no Interactions dataset and no Items dataset, and the parameter file has none either.";
    expect(blocked(changes)).toEqual([
      `event tracker 'clicks': ${interactions}`,
      `filter 'seen': ${interactions}`,
      `solution 'small-solution': ${interactions}`,
      `solution version of solution 'small-solution': ${interactions}`,
      `solution 'fans': ${both}`,
      `solution version of solution 'fans': ${both}`,
    ]);
    expect(changes.find(({ label }) => label === "solution 'fans'")?.resolution).toBe(
      'Add datasets.interactions and datasets.items to the file, or create them in the dataset group and import data first.',
    );
  });

  it('is blocked only for the solution that needs items if the dataset group has only interactions', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(sample());

    // Act
    const { changes } = await planOf(deployment, withoutDatasets());

    // Assess
    const items = "Dataset group 'small' has no Items dataset, and the parameter file has none either.";
    expect(blocked(changes)).toEqual([`solution 'fans': ${items}`, `solution version of solution 'fans': ${items}`]);
  });
});
