/**
 * Amazon Personalize's limits for parameter files, with their sources. docs/decisions/0009-errors-and-warnings.md says
 * which violations are errors and which are warnings.
 */

/** A page of AWS or of a repository on GitHub, and the day on which it was read. */
export interface LimitSource {
  readonly url: string;
  readonly read: string;
}

export interface Limit {
  /**
   * `structure`: the limit is the same for every account. `quota`: AWS may have raised the limit for an account, or may
   * raise it for all accounts.
   */
  readonly kind: 'structure' | 'quota';
  readonly min: number;
  /** Maximum. If pages of AWS name different maximums, this is the lowest one. */
  readonly max: number;
  /** The maximum on another page of AWS; absent if no page differs. */
  readonly otherMax?: number;
  readonly source: LimitSource;
}

const GUIDE = 'https://docs.aws.amazon.com/personalize/latest/dg';
const BOTOCORE = 'https://github.com/boto/botocore/blob/1.43.11/botocore/data';

const readAt = (url: string): LimitSource => ({ url, read: '2026-11-25' });
const page = (name: string) => readAt(`${GUIDE}/${name}.html`);
const model = (service: string) => readAt(`${BOTOCORE}/${service}/2018-05-22/service-2.json`);

function quota(max: number, source: LimitSource, otherMax?: number): Limit {
  return { kind: 'quota', min: 0, max, source, ...(otherMax !== undefined && { otherMax }) };
}

const structure = (max: number, source: LimitSource, min = 0): Limit => ({ kind: 'structure', min, max, source });

const QUOTAS = page('limits');
/** Mirror of the guide on GitHub, which has not changed since February 2023. */
const OLD_QUOTAS = readAt(
  'https://github.com/awsdocs/amazon-personalize-developer-guide/blob/main/doc_source/limits.md',
);
/** Some copies of this page name the lower maximum of a limit on filters. Other copies, and the page QUOTAS, name the higher maximum. */
const FILTERS = page('filter-expression-guidelines-requirements');
const MODEL = model('personalize');

export const LIMITS = {
  /** Quotas of an account in a region. */
  datasetGroups: quota(5, QUOTAS),
  schemas: quota(500, QUOTAS),

  /** Quotas of one dataset group. */
  solutions: quota(10, QUOTAS),
  campaigns: quota(5, QUOTAS),
  recommenders: quota(5, QUOTAS),
  filters: quota(10, OLD_QUOTAS, 30),

  /** Maximum number of distinct dataset fields in one filter, and in all filters of a dataset group. */
  filterFields: quota(5, FILTERS, 10),
  filterFieldsOfGroup: quota(10, FILTERS, 20),
  filterCharacters: structure(2500, MODEL),
  /** Length of a placeholder's name, without the `$`. In requests, the name is a key of `filterValues`, and these keys have this limit. */
  placeholderCharacters: structure(50, model('personalize-runtime')),

  schemaCharacters: structure(20_000, MODEL),
  fieldNameCharacters: structure(150, MODEL),
  /** Numbers of metadata fields, which are all fields that are neither required nor reserved. AWS does not raise these limits. */
  interactionsMetadata: structure(5, QUOTAS),
  itemsMetadata: structure(100, QUOTAS),
  usersMetadata: structure(25, QUOTAS),
  actionsMetadata: structure(10, QUOTAS),
  /** Limit on the columns of actions. AWS does not say if the limit counts all columns, or only metadata. */
  actionsColumns: quota(10, QUOTAS),
  actionInteractionsMetadata: structure(5, QUOTAS),
  textualFields: structure(1, QUOTAS),

  hpoTrainings: structure(40, page('API_HPOResourceConfig'), 1),
  hpoParallelTrainings: structure(10, page('API_HPOResourceConfig'), 1),
  /** The API model does not have this limit: its pattern allows `rate(0 days)` and `rate(99 days)`. */
  autoTrainingDays: structure(30, page('API_AutoTrainingConfig'), 1),

  /** This is the limit for requests for recommendations. No page of AWS names a limit for batch jobs. */
  batchInferenceResults: quota(500, QUOTAS),
  batchSegmentResults: structure(5_000_000, page('API_CreateBatchSegmentJob'), 1),
  s3PathCharacters: structure(256, MODEL),
} as const satisfies Readonly<Record<string, Limit>>;

/** Source of a limit, in parentheses, for messages. */
export function limitSource({ otherMax, source }: Limit): string {
  const other = otherMax === undefined ? '' : `other pages of AWS say ${otherMax}; `;
  return `(${other}${source.url}, read ${source.read})`;
}
