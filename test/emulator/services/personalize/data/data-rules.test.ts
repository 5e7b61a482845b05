import { checkDataset } from '../../../../../lib/personalize/data-rules/check-dataset';
import { DATA_RULES, type DataRule } from '../../../../../lib/personalize/data-rules/rules';
import { type DatasetType, datasetTypeOfRecord } from '../../../../../lib/personalize/dataset-types';
import { schemaFields } from '../../../../../lib/personalize/schema';
import { csvFile } from '../../../../support/csv-file';
import { ACTION_INTERACTIONS, INTERACTIONS, interactionsCsv, Testbed } from '../../../../support/personalize-testbed';

const SOUND = interactionsCsv();
/** Returns valid interactions whose second row is replaced. */
const withRow = (row: string) => SOUND.replace(/^(.*\n.*\n).*\n/, `$1${row}\n`);

interface Case {
  readonly csv: string | Uint8Array;
  /** Part of the reason why the import or training fails. Absent if Personalize accepts data that break the rule. */
  readonly reason?: string;
  readonly eventType?: string;
  readonly schema?: object;
  /** Event type that the expression of a filter names. Default: no filter. */
  readonly filteredType?: string;
  /** Recipe of the solution. Default: aws-user-personalization. */
  readonly recipe?: string;
}

const field = (name: string, more: object = {}) => ({ name, type: 'string', ...more });
const ITEMS_WITH_TEXT = {
  type: 'record',
  name: 'Items',
  namespace: 'com.amazonaws.personalize.schema',
  fields: [field('ITEM_ID'), field('GENRE', { categorical: true }), field('PLOT', { textual: true })],
  version: '1.0',
};

const ITEMS_WITH_NULLS = {
  ...ITEMS_WITH_TEXT,
  fields: ITEMS_WITH_TEXT.fields.map((each, index) => (index === 0 ? each : { ...each, type: ['null', 'string'] })),
};

const ACTIONS = {
  ...ITEMS_WITH_TEXT,
  name: 'Actions',
  fields: ['ACTION_ID', 'VALUE', 'REPEAT_FREQUENCY'].map((name) => ({
    name,
    type: name === 'ACTION_ID' ? 'string' : 'long',
  })),
};

const rows = (count: number, row: (index: number) => string) =>
  `${Array.from({ length: count }, (_, index) => row(index)).join('\n')}\n`;
const actions = (text: string) => ({ csv: `ACTION_ID,VALUE,REPEAT_FREQUENCY\n${text}`, schema: ACTIONS });
const actionInteractions = (count: number, eventType: string) => ({
  csv: `USER_ID,ACTION_ID,EVENT_TYPE,TIMESTAMP\n${rows(count, (index) => `u${index},a1,${eventType},1700000000`)}`,
  schema: ACTION_INTERACTIONS,
});

/** Returns the rows of `SOUND` with the given number of different event types. */
const withTypes = (types: number) => {
  let index = 0;
  return SOUND.replace(/click/g, () => `type-${index++ % types}`);
};
const itemsWith = (text: string) => ({ csv: `ITEM_ID,GENRE,PLOT\n${text}`, schema: ITEMS_WITH_NULLS });

/** Rules that no small csv can break alone: one limits the size, the other compares several datasets. */
const NOT_OF_ONE_CSV = ['import-size', 'unmatched-ids'] as const;
type NotOfOneCsv = (typeof NOT_OF_ONE_CSV)[number];

