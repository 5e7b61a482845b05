/** Personalize's rules for data. The severity of a rule depends on the effects of a violation. */

import { LIMITS, type LimitSource } from '../limits';

/** Limits in the rules. The source of a limit is the source of the rules that use the limit, or {@link QUOTAS}. */
export const ID_CHARACTERS = 256;
export const STRING_CHARACTERS = 1000;
export const TEXT_CHARACTERS = 20_000;
/** Maximum number of characters of a text in Chinese or Japanese. */
export const CJK_TEXT_CHARACTERS = 7000;
/** Maximum number of event types and optional columns of interactions together. */
export const MAX_EVENT_TYPES_AND_COLUMNS = 10;
/** Minimum number of rows of an import of interactions, and of events of a training. */
export const MIN_INTERACTIONS = 1000;
/** Maximum number of actions that a model considers. */
export const MAX_ACTIONS = 1000;
/** Minimum number of interactions that an action needs for a score: this many of type Taken, and this many of other types. */
export const ACTION_EVENTS = 50;
/**
 * Minimum of returning users, which are users with two or more interactions. A training needs at least this number of
 * them, and at least this percentage of all users.
 */
export const RETURNING_USERS = 25;
export const RETURNING_USERS_PERCENT = 1;
/**
 * Maximum number of event types of a training. Types that differ only in upper and lower case count as two: see
 * `personalize-event-types` in docs/local-aws.md.
 */
export const MAX_EVENT_TYPES = 10;
/**
 * Minimum percentage of rows with a value, for a metadata column and for a textual column. Personalize does not train
 * on a textual column with a lower percentage.
 */
export const FILLED_PERCENT = 70;
export const FILLED_TEXT_PERCENT = 85;
/**
 * Maximum percentage of items or users that have no interactions, and of interactions whose item or user is unknown. Personalize's own
 * analysis reports any such id, whatever the percentage.
 */
export const UNMATCHED_PERCENT = 50;
/** Maximum number of categories of a column. If a column has more, Personalize's own analysis warns. */
export const CATEGORIES = 30;
/** Maximum number of bytes of an import, by mode. AWS raises these maximums on request. */
export const IMPORT_BYTES = { FULL: 100e9, INCREMENTAL: 1e9 } as const;

const GUIDE = 'https://docs.aws.amazon.com/personalize/latest/dg';
const QUOTAS = LIMITS.itemsMetadata.source;
/** Page "Data format guidelines". */
const FORMAT: LimitSource = { url: `${GUIDE}/data-prep-formatting.html`, read: '2026-11-26' };
/** Page "Datasets and schemas". */
const SCHEMAS: LimitSource = { url: `${GUIDE}/how-it-works-dataset-schema.html`, read: '2026-11-25' };

/** Page "Preparing action metadata for training". */
const ACTIONS: LimitSource = { url: `${GUIDE}/actions-datasets.html`, read: '2026-11-26' };
/** Page "Preparing action interaction data for training". */
const EVENTS: LimitSource = { url: `${GUIDE}/action-interactions-datasets.html`, read: '2026-11-26' };

/** Page "Data insights". The page's table is the same as in the guide of November 2026, as far as the guide could be read. */
const INSIGHTS: LimitSource = {
  url: 'https://github.com/awsdocs/amazon-personalize-developer-guide/blob/main/doc_source/analyzing-data.md',
  read: '2026-11-29',
};
/** Page "Filter expression elements": a filter on a missing event type includes and excludes nothing. */
const FILTERS: LimitSource = { url: `${GUIDE}/filter-expressions.html`, read: '2026-11-25' };
const issue = (name: string): LimitSource => ({ url: `https://github.com/aws-samples/${name}`, read: '2026-11-29' });

/**
 * A rule whose violation fails the import or a training.
 * @param demands the rule as one sentence, for the reference documentation
 */
const error = (demands: string, source: LimitSource) => ({ severity: 'error', demands, source }) as const;
/**
 * A rule whose violation fails a training. In scheduled imports and `retry`, a violation is only a warning, so that data which were
 * imported long ago are not refused.
 */
const uploadError = (demands: string, source: LimitSource) =>
  ({ severity: 'error', isForUploads: true, demands, source }) as const;
/** A rule whose violation makes Personalize use less of the data, or has an undocumented effect. */
const warning = (demands: string, source: LimitSource) => ({ severity: 'warning', demands, source }) as const;

/** Pattern for the names of compressed files. */
export const COMPRESSED = /\.(?:gz|gzip|bz2|zip|zst|xz|lz4|snappy)$/i;

