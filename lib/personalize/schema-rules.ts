import { LIMITS } from './limits';

/** Rules for a schema by name, each as one sentence for the reference documentation. */
export const SCHEMA_DEMANDS = {
  json: 'A schema given as text is JSON.',
  avro: 'A schema is valid Avro.',
  record: 'A schema is a record with fields.',
  'record-name': 'The record is named after the type of the dataset: Interactions, Items, ...',
  'field-name': `A field name has letters, digits and underscores, no digit first, at most ${LIMITS.fieldNameCharacters.max} characters.`,
  'field-type': 'Personalize supports the type, alone or in a list with null.',
  'duplicate-field': 'No two field names differ only in underscores.',
  'required-field': 'All required fields are present.',
  'reserved-field': 'A reserved field has the type that Personalize prescribes.',
  categorical:
    'Only string fields are categorical. A reserved field is categorical if and only if Personalize prescribes it.',
  textual: 'Only string fields of items are textual.',
  'item-name': 'itemName is true or false.',
  metadata: 'Users, items and actions have at least one field in addition to the ID.',
  quota: 'The numbers of metadata fields and of textual fields are within their limits.',
};
