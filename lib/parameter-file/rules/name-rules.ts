import { batchOutputFolder } from '../../aws/data-bucket-layout';
import { LIMITS } from '../../personalize/limits';
import type { Element, Outline } from '../outline';
import { type Rule, type RuleViolation, violationAt } from './rule';

/**
 * Rules of names. Solutions, campaigns, filters, recommenders and schemas need names that are unique in an account and region, because
 * their ARNs do not contain the dataset group.
 */
export const NAME_RULES: readonly Rule[] = [
  uniqueNames('solution', ({ solutions }) => solutions),
  uniqueNames('campaign', ({ solutions }) => solutions.flatMap(({ campaigns }) => campaigns)),
  uniqueNames('filter', ({ filters }) => filters),
  uniqueNames('recommender', ({ recommenders }) => recommenders),
  {
    name: 'unique-schema-names',
    demands: 'Schemas of the same name have the same content.',
    *check({ datasets }) {
      const schemas = datasets.map(({ schema }) => schema);
      for (const [schema, earlier] of repeated(schemas)) {
        if (content(earlier) === content(schema)) continue;
        const message = `The schema name "${schema.name}" is already used by ${earlier.pointer}, which has other content.`;
        yield violationAt(schema, '/name', { message });
      }
    },
  },
  {
    name: 'batch-path-length',
    severity: 'warning',
    demands: `S3 paths of batch jobs have at most ${LIMITS.s3PathCharacters.max} characters, even with the longest name of a bucket.`,
    check: longBatchPaths,
  },
];

function uniqueNames(what: string, elementsOf: (outline: Outline) => readonly Element[]): Rule {
  return {
    name: `unique-${what}-names`,
    demands: `Names of ${what}s are unique.`,
    *check(outline) {
      for (const [element, { pointer }] of repeated(elementsOf(outline)))
        yield violationAt(element, '/name', {
          message: `The ${what} name "${element.name}" is already used by ${pointer}.`,
        });
    },
  };
}

/** Elements that have the name of an earlier element, each with the first element of that name. */
function* repeated(elements: readonly Element[]): Generator<readonly [Element, Element]> {
  const first = new Map<string, Element>();
  for (const element of elements) {
    if (element.name === undefined) continue;
    const earlier = first.get(element.name);
    if (earlier === undefined) first.set(element.name, element);
    else yield [element, earlier];
  }
}

function content({ config: { schema, domain } }: Element): string {
  return JSON.stringify([typeof schema === 'string' ? schema : JSON.stringify(schema), domain]);
}

const MAX_PATH = LIMITS.s3PathCharacters.max;
/** Maximum length of a bucket's name. Source: Amazon S3 user guide, bucket naming rules. */
const LONGEST_BUCKET_NAME = 63;

function* longBatchPaths({ datasetGroup, solutions }: Outline): Generator<RuleViolation> {
  for (const solution of solutions) {
    const { name, batchInferenceJobs, batchSegmentJobs } = solution;
    if (name === undefined || batchInferenceJobs.length + batchSegmentJobs.length === 0) continue;
    const folder = `/${batchOutputFolder(String(datasetGroup.name), name, 'YYYY_MM_DD_HH_MM_SS')}`;
    const length = 's3://'.length + LONGEST_BUCKET_NAME + folder.length;
    if (length <= MAX_PATH) continue;
    const message = `The path of a batch job's output, s3://<bucket>${folder}, may be up to ${length} characters long; Personalize takes ${MAX_PATH}.`;
    yield violationAt(solution, '/name', {
      message,
      hint: 'Shorten the name of the solution or of the dataset group.',
    });
  }
}