export const DATA_RULES = {
  'data-encoding': error('Text is in UTF-8, not compressed.', FORMAT),
  'csv-syntax': error('Quotes are closed, and a row has a value for each column.', FORMAT),
  'unescaped-quote': warning('A value with a quote is in quotes, and the quote is escaped.', FORMAT),
  'byte-order-mark': warning('There is no byte-order mark.', FORMAT),
  'csv-header': error('A file begins with a header.', FORMAT),
  'missing-column': error('The header has a column for each field of the schema.', FORMAT),
  // The guide states or implies the next four rules. But the only documented refusal of a header is for missing columns ("missing
  // the following columns").
  'unknown-column': warning('The header has only fields of the schema.', FORMAT),
  'duplicate-column': warning('The header has each field of the schema once.', FORMAT),
  'column-order': warning('The columns are in the order of the schema.', SCHEMAS),
  'quoted-header': warning('Names in the header are not in quotes.', FORMAT),
  'no-rows': error('There are rows besides the header.', FORMAT),
  'null-value': error('A value is empty only if the field allows null.', SCHEMAS),
  'value-type': error('A value has the type of its field; booleans are in lower case.', SCHEMAS),
  'timestamp-seconds': error('Timestamps that Personalize requires or reserves are Unix times in seconds.', FORMAT),
  // The guide requires Unix times, and names no minimum: see `personalize-negative-timestamps` in docs/local-aws.md.
  'negative-timestamp': warning('No timestamp is negative (before 1970).', FORMAT),
  'id-length': error(`An ID has at most ${ID_CHARACTERS} characters.`, QUOTAS),
  'value-length': error(`Categorical values and impressions have at most ${STRING_CHARACTERS} characters.`, QUOTAS),
  // The quota also covers these strings. But a failed import is documented only for the values in the rule
  // `value-length`.
  'string-length': warning(`Other strings have at most ${STRING_CHARACTERS} characters.`, QUOTAS),
  'text-length': warning(
    `Textual values have at most ${TEXT_CHARACTERS} characters, ${CJK_TEXT_CHARACTERS} in Chinese or Japanese; more are cut.`,
    QUOTAS,
  ),
  'event-types': warning(
    `Event types and optional columns are at most ${MAX_EVENT_TYPES_AND_COLUMNS} together.`,
    QUOTAS,
  ),
  'event-type-count': uploadError(`A training has at most ${MAX_EVENT_TYPES} event types.`, INSIGHTS),
  // The issue says: "All values in the event_type column are either reserved keywords or null".
  'event-type-names': uploadError(
    'At least one row has an EVENT_TYPE that is not the name of a column.',
    issue('amazon-personalize-samples/issues/142'),
  ),
  'same-timestamp': uploadError('User segmentation needs interactions of different TIMESTAMPs.', INSIGHTS),
  // The issue says: "Did not find any attribute to train on. There may not be any attribute in the items dataset, or all attribute
  // values either have same or all distinct values."
  'item-attributes': uploadError(
    'For aws-item-attribute-affinity, the items have a column that is not textual, with values that are neither all the same nor all different.',
    issue('retail-demo-store/issues/393'),
  ),
  // The effect of future times on a training is undocumented: see `personalize-future-timestamps` in docs/local-aws.md.
  'future-timestamp': warning('No TIMESTAMP is in the future.', FORMAT),
  'filtered-event-type': warning('Interactions have the event types that filters name.', FILTERS),
  'filled-column': warning(`A column of metadata has values in at least ${FILLED_PERCENT} % of the rows.`, INSIGHTS),
  'filled-text': warning(
    `A textual column has values in at least ${FILLED_TEXT_PERCENT} % of the rows; with fewer, it is not used for training.`,
    INSIGHTS,
  ),
  'unmatched-ids': warning(
    `At most ${UNMATCHED_PERCENT} % of the items or users have no interactions, and at most ${UNMATCHED_PERCENT} % of the interactions have an unknown item or user.`,
    INSIGHTS,
  ),
  'category-count': warning(`A categorical column has at most ${CATEGORIES} categories.`, INSIGHTS),
  // The guide says: "Makes sure each record in your CSV file is on a single line". Otherwise, an import can fail because of
  // a value's length.
  'line-break': warning('A row is on one line.', {
    url: `${GUIDE}/error-messages.html`,
    read: '2026-11-29',
  }),
  'minimum-interactions': error(`Interactions have at least ${MIN_INTERACTIONS} rows.`, QUOTAS),
  'minimum-events': error(`A training has at least ${MIN_INTERACTIONS} events of its type.`, QUOTAS),
  'minimum-users': error(
    `At least ${RETURNING_USERS} users, and at least ${RETURNING_USERS_PERCENT} % of all users, have two or more interactions.`,
    QUOTAS,
  ),
  // The guide states the next three rules, but the effect of other values on an import is undocumented: see
  // `personalize-action-values` in docs/local-aws.md.
  'action-value': warning('The VALUE of an action is 1 to 10.', ACTIONS),
  'action-repeat': warning('The REPEAT_FREQUENCY of an action is 0 to 30 days.', ACTIONS),
  'action-event': warning('The EVENT_TYPE of an action interaction is Taken, Not taken or Viewed.', EVENTS),
  'actions-considered': warning(`A model considers at most ${MAX_ACTIONS} actions.`, ACTIONS),
  'action-scores': warning(
    `A score of an action needs ${ACTION_EVENTS} interactions of type Taken and ${ACTION_EVENTS} of other types.`,
    EVENTS,
  ),
  'import-size': warning('The files are within the quota of an import.', QUOTAS),
};

/** True if a violation fails an upload, but is only a warning in scheduled imports and `retry`. */
export function isForUploads(rule: string): boolean {
  const info: DataRuleInfo | undefined = DATA_RULES[rule as DataRule];
  return info !== undefined && 'isForUploads' in info;
}

export type DataRule = keyof typeof DATA_RULES;
export type DataRuleInfo = (typeof DATA_RULES)[DataRule];
export type Severity = DataRuleInfo['severity'];
