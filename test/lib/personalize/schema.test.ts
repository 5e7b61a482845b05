import { checkSchema, type SchemaOptions, schemaDatasetType, schemaFields } from '../../../lib/personalize/schema';

type Field = Readonly<Record<string, unknown>>;

const USER: Field = { name: 'USER_ID', type: 'string' };
const ITEM: Field = { name: 'ITEM_ID', type: 'string' };
const ACTION: Field = { name: 'ACTION_ID', type: 'string' };
const TIME: Field = { name: 'TIMESTAMP', type: 'long' };
const EVENT: Field = { name: 'EVENT_TYPE', type: 'string' };
const PRICE: Field = { name: 'PRICE', type: 'float' };
const CATEGORY: Field = { name: 'CATEGORY_L1', type: 'string', categorical: true };

function record(name: string, ...fields: unknown[]): object {
  return { type: 'record', name, namespace: 'com.amazonaws.personalize.schema', fields, version: '1.0' };
}

function columns(count: number, more: Field = {}): Field[] {
  return Array.from({ length: count }, (_, index) => ({ name: `C${index}`, type: 'string', ...more }));
}

describe('checkSchema', () => {
  const good: [string, object, SchemaOptions][] = [
    ['interactions with only the required fields', record('Interactions', USER, ITEM, TIME), {}],
    ['fields in any order', record('Interactions', TIME, ITEM, USER), {}],
    ['a record name in lower case', record('interactions', USER, ITEM, TIME), {}],
    [
      'every reserved field of interactions',
      record(
        'Interactions',
        USER,
        ITEM,
        TIME,
        EVENT,
        { name: 'EVENT_VALUE', type: ['float', 'null'] },
        { name: 'IMPRESSION', type: ['null', 'string'] },
        { name: 'RECOMMENDATION_ID', type: ['null', 'string'] },
        { name: 'EVENT_ATTRIBUTION_SOURCE', type: ['null', 'string'] },
      ),
      {},
    ],
    ['5 metadata fields of interactions', record('Interactions', USER, ITEM, TIME, ...columns(5)), {}],
    ['a list of one type', record('Users', { name: 'USER_ID', type: ['string'] }, { name: 'AGE', type: 'int' }), {}],
    ['a string that is neither categorical nor textual', record('Items', ITEM, { name: 'URL', type: 'string' }), {}],
    ['a textual field of items', record('Items', ITEM, { name: 'TEXT', type: ['string', 'null'], textual: true }), {}],
    ['100 metadata fields of items', record('Items', ITEM, ...columns(100)), {}],
    ['items of the domain ECOMMERCE', record('Items', ITEM, PRICE, CATEGORY), { domain: 'ECOMMERCE' }],
    ['PRICE of another type without a domain', record('Items', ITEM, { name: 'PRICE', type: 'int' }), {}],
    ['interactions of a domain', record('Interactions', USER, ITEM, TIME, EVENT), { domain: 'VIDEO_ON_DEMAND' }],
    ['actions', record('Actions', ACTION, { name: 'VALUE', type: ['long', 'null'] }), {}],
    ['action interactions', record('ActionInteractions', USER, ACTION, EVENT, TIME), {}],
  ];

  it.each(good)('accepts %s', (_, schema, options) => {
    // Act
    const problems = checkSchema(schema, options);

    // Assess
    expect(problems).toEqual([]);
  });

  const bad: [string, unknown, SchemaOptions, string[]][] = [
    ['text that is not JSON', '{', {}, [' json']],
    ['JSON that is not an object', 'null', {}, [' record']],
    [
      'another type than record',
      { ...record('Users', USER, { name: 'AGE', type: 'int' }), type: 'enum' },
      {},
      ['type record'],
    ],
    [
      'no fields',
      record('Interactions'),
      {},
      ['fields record', 'fields required-field', 'fields required-field', 'fields required-field'],
    ],
    ['an unknown record name', record('Films', USER), {}, ['name record-name']],
    [
      'the record name of action interactions with an underscore',
      record('Action_Interactions', USER, ACTION, EVENT, TIME),
      {},
      ['name record-name'],
    ],
    [
      'the record name of another dataset type',
      record('Users', USER, { name: 'AGE', type: 'int' }),
      { datasetType: 'ITEMS' },
      ['name record-name', 'fields required-field'],
    ],
    [
      'actions in a domain',
      record('Actions', ACTION, { name: 'TYPE', type: 'string' }),
      { domain: 'ECOMMERCE' },
      ['name domain'],
    ],
    ['a missing field', record('Interactions', USER, ITEM), {}, ['fields required-field']],
    [
      'a missing EVENT_TYPE in a domain',
      record('Interactions', USER, ITEM, TIME),
      { domain: 'ECOMMERCE' },
      ['fields required-field'],
    ],
    [
      'a required field of another type',
      record('Interactions', USER, ITEM, { name: 'TIMESTAMP', type: 'string' }),
      {},
      ['fields.2.type reserved-field'],
    ],
    [
      'a required field of an unknown type, and reports it once',
      record('Interactions', USER, ITEM, { name: 'TIMESTAMP', type: 'date' }),
      {},
      ['fields.2.type field-type'],
    ],
    [
      'a required field that may be null',
      record('Interactions', { name: 'USER_ID', type: ['null', 'string'] }, ITEM, TIME),
      {},
      ['fields.0.type reserved-field'],
    ],
    [
      'a reserved field of another type',
      record('Interactions', USER, ITEM, TIME, { name: 'EVENT_VALUE', type: 'string' }),
      {},
      ['fields.3.type reserved-field'],
    ],
    [
      'a reserved string field with the flag categorical',
      record('Interactions', USER, ITEM, TIME, { ...EVENT, categorical: true }),
      {},
      ['fields.3.categorical categorical'],
    ],
    [
      'a reserved categorical field without the flag',
      record('Items', ITEM, PRICE, { name: 'CATEGORY_L1', type: 'string' }),
      { domain: 'ECOMMERCE' },
      ['fields.2 categorical'],
    ],
    [
      'a categorical number',
      record('Users', USER, { name: 'AGE', type: 'int', categorical: true }),
      {},
      ['fields.1.categorical categorical'],
    ],
    [
      'text in users',
      record('Users', USER, { name: 'BIO', type: 'string', textual: true }),
      {},
      ['fields.1.textual textual'],
    ],
    ['a textual id', record('Items', { ...ITEM, textual: true }, PRICE), {}, ['fields.0.textual textual']],
    [
      'a flag that is not a boolean',
      record('Users', USER, { name: 'TIER', type: 'string', categorical: 'yes' }),
      {},
      ['fields.1.categorical categorical'],
    ],
    ['an unknown type', record('Users', USER, { name: 'AGE', type: 'number' }), {}, ['fields.1.type field-type']],
    [
      'a list type',
      record('Users', USER, { name: 'AGES', type: { type: 'array', items: 'int' } }),
      {},
      ['fields.1.type field-type'],
    ],
    [
      'the same type twice',
      record('Users', USER, { name: 'AGE', type: ['int', 'int'] }),
      {},
      ['fields.1.type field-type'],
    ],
    ['an invalid field name', record('Users', USER, { name: '1ST', type: 'int' }), {}, ['fields.1.name field-name']],
    [
      'a field name that is too long',
      record('Users', USER, { name: 'A'.repeat(151), type: 'int' }),
      {},
      ['fields.1.name field-name'],
    ],
    ['a field that is not an object', record('Users', USER, 'AGE'), {}, ['fields.1 field-name']],
    [
      'a field twice',
      record('Users', USER, { name: 'AGE', type: 'int' }, { name: 'AGE', type: 'int' }),
      {},
      ['fields.2.name duplicate-field'],
    ],
    [
      'names that differ only by underscores',
      record('Users', USER, { name: 'AGE_GROUP', type: 'int' }, { name: 'AGEGROUP', type: 'int' }),
      {},
      ['fields.2.name duplicate-field'],
    ],
    ['users without metadata', record('Users', USER), {}, ['fields metadata']],
    [
      '6 metadata fields of interactions',
      record('Interactions', USER, ITEM, TIME, ...columns(6)),
      {},
      ['fields quota'],
    ],
    ['26 metadata fields of users', record('Users', USER, ...columns(26)), {}, ['fields quota']],
    ['two textual fields', record('Items', ITEM, ...columns(2, { textual: true })), {}, ['fields quota']],
  ];

  it.each(bad)('finds %s', (_, schema, options, expected) => {
    // Act
    const problems = checkSchema(schema, options);

    // Assess
    expect(problems.map(({ path, rule }) => `${path.join('.')} ${rule}`)).toEqual(expected);
  });

  it('reads a schema that is given as JSON text', () => {
    // Prepare
    const schema = record('Users', USER);

    // Act
    const problems = checkSchema(JSON.stringify(schema));

    // Assess
    expect(problems).toEqual(checkSchema(schema));
  });
});

describe('schemaFields and schemaDatasetType', () => {
  it('return the fields of a schema in order, and its dataset type', () => {
    // Prepare
    const schema = record('items', ITEM, { name: 'GENRE', type: ['null', 'string'], categorical: true });

    // Act
    const fields = schemaFields(JSON.stringify(schema));

    // Assess
    expect(fields).toEqual([
      {
        index: 0,
        name: 'ITEM_ID',
        types: ['string'],
        nullable: false,
        categorical: false,
        textual: false,
        itemName: false,
      },
      {
        index: 1,
        name: 'GENRE',
        types: ['string'],
        nullable: true,
        categorical: true,
        textual: false,
        itemName: false,
      },
    ]);
    expect(schemaDatasetType(schema)?.datasetType).toBe('ITEMS');
  });
});
