import { join } from 'node:path';
import { validate } from '../../cli/commands/validate';
import { CliFailure } from '../../cli/failure';
import { cliFolder } from '../support/cli-folder';

const FIELDS = [
  { name: 'USER_ID', type: 'string' },
  { name: 'ITEM_ID', type: 'string' },
  { name: 'TIMESTAMP', type: 'long' },
];
const RECIPE = 'arn:aws:personalize:::recipe/aws-item-affinity';

function filters(name: string) {
  const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("view")';
  return { filters: [{ serviceConfig: { name, filterExpression } }] };
}

/** A dataset of interactions with this name. Its schema is always named `views`. */
function datasets(name: string, fields: readonly object[]) {
  const schema = { type: 'record', name: 'Interactions', namespace: 'shop', fields, version: '1.0' };
  return {
    datasets: {
      interactions: {
        schema: { serviceConfig: { name: 'views', schema } },
        dataset: { serviceConfig: { name } },
      },
    },
  };
}

/** A solution with this number of scheduled batch segment jobs. */
function solution(name: string, jobs: number) {
  const job = { serviceConfig: {}, workflowConfig: { schedule: 'cron(0 3 * * ? *)' } };
  return {
    solutions: [
      { serviceConfig: { name, recipeArn: RECIPE }, batchSegmentJobs: Array.from({ length: jobs }, () => job) },
    ],
  };
}

describe('a folder with files of two dataset groups', () => {
  const cli = cliFolder();

  /** Validates a folder with the files of two dataset groups. */
  function validated(one: object, other: object) {
    for (const [name, sections] of Object.entries({ shop: one, 'shop-de': other }))
      cli.write({
        [`train/${name}/config.json`]: JSON.stringify({ datasetGroup: { serviceConfig: { name } }, ...sections }),
      });
    return validate([cli.path], { json: false, strict: false, showValues: false });
  }

  it.each([
    ['a filter', filters('not-seen'), filters('not-seen'), "Several parameter files have the filter 'not-seen'"],
    ['a solution', solution('top', 0), solution('top', 0), "Several parameter files have the solution 'top'"],
    [
      'a schema whose content differs',
      datasets('a', FIELDS),
      datasets('b', [...FIELDS, { name: 'PRICE', type: 'float' }]),
      "Several parameter files have the schema 'views' with different content",
    ],
    [
      "a schedule, here that of the second job of solution 'a' and of the only job of solution 'a-2'",
      solution('a', 2),
      solution('a-2', 1),
      "Schedules of several parameter files would have the name 'batch-segment-a-2'",
    ],
  ])('is refused if the files share the name of %s', async (_, one, other, message) => {
    // Act
    const status = validated(one, other);

    // Assess
    const paths = ['shop-de', 'shop'].map((name) => join(cli.path, 'train', name, 'config.json')).join(', ');
    await expect(status).rejects.toThrow(CliFailure);
    await expect(status).rejects.toThrow(`${message}: ${paths}.`);
  });

  it('is valid if the files have a dataset of the same name, and a schema of the same name and content', async () => {
    // Act
    const status = await validated(datasets('views', FIELDS), datasets('views', FIELDS));

    // Assess
    expect(status).toBe(0);
  });
});
