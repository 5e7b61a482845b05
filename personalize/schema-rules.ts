import { LIMITS } from './limits';

/** Personalize's own rules for a schema, by name: the demand in one sentence, for the reference. */
export const SCHEMA_RULES = {
  json: 'A schema given as text is JSON.',
  avro: 'A schema is valid Avro, with namespace, aliases and orders.',
  record: 'A schema is an Avro record with fields.',
  'record-name': "The record name is the dataset's: Interactions, Items, Users, Actions, ActionInteractions.",
  'field-name': `A field name has letters, digits and underscores, no digit first, and at most ${LIMITS.fieldNameCharacters.max} characters.`,
  'field-type': 'A type is supported by Personalize, alone or in a list with null.',
  'duplicate-field': 'Field names are unique, even without their underscores.',
  'required-field': 'All required fields are present.',
  'reserved-field': 'A reserved field has its type.',
  categorical: 'Only string fields are categorical, reserved ones as Personalize says.',
  textual: 'Only string fields of items are textual.',
  'item-name': 'The attribute itemName is true or false.',
  metadata: 'Users, items and actions have a field beside their ID.',
  quota: 'Metadata and textual fields are within their limits.',
};
