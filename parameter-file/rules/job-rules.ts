import { parseArn } from '../../personalize/arn';
import type { FilterExpression } from '../../personalize/filter-expression';
import { LIMITS, type Limit, limitSource } from '../../personalize/limits';
import { joinPointer } from '../json-pointer';
import type { Element, Outline, SolutionOutline } from '../outline';
import { parsedFilters } from './parsed-filters';
import { checkMember, type Rule, type RuleViolation } from './rule';

export const JOB_RULES: readonly Rule[] = [
  {
    name: 'batch-results',
    demands: `numResults is 1 to ${LIMITS.batchSegmentResults.max} for batch segment jobs, and at least 1 for batch inference jobs.`,
    warns: `for more than ${LIMITS.batchInferenceResults.max} in a batch inference job.`,
    *check({ solutions }) {
      for (const { batchInferenceJobs, batchSegmentJobs } of solutions) {
        yield* checkResults(batchInferenceJobs, LIMITS.batchInferenceResults);
        yield* checkResults(batchSegmentJobs, LIMITS.batchSegmentResults);
      }
    },
  },
  {
    name: 'filter-arn',
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
    demands: 'The filter of a batch job is in the file, or exists already.',
    *check(outline) {
      const names = outline.filters.map((filter) => filter.name);
      for (const { path, filterArn, name } of filterArns(outline)) {
        if (name === undefined || names.includes(name)) continue;
        const message = `The file has no filter "${name}"; the job fails unless the dataset group has one.`;
        yield { path, value: filterArn, message };
      }
    },
  },
  {
    name: 'filter-current-item',
    demands: 'A batch job takes a filter with CurrentItem only if its recipe relates items.',
    check: (outline) =>
      misusedFilters(outline, ({ recipe }, expression) =>
        recipe && recipe.recipeType !== 'RELATED_ITEMS' && usesCurrentItem(expression)
          ? `uses CurrentItem, but ${recipe.name} does not relate items: there is no current item`
          : undefined,
      ),
  },
  {
    name: 'filter-segment-interactions',
    demands: 'Batch jobs of aws-item-attribute-affinity take no filter on interactions.',
    check: (outline) =>
      misusedFilters(outline, ({ recipe }, { clauses }) =>
        recipe?.interactionsFilters === false &&
        clauses.some(({ conditions }) => conditions.some(({ field }) => field.dataset === 'Interactions'))
          ? `filters on Interactions, which ${recipe.name} does not support`
          : undefined,
      ),
  },
];

/** Batch jobs whose filter is in the file and does not suit their solution. */
function* misusedFilters(
  outline: Outline,
  fault: (solution: SolutionOutline, expression: FilterExpression) => string | undefined,
): Generator<RuleViolation> {
  for (const { path, filterArn, name, solution } of filterArns(outline)) {
    const used = parsedFilters(outline).find(({ filter }) => name !== undefined && filter.name === name);
    if (!used || !('expression' in used.parsed)) continue;
    const found = fault(solution, used.parsed.expression);
    if (found !== undefined) yield { path, value: filterArn, message: `The filter "${name}" ${found}.` };
  }
}

function usesCurrentItem({ clauses }: FilterExpression): boolean {
  return clauses
    .flatMap(({ conditions, userConditions }) => [...conditions, ...userConditions])
    .some(({ value }) => value.kind === 'current-item');
}

function* filterArns(outline: Outline) {
  for (const solution of outline.solutions) {
    for (const { config, configPointer } of [...solution.batchInferenceJobs, ...solution.batchSegmentJobs]) {
      const { filterArn } = config;
      if (typeof filterArn !== 'string') continue;
      const parsed = parseArn(filterArn);
      const name = parsed?.type === 'filter' ? parsed.path[0] : undefined;
      yield { path: joinPointer(configPointer, 'filterArn'), filterArn, name, solution };
    }
  }
}

function checkResults(jobs: readonly Element[], limit: Limit): Iterable<RuleViolation> {
  return checkMember(jobs, '/numResults', (value) => {
    if (typeof value !== 'number' || (value >= 1 && value <= limit.max)) return undefined;
    if (value < 1 || limit.kind === 'structure') {
      return { message: `"numResults" is ${value}; it must be 1 to ${limit.max}.` };
    }
    const message = `"numResults" is ${value}; AWS allows ${limit.max} in a request for recommendations and names no number for batch jobs ${limitSource(limit)}.`;
    return { severity: 'warning', message };
  });
}
