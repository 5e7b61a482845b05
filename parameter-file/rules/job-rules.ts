import { parseArn } from '../../personalize/arn';
import { joinPointer } from '../json-pointer';
import type { Element, Outline } from '../outline';
import type { Rule } from './rule';

/** Largest `numResults`. That of batch inference jobs is not confirmed: it is the limit of single requests. */
const MAX_RESULTS = { batchInferenceJobs: 500, batchSegmentJobs: 5_000_000 } as const;

export const JOB_RULES: readonly Rule[] = [
  {
    name: 'batch-results',
    severity: 'error',
    demands: `numResults is 1 to ${MAX_RESULTS.batchInferenceJobs} for batch inference jobs and 1 to ${MAX_RESULTS.batchSegmentJobs} for batch segment jobs.`,
    *check(outline) {
      for (const [list, max] of Object.entries(MAX_RESULTS)) {
        for (const { config, configPointer } of jobs(outline, list as keyof typeof MAX_RESULTS)) {
          const { numResults } = config;
          if (typeof numResults !== 'number' || (numResults >= 1 && numResults <= max)) continue;
          yield {
            path: joinPointer(configPointer, 'numResults'),
            value: numResults,
            message: `"numResults" is ${numResults}; it must be 1 to ${max}.`,
          };
        }
      }
    },
  },
  {
    name: 'filter-arn',
    severity: 'error',
    demands: 'filterArn is the ARN of a filter.',
    *check(outline) {
      for (const { path, filterArn, name } of filterArns(outline)) {
        if (name !== undefined) continue;
        const hint = 'arn:aws:personalize:<region>:<account>:filter/<name>';
        yield { path, value: filterArn, message: `"${filterArn}" is not the ARN of a filter.`, hint };
      }
    },
  },
  {
    name: 'filter-in-file',
    severity: 'warning',
    demands: 'The filter of a batch job is in the file; another one must exist in the dataset group already.',
    *check(outline) {
      const names = outline.filters.map((filter) => filter.name);
      for (const { path, filterArn, name } of filterArns(outline)) {
        if (name === undefined || names.includes(name)) continue;
        yield {
          path,
          value: filterArn,
          message: `The file has no filter "${name}"; the job fails unless the dataset group has one.`,
        };
      }
    },
  },
];

function* filterArns(outline: Outline) {
  for (const { config, configPointer } of [
    ...jobs(outline, 'batchInferenceJobs'),
    ...jobs(outline, 'batchSegmentJobs'),
  ]) {
    const { filterArn } = config;
    if (typeof filterArn !== 'string') continue;
    const parsed = parseArn(filterArn);
    const name = parsed?.type === 'filter' ? parsed.path[0] : undefined;
    yield { path: joinPointer(configPointer, 'filterArn'), filterArn, name };
  }
}

function jobs({ solutions }: Outline, list: keyof typeof MAX_RESULTS): readonly Element[] {
  return solutions.flatMap((solution) => solution[list]);
}
