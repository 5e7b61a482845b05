import { LIMITS } from './limits';

/** Rules for a schema by name, each as one sentence for the reference documentation. */
export const SCHEMA_DEMANDS = {
  json: 'A schema given as text is JSON.',
  avro: 'A schema is valid Avro.',
  record: 'A schema is a record with fields.',
  'record-name': 'The record is named as the dataset: Interactions, Items, ...',
  'field-name': `A field name has letters, digits and underscores, no digit first, at most ${LIMITS.fieldNameCharacters.max} characters.`,
  'field-type': 'Personalize supports the type, alone or in a list with null.',
  'duplicate-field': 'Two field names differ by more than underscores.',
  'required-field': 'All required fields are present.',
  'reserved-field': 'A reserved field has the type that Personalize prescribes.',
  categorical:
    'Only string fields are categorical. A reserved field is categorical exactly if Personalize prescribes it.',
  textual: 'Only strings of items are textual.',
  'item-name': 'itemName is true or false.',
  metadata: 'Users, items and actions have a field beside the ID.',
  quota: 'Metadata and textual fields are within their limits.',
};
