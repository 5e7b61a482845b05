import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalAws } from '../../emulator/local-aws';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** The project's first sample, which `npm start` runs. */
export const FIRST_SAMPLE = join(PROJECT_ROOT, 'examples', 'movies');

const FIRST_GROUP = join(FIRST_SAMPLE, 'train', 'dataset-group-name-1');

interface Sections {
  readonly datasets: { readonly interactions: { readonly schema: { readonly serviceConfig: object } } };
}

/** Content of each solution in a {@link parameterFile}. */
interface SolutionOptions {
  readonly schedules?: object;
  readonly campaigns?: number;
}

/**
 * Returns a parameter file with one dataset and the given number of solutions. A parameter file may have at most 2,000
 * solutions and 1 MiB: 2,000 solutions with three campaigns each take about 0.7 MiB.
 */
export function parameterFile(
  group: string,
  solutions: number,
  { schedules = {}, campaigns = 0 }: SolutionOptions = {},
): string {
  const { datasets } = JSON.parse(readFileSync(join(FIRST_GROUP, 'config.json'), 'utf8')) as Sections;
  const { schema } = datasets.interactions;
  return JSON.stringify({
    datasetGroup: { serviceConfig: { name: group } },
    datasets: {
      interactions: {
        dataset: { serviceConfig: { name: `${group}-interactions` } },
        schema: { serviceConfig: { ...schema.serviceConfig, name: `${group}-schema` } },
      },
    },
    solutions: Array.from({ length: solutions }, (_, index) => ({
      serviceConfig: {
        name: `${group}-solution-${index}`,
        recipeArn: 'arn:aws:personalize:::recipe/aws-sims',
      },
      workflowConfig: { schedules },
      campaigns: Array.from({ length: campaigns }, (_each, place) => ({
        serviceConfig: { name: `${group}-campaign-${index}-${place}`, minProvisionedTPS: 1 },
      })),
    })),
  });
}

/** Uploads data and then the parameter file of a dataset group. */
export async function uploadGroup(
  local: LocalAws,
  group: string,
  solutions: number,
  options: SolutionOptions = {},
): Promise<void> {
  const put = (name: string, body: string | Uint8Array) =>
    local.aws.call('s3', 'PutObject', {
      Bucket: local.names.dataBucket,
      Key: `train/${group}/${name}`,
      Body: Buffer.from(body),
    });
  await put('interactions.csv', readFileSync(join(FIRST_GROUP, 'interactions.csv')));
  await put('config.json', parameterFile(group, solutions, options));
}
