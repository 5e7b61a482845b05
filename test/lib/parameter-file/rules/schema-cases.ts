import { dataset, FIELDS, parameterFile, record } from '../sample-text';
import type { RuleCase } from './rule-case';

const interactions = (...more: readonly string[]) =>
  parameterFile({
    datasets: [dataset('interactions', record('Interactions', [...FIELDS.interactions, ...more]))],
  });
const actionInteractions = (...more: readonly string[]) =>
  parameterFile({
    datasets: [dataset('actionInteractions', record('ActionInteractions', [...FIELDS.actionInteractions, ...more]))],
  });
const users = (fields: readonly string[]) => parameterFile({ datasets: [dataset('users', record('Users', fields))] });
const actions = (fields: readonly string[]) =>
  parameterFile({ datasets: [dataset('actions', record('Actions', [...FIELDS.actions, ...fields]))] });
const asText = (text: string) => parameterFile({ datasets: [dataset('users', text)] });
const fieldsOf = (count: number) => Array.from({ length: count }, (_, index) => `{"name": "F${index}", "type": "int"}`);

/** Marks the list of fields, for rules that the list as a whole violates. */
const atFields = (text: string) => text.replace('"fields": [', '"fields": §[');

export const SCHEMA_CASES: readonly RuleCase[] = [
  {
    rule: 'avro-json',
    valid: asText(JSON.stringify(record('Users', FIELDS.users))),
    invalid: asText('§"{\\"type\\": "'),
  },
  {
    rule: 'avro',
    valid: interactions('{"name": "DEVICE", "type": "string", "order": "ignore"}'),
    invalid: interactions('§{"name": "DEVICE", "type": "string", "order": "up"}'),
  },
  {
    rule: 'avro-default',
    severity: 'warning',
    valid: interactions('{"name": "DEVICE", "type": ["null", "string"], "default": null}'),
    invalid: interactions('{"name": "DEVICE", "type": ["string", "null"], "default": §null}'),
  },
  {
    rule: 'avro-record',
    valid: users(FIELDS.users),
    invalid: users(FIELDS.users).replace('"type": "record"', '"type": §"enum"'),
  },
  {
    rule: 'avro-record-name',
    valid: users(FIELDS.users).replace('"Users"', '"users"'),
    invalid: users(FIELDS.users).replace('"Users"', '§"Items"'),
  },
  {
    rule: 'avro-field-name',
    valid: interactions('{"name": "_1ST", "type": "int"}'),
    invalid: interactions('{"name": §"1ST", "type": "int"}'),
  },
  {
    rule: 'avro-field-type',
    valid: interactions('{"name": "DEVICE", "type": ["null", "string"]}'),
    invalid: interactions('{"name": "DEVICE", "type": §"bytes"}'),
  },
  {
    rule: 'avro-duplicate-field',
    valid: interactions('{"name": "DEVICE_1", "type": "int"}', '{"name": "DEVICE_2", "type": "int"}'),
    invalid: interactions('{"name": "DEVICE_1", "type": "int"}', '{"name": §"DEVICE1", "type": "int"}'),
  },
  {
    rule: 'avro-required-field',
    valid: interactions(),
    invalid: atFields(
      parameterFile({
        datasets: [dataset('interactions', record('Interactions', FIELDS.interactions.slice(1)))],
      }),
    ),
  },
  {
    rule: 'avro-reserved-field',
    valid: interactions('{"name": "IMPRESSION", "type": ["null", "string"]}'),
    invalid: interactions('{"name": "IMPRESSION", "type": §"int"}'),
  },
  {
    rule: 'avro-categorical',
    valid: interactions('{"name": "DEVICE", "type": "string", "categorical": true}'),
    invalid: interactions('{"name": "DEVICE", "type": "int", "categorical": §true}'),
  },
  {
    rule: 'avro-textual',
    valid: parameterFile(),
    invalid: users([...FIELDS.users, '{"name": "ABOUT", "type": "string", "textual": §true}']),
  },
  {
    rule: 'avro-metadata',
    valid: users(FIELDS.users.slice(0, 2)),
    invalid: atFields(users(FIELDS.users.slice(0, 1))),
  },
  {
    rule: 'avro-quota',
    what: 'too many fields of interactions',
    valid: interactions(...fieldsOf(5)),
    invalid: atFields(interactions(...fieldsOf(6))),
  },
  {
    rule: 'avro-quota',
    what: 'too many fields of action interactions',
    valid: actionInteractions(...fieldsOf(5)),
    invalid: atFields(actionInteractions(...fieldsOf(6))),
  },
  {
    rule: 'avro-item-name',
    valid: parameterFile(),
    invalid: parameterFile().replace('"itemName": true', '"itemName": §"yes"'),
  },
  {
    rule: 'avro-attribute',
    what: 'an unknown attribute in a schema',
    severity: 'warning',
    valid: interactions('{"name": "DEVICE", "type": "string", "categorical": true, "doc": "Phone or tablet"}'),
    invalid: interactions('{"name": "DEVICE", "type": "string", §"categorcal": true}'),
  },
  {
    rule: 'avro-attribute',
    what: 'an unknown attribute in a schema that is given as a text',
    severity: 'warning',
    valid: asText(JSON.stringify(record('Users', FIELDS.users))),
    invalid: asText(
      `§${JSON.stringify(record('Users', FIELDS.users).replace('"type": "int"', '"type": "int", "textul": true'))}`,
    ),
  },
  {
    rule: 'avro-size',
    valid: users(FIELDS.users).replace('com.amazonaws', 'a'.repeat(19_000)),
    invalid: users(FIELDS.users)
      .replace('com.amazonaws', 'a'.repeat(20_000))
      .replace('{\n        "type": "record"', '§{\n        "type": "record"'),
  },
  {
    rule: 'avro-columns',
    severity: 'warning',
    valid: actions(fieldsOf(10 - FIELDS.actions.length)),
    invalid: atFields(actions(fieldsOf(11 - FIELDS.actions.length))),
  },
];
