import fc from 'fast-check';
import { avroFaults, defaultFaults } from '../../../lib/personalize/avro';
import { checkSchema } from '../../../lib/personalize/schema';

const USER = { name: 'USER_ID', type: 'string' };
const record = (members: object, ...fields: object[]) => ({
  type: 'record',
  name: 'Users',
  namespace: 'com.amazonaws.personalize.schema',
  fields: [USER, { name: 'AGE', type: 'int' }, ...fields],
  version: '1.0',
  ...members,
});

describe('avroFaults', () => {
  it.each([
    ['the schema of the developer guide', record({})],
    ['a schema without namespace', record({ namespace: undefined })],
    ['members that Avro does not define', record({ owner: 1 }, { ...USER, name: 'A', categorical: true })],
    ['aliases and orders', record({ aliases: ['People'] }, { ...USER, name: 'A', order: 'ignore' })],
    ['a default, even of another type', record({}, { name: 'A', type: 'int', default: 'x' })],
  ])('finds no fault in %s', (_, schema) => {
    // Act
    const faults = avroFaults(schema);

    // Assess
    expect(faults).toEqual([]);
  });

  it.each([
    ['a namespace that is not a valid name', record({ namespace: 'com..example' }), [], /invalid name/],
    ['an alias that is not a valid name', record({ aliases: ['1st'] }), [], /invalid name/],
    ['aliases that are not a list', record({ aliases: 'People' }), [], /a member has a type/],
    ['an unknown order', record({}, { ...USER, name: 'A', order: 'up' }), ['fields', 2], /invalid order: "up"/],
  ])('finds %s', (_, schema, path, message) => {
    // Act
    const faults = avroFaults(schema);

    // Assess
    expect(faults).toEqual([{ path, message: expect.stringMatching(message) }]);
    expect(checkSchema(schema)).toEqual([
      { path, rule: 'avro', message: expect.stringContaining('The schema is not valid Avro: ') },
    ]);
  });

  it('finds the faults of all fields', () => {
    // Prepare
    const wrong = { type: 'int', order: 'up' };

    // Act
    const faults = avroFaults(record({}, { ...wrong, name: 'A' }, { name: 'B', type: 'int' }, { ...wrong, name: 'C' }));

    // Assess
    expect(faults.map(({ path }) => path)).toEqual([
      ['fields', 2],
      ['fields', 4],
    ]);
  });

  it('never throws, and does not change the schema', () => {
    // Prepare
    const names = fc.constantFrom('USER_ID', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'prototype');
    const members = fc.dictionary(
      fc.constantFrom('namespace', 'aliases', 'doc', 'order', 'default', 'logicalType', 'size', 'symbols', 'items'),
      fc.jsonValue(),
    );
    const fields = fc.array(fc.tuple(names, members).map(([name, more]) => ({ ...more, name, type: 'string' })));

    // Act, Assess
    fc.assert(
      fc.property(members, fields, (more, list) => {
        const schema = record(more, ...list);
        const before = JSON.stringify(schema);
        avroFaults(schema);
        defaultFaults(schema);
        expect(JSON.stringify(schema)).toBe(before);
      }),
      { seed: 2018, numRuns: 300 },
    );
  });
});

describe('defaultFaults', () => {
  it("finds each default that is not of its field's first type", () => {
    // Prepare
    const schema = record(
      {},
      { name: 'A', type: 'int', default: 'x' },
      { name: 'B', type: ['null', 'string'], default: null },
      { name: 'C', type: ['string', 'null'], default: null },
    );

    // Act
    const faults = defaultFaults(schema);

    // Assess
    expect(faults.map(({ path }) => path)).toEqual([
      ['fields', 2, 'default'],
      ['fields', 4, 'default'],
    ]);
  });
});
