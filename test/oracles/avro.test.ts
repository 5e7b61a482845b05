import { Type } from 'avsc';
import fc from 'fast-check';
import { avroFaults, defaultFaults } from '../../lib/personalize/avro';

const USER = { name: 'USER_ID', type: 'string' };
const record = (members: object, ...fields: object[]) => ({
  type: 'record',
  name: 'Users',
  namespace: 'com.amazonaws.personalize.schema',
  fields: [USER, ...fields],
  version: '1.0',
  ...members,
});

/** Values for namespaces and aliases. Some are valid. */
const names = fc.constantFrom('a.b', 'com.example', 'x', '', '.a', 'a..b', '1st', 'é', 'a.1', '_', 'a b');
const members = fc.record(
  { namespace: names, aliases: fc.array(names, { maxLength: 3 }), doc: fc.string() },
  { requiredKeys: [] },
);
const types = fc.constantFrom(
  ...['string', 'int', 'long', 'float', 'double', 'boolean', 'null', ['null', 'string'], ['long', 'null']],
  ...[['string', 'null'], ['int', 'double'], ['boolean']],
);
const fieldMembers = fc.record(
  {
    type: types,
    order: fc.constantFrom('ascending', 'descending', 'ignore', 'up', 1, null),
    default: fc.oneof(
      fc.constantFrom(null, true, '', 'x', 0, 1.5, -1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1),
      fc.constantFrom(2 ** 53 - 2, 2 ** 53 - 1, 2 ** 53, -(2 ** 53) + 2, -(2 ** 53), 1e300, [], {}, ['x']),
    ),
  },
  { requiredKeys: ['type'] },
);
const schemas = fc
  .tuple(members, fc.array(fieldMembers, { minLength: 1, maxLength: 3 }))
  .map(([more, fields]) => record(more, ...fields.map((field, index) => ({ ...field, name: `F${index}` }))));

/** First error that avsc, an implementation of Avro, finds in a schema. */
function faultByAvsc(schema: object): string | undefined {
  try {
    Type.forSchema(schema as Parameters<typeof Type.forSchema>[0]);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function withoutDefaults({ fields, ...schema }: ReturnType<typeof record>): object {
  return { ...schema, fields: fields.map(({ default: _, ...field }: { default?: unknown }) => field) };
}

describe('avroFaults and defaultFaults', () => {
  it('find the same first fault as avsc', () => {
    // Prepare
    const seen = { faults: 0, defaults: 0, none: 0 };
    const property = fc.property(schemas, (schema) => {
      // Act
      const [fault] = avroFaults(schema);
      const [wrongDefault] = defaultFaults(schema);

      // Assess
      expect(fault?.message).toEqual(faultByAvsc(withoutDefaults(schema)));
      if (fault === undefined) expect(wrongDefault?.message).toEqual(faultByAvsc(schema));
      seen[fault ? 'faults' : wrongDefault ? 'defaults' : 'none'] += 1;
    });
    fc.assert(property, { seed: 2018, numRuns: 3000 });
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });
});