/** For each rule, a csv that breaks this rule and no other. */
const CASES: Readonly<Record<Exclude<DataRule, NotOfOneCsv>, Case>> = {
  'data-encoding': {
    csv: Buffer.from(withRow('caf\u00e9,i1,1700000000,click,1'), 'latin1'),
    reason: 'not encoded in UTF-8',
  },
  'csv-syntax': { csv: withRow('u1,i1,1700000000'), reason: 'is not a valid CSV' },
  'unescaped-quote': { csv: withRow('u1,19" Monitor,1700000000,click,1') },
  'byte-order-mark': { csv: `\uFEFF${SOUND}` },
  'csv-header': { csv: SOUND.replace(/^.*\n/, ''), reason: 'missing the following columns' },
  'missing-column': {
    csv: SOUND.replace('TIMESTAMP', 'timestamp'),
    reason: 'missing the following columns:[TIMESTAMP]',
  },
  'unknown-column': { csv: SOUND.replaceAll('\n', ',x\n') },
  'duplicate-column': { csv: SOUND.replaceAll('\n', ',1\n').replace(',1\n', ',EVENT_VALUE\n') },
  'column-order': { csv: SOUND.replace('USER_ID,ITEM_ID', 'ITEM_ID,USER_ID') },
  'quoted-header': { csv: SOUND.replace('USER_ID', '"USER_ID"') },
  'no-rows': { csv: 'ITEM_ID,GENRE,PLOT\n', reason: 'no rows', schema: ITEMS_WITH_TEXT },
  'null-value': { csv: withRow(',i1,1700000000,click,1'), reason: 'column USER_ID is empty' },
  'value-type': { csv: withRow('u1,i1,1700000000,click,high'), reason: 'is not of type float' },
  'timestamp-seconds': { csv: withRow('u1,i1,1700000000000,click,1'), reason: 'looks like milliseconds' },
  'id-length': { csv: withRow(`${'u'.repeat(257)},i1,1700000000,click,1`), reason: 'has 257 characters' },
  'value-length': {
    csv: `ITEM_ID,GENRE,PLOT\ni1,${'g'.repeat(1001)},p\n`,
    reason: 'has 1001 characters',
    schema: ITEMS_WITH_TEXT,
  },
  'string-length': {
    csv: `ITEM_ID,TITLE\ni1,${'t'.repeat(1001)}\n`,
    schema: { ...ITEMS_WITH_TEXT, fields: [field('ITEM_ID'), field('TITLE')] },
  },
  'text-length': { csv: `ITEM_ID,GENRE,PLOT\ni1,g,${'p'.repeat(20_001)}\n`, schema: ITEMS_WITH_TEXT },
  'event-types': { csv: withTypes(9) },
  'event-type-count': { csv: withTypes(11), reason: 'has more than 10 unique event types' },
  'event-type-names': {
    csv: SOUND.replaceAll('click', 'EVENT_TYPE'),
    reason: 'All values in the event_type column are either reserved keywords or null',
  },
  'same-timestamp': {
    // Each row has its own item, because equal rows count only once.
    csv: SOUND.replace(/,i\d+,17(\d+),/g, ',i$1,1700000000,'),
    recipe: 'aws-item-affinity',
    reason: 'the same timestamp for all records',
  },
  'future-timestamp': { csv: withRow('u1,i1,4100000000,click,1') },
  'filtered-event-type': { csv: SOUND, filteredType: 'buy' },
  'negative-timestamp': { csv: withRow('u1,i1,-1,click,1') },
  'item-attributes': {
    ...itemsWith('i1,drama,p\ni2,comedy,p\n'),
    recipe: 'aws-item-attribute-affinity',
    reason: 'Did not find any attribute to train on',
  },
  'category-count': itemsWith(rows(31, (index) => `i${index},genre-${index},p`)),
  'line-break': itemsWith('i1,drama,"p\nq"\ni2,drama,p\n'),
  'filled-column': itemsWith('i1,,p\ni2,drama,p\n'),
  'filled-text': itemsWith('i1,drama,p\ni2,drama,p\ni3,drama,p\ni4,drama,\n'),
  'minimum-interactions': { csv: interactionsCsv({ rows: 999 }), reason: 'has 999 interactions' },
  'minimum-events': {
    csv: SOUND,
    eventType: 'buy',
    reason: 'fewer than 1000 interactions after filtering by event type: buy',
  },
  'action-value': actions('a1,11,30\n'),
  'action-repeat': actions('a1,10,31\n'),
  'action-event': actionInteractions(100, 'click'),
  'actions-considered': actions(rows(1001, (index) => `a${index},1,1`)),
  'action-scores': actionInteractions(99, 'Taken'),
  'minimum-users': { csv: interactionsCsv({ users: 24 }), reason: 'fewer than 25 users' },
};

function typeOf(schema: object): DatasetType {
  const type = datasetTypeOfRecord((schema as { readonly name: string }).name)?.datasetType;
  if (type === undefined) throw new Error('The record name of the schema is not the name of a dataset type.');
  return type;
}

/** Returns the reason why the local Personalize fails the import or the training; undefined if both succeed. */
async function failure({ csv, eventType, schema = INTERACTIONS, recipe }: Case): Promise<string | undefined> {
  const bed = new Testbed();
  const group = schema === INTERACTIONS ? await bed.datasetGroup() : await bed.trainableGroup();
  const dataset = await bed.dataset(group, typeOf(schema), await bed.schema('schema', schema));
  const job = await bed.importJob(dataset, bed.put('data.csv', csv));
  if (bed.failureOf(job) !== undefined) return bed.failureOf(job);
  const solution = await bed.solution(group, recipe, eventType === undefined ? {} : { eventType });
  return bed.failureOf(await bed.version(solution));
}

/** Returns the names of the data rules that the case breaks. */
async function brokenRules({ csv, eventType, schema = INTERACTIONS, recipe, filteredType }: Case): Promise<string[]> {
  const { counts } = await checkDataset([csvFile(csv)], {
    datasetType: typeOf(schema),
    fields: schemaFields(schema),
    importMode: 'FULL',
    trainings: [[{ ...(eventType !== undefined && { eventType }) }]],
    filtered: filteredType === undefined ? [] : [{ filterName: 'bought', eventType: filteredType }],
    hasMoreData: false,
    recipes: [recipe ?? 'aws-user-personalization'],
  });
  return Object.keys(counts);
}

describe('the local Personalize and the data rules', () => {
  test.each(Object.entries(CASES))('agree on data that break only the rule %s', async (rule, broken) => {
    // Act
    const counts = await brokenRules(broken);
    const reason = await failure(broken);

    // Assess
    expect(counts).toEqual([rule]);
    const isRefused = DATA_RULES[rule as DataRule].severity === 'error';
    expect(reason ?? 'none').toContain(isRefused ? (broken.reason ?? '?') : 'none');
  });

  test('agree on valid data', async () => {
    // Act
    const counts = await brokenRules({ csv: SOUND });
    const reason = await failure({ csv: SOUND });

    // Assess
    expect(counts).toEqual([]);
    expect(reason).toBeUndefined();
  });

  test('are compared for each rule that a small csv can break', () => {
    // Assess
    expect([...Object.keys(CASES), ...NOT_OF_ONE_CSV].sort()).toEqual(Object.keys(DATA_RULES).sort());
  });
});
