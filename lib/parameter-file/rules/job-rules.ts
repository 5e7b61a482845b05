import { parsePersonalizeArn } from '../../personalize/arn';
import type { FilterExpression } from '../../personalize/filter-expression';
import { LIMITS, type Limit, limitSource } from '../../personalize/limits';
import { joinPointer } from '../json-pointer';
import type { Element, Outline, SolutionOutline } from '../outline';
import { parsedFilters } from './parsed-filters';
import { checkMember, type Rule, type RuleViolation } from './rule';

/** Members that name a job's filter, each with its required form and a hint. */
const FORMS = {
  filterArn: ['the ARN of a filter', 'arn:aws:personalize:<region>:<account>:filter/<name>'],
  filterName: ['the name of a filter', 'a name of letters, digits, "-" and "_"'],
} as const;

export const JOB_RULES: readonly Rule[] = [
  {
    name: 'batch-results',
    demands: `numResults is at least 1; for batch segment jobs, at most ${LIMITS.batchSegmentResults.max}.`,
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
    demands: 'A job names its filter by a valid filterArn or filterName, not by both.',
    *check(outline) {
      for (const { path, value, name, member, config } of filtersOfJobs(outline)) {
        const [what, hint] = FORMS[member];
        if (name === undefined) yield { path, value, message: `"${value}" is not ${what}.`, hint };
        else if (member === 'filterName' && config.filterArn !== undefined) {
          yield { path, value, message: 'The job has "filterArn" and "filterName"; remove one of them.' };
        }
      }
    },
  },
  {
    name: 'filter-in-file',
    severity: 'warning',
    demands: 'The filter of a job is in the file, or exists in the dataset group.',
    *check(outline) {
      const names = outline.filters.map((filter) => filter.name);
      for (const { path, value, name } of filtersOfJobs(outline)) {
        if (name === undefined || names.includes(name)) continue;
        const message = `The file has no filter "${name}"; the job fails unless the dataset group has one.`;
        yield { path, value, message };
      }
    },
  },
  {
    name: 'filter-current-item',
    demands: 'A filter with CurrentItem needs a recipe of related items.',
    check: (outline) =>
      misusedFilters(outline, ({ recipe }, expression) =>
        recipe && recipe.recipeType !== 'RELATED_ITEMS' && usesCurrentItem(expression)
          ? `uses CurrentItem, but ${recipe.name} does not relate items: there is no current item`
          : undefined,
      ),
  },
  {
    name: 'filter-job-target',
    demands:
      'Batch segment jobs take filters on users, other batch jobs take filters on items. No batch job takes a filter on actions.',
    warns: 'for a filter on items in a batch segment job.',
    // The guide filters segments by UserID only ("User segment filter expressions", read 2026-12-01), but documents no refusal of ItemID.
    *check(outline) {
      const misused = (targets: readonly string[]) =>
        misusedFilters(outline, ({ recipe }, { clauses }) => {
          const returned = recipe?.batchSegment ? 'UserID' : 'ItemID';
          const wrong = clauses.find(({ target }) => targets.includes(target) && target !== returned);
          return recipe && wrong && `is for ${wrong.target}, which batch jobs of ${recipe.name} do not return`;
        });
      yield* misused(['UserID', 'ActionID']);
      for (const violation of misused(['ItemID'])) yield { ...violation, severity: 'warning' };
    },
  },
  {
    name: 'filter-segment-interactions',
    demands: 'aws-item-attribute-affinity takes no filter on interactions.',
    check: (outline) =>
      misusedFilters(outline, ({ recipe }, { clauses }) =>
        recipe?.interactionsFilters === false &&
        clauses.some(({ conditions }) => conditions.some(({ field }) => field.dataset === 'Interactions'))
          ? `filters on Interactions, which ${recipe.name} does not support`
          : undefined,
      ),
  },
];

/** Violations by batch jobs with a filter that is in the file, but does not fit the job's solution. */
function* misusedFilters(
  outline: Outline,
  fault: (solution: SolutionOutline, expression: FilterExpression) => string | undefined,
): Generator<RuleViolation> {
  for (const { path, value, name, solution } of filtersOfJobs(outline)) {
    const used = parsedFilters(outline).find(({ filter }) => name !== undefined && filter.name === name);
    if (!used || !('expression' in used.parsed)) continue;
    const found = fault(solution, used.parsed.expression);
    if (found !== undefined) yield { path, value, message: `The filter "${name}" ${found}.` };
  }
}

function usesCurrentItem({ clauses }: FilterExpression): boolean {
  return clauses
    .flatMap(({ conditions, userConditions }) => [...conditions, ...userConditions])
    .some(({ value }) => value.kind === 'current-item');
}

function* filtersOfJobs(outline: Outline) {
  for (const solution of outline.solutions) {
    for (const { config, configPointer } of [...solution.batchInferenceJobs, ...solution.batchSegmentJobs]) {
      for (const member of ['filterArn', 'filterName'] as const) {
        const value = config[member];
        if (typeof value !== 'string') continue;
        const name = member === 'filterArn' ? nameInArn(value) : /^[a-zA-Z0-9][\w-]{0,62}$/.exec(value)?.[0];
        yield { path: joinPointer(configPointer, member), value, member, name, config, solution };
      }
    }
  }
}

function nameInArn(arn: string): string | undefined {
  const parsed = parsePersonalizeArn(arn);
  return parsed?.type === 'filter' ? parsed.path[0] : undefined;
}

function checkResults(jobs: readonly Element[], limit: Limit): Iterable<RuleViolation> {
  return checkMember(jobs, '/numResults', (value) => {
    if (typeof value !== 'number' || (value >= 1 && value <= limit.max)) return undefined;
    if (value < 1 || limit.kind === 'structure') {
      return { message: `"numResults" is ${value}; it must be 1 to ${limit.max}.` };
    }
    const message = `"numResults" is ${value}; AWS allows ${limit.max} in a request for recommendations ${limitSource(limit)}. The limit for batch jobs is not documented.`;
    return { severity: 'warning', message };
  });
}
