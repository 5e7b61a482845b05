/** Personalize's dataset types, and the schema fields that each type requires or reserves. */

import { LIMITS } from './limits';

export type DatasetType = 'INTERACTIONS' | 'ITEMS' | 'USERS' | 'ACTIONS' | 'ACTION_INTERACTIONS';

/** Business domain of a dataset group; a custom dataset group has none. */
export type Domain = 'ECOMMERCE' | 'VIDEO_ON_DEMAND';

/** Types that a schema field may have. `null` only occurs in a union that makes a field nullable. */
export const AVRO_TYPES = ['string', 'int', 'long', 'float', 'double', 'boolean', 'null'] as const;
export type AvroType = (typeof AVRO_TYPES)[number];

/** Personalize's rules for the field with a certain name. */
export interface FieldRule {
  readonly name: string;
  readonly types: readonly AvroType[];
  readonly nullable: boolean;
  /** True if the field must be flagged `categorical`; false if this flag is not allowed. */
  readonly categorical: boolean;
  /** True if the field may be flagged `textual`, which is possible only for fields of items. */
  readonly textual: boolean;
}

export interface FieldRules {
  readonly required: readonly FieldRule[];
  readonly reserved: readonly FieldRule[];
}

export interface DatasetTypeInfo {
  readonly datasetType: DatasetType;
  /** Key in the parameter file's section `datasets`. */
  readonly section: 'interactions' | 'items' | 'users' | 'actions' | 'actionInteractions';
  /** Name of the csv file without `.csv`, or name of the folder with csv files. This file or folder is in the parameter file's folder. */
  readonly csvName: string;
  /** Name of the Avro record. Personalize ignores the case of this name (AWS's samples use both `Users` and `users`). */
  readonly recordName: string;
  /** True if a schema must have at least one field besides the id. */
  readonly needsMetadata: boolean;
  /** False for actions and action interactions, which domain dataset groups cannot have. */
  readonly allowedInDomains: boolean;
  /** Maximum number of metadata fields, which are neither required nor reserved. */
  readonly maxMetadataFields: number;
  /** True if UpdateDataset accepts a new schema for datasets of this type. */
  readonly updatable: boolean;
  readonly fields: Readonly<Record<Domain | 'CUSTOM', FieldRules>>;
}

function plain(name: string, ...types: readonly AvroType[]): FieldRule {
  return { name, types, nullable: false, categorical: false, textual: false };
}

function nullable(name: string, ...types: readonly AvroType[]): FieldRule {
  return { ...plain(name, ...types), nullable: true };
}

/** A categorical string that may be null. */
const categorical = (name: string): FieldRule => ({ ...nullable(name, 'string'), categorical: true });

const textual = (name: string): FieldRule => ({ ...nullable(name, 'string'), textual: true });

const INTERACTION_KEYS = [plain('USER_ID', 'string'), plain('ITEM_ID', 'string'), plain('TIMESTAMP', 'long')];
const INTERACTION_EXTRAS = [
  nullable('EVENT_VALUE', 'float', 'double'),
  nullable('IMPRESSION', 'string'),
  nullable('RECOMMENDATION_ID', 'string'),
  nullable('EVENT_ATTRIBUTION_SOURCE', 'string'),
];
const DOMAIN_INTERACTIONS: FieldRules = {
  required: [...INTERACTION_KEYS, plain('EVENT_TYPE', 'string')],
  reserved: INTERACTION_EXTRAS,
};
const USERS: FieldRules = { required: [plain('USER_ID', 'string')], reserved: [] };

const ACTIONS: FieldRules = {
  required: [plain('ACTION_ID', 'string')],
  reserved: [
    nullable('CREATION_TIMESTAMP', 'long'),
    nullable('VALUE', 'long'),
    nullable('TYPE', 'string'),
    nullable('EXPIRATION_TIMESTAMP', 'long'),
    nullable('REPEAT_FREQUENCY', 'long'),
  ],
};

const ACTION_INTERACTIONS: FieldRules = {
  required: [
    ...['USER_ID', 'ACTION_ID', 'EVENT_TYPE'].map((name) => plain(name, 'string')),
    plain('TIMESTAMP', 'long'),
  ],
  reserved: [nullable('IMPRESSION', 'string'), nullable('RECOMMENDATION_ID', 'string')],
};

/** Dataset types of Personalize. Source: Personalize developer guide, "Datasets and schemas". */
export const DATASET_TYPES: Readonly<Record<DatasetType, DatasetTypeInfo>> = {
  INTERACTIONS: datasetType('INTERACTIONS', 'interactions', {
    allowedInDomains: true,
    maxMetadataFields: LIMITS.interactionsMetadata.max,
    fields: {
      CUSTOM: { required: INTERACTION_KEYS, reserved: [plain('EVENT_TYPE', 'string'), ...INTERACTION_EXTRAS] },
      ECOMMERCE: DOMAIN_INTERACTIONS,
      VIDEO_ON_DEMAND: DOMAIN_INTERACTIONS,
    },
  }),
  ITEMS: datasetType('ITEMS', 'items', {
    needsMetadata: true,
    allowedInDomains: true,
    maxMetadataFields: LIMITS.itemsMetadata.max,
    updatable: true,
    fields: {
      CUSTOM: { required: [plain('ITEM_ID', 'string')], reserved: [nullable('CREATION_TIMESTAMP', 'long')] },
      ECOMMERCE: {
        required: [
          plain('ITEM_ID', 'string'),
          plain('PRICE', 'float'),
          { ...categorical('CATEGORY_L1'), nullable: false },
        ],
        reserved: [
          ...['CATEGORY_L2', 'CATEGORY_L3', 'AGE_GROUP', 'ADULT', 'GENDER'].map(categorical),
          textual('PRODUCT_DESCRIPTION'),
          // The type is long in the guide's table for this domain, but float on another page of the guide.
          nullable('CREATION_TIMESTAMP', 'long', 'float'),
        ],
      },
      VIDEO_ON_DEMAND: {
        required: [
          plain('ITEM_ID', 'string'),
          plain('CREATION_TIMESTAMP', 'long'),
          { ...categorical('GENRES'), nullable: false },
        ],
        reserved: [
          ...['PRICE', 'DURATION', 'AVERAGE_RATING'].map((name) => nullable(name, 'float')),
          ...['GENRE_L2', 'GENRE_L3', 'CONTENT_OWNER', 'CONTENT_CLASSIFICATION'].map(categorical),
          textual('PRODUCT_DESCRIPTION'),
        ],
      },
    },
  }),
  USERS: datasetType('USERS', 'users', {
    needsMetadata: true,
    allowedInDomains: true,
    maxMetadataFields: LIMITS.usersMetadata.max,
    updatable: true,
    fields: {
      CUSTOM: USERS,
      ECOMMERCE: USERS,
      VIDEO_ON_DEMAND: { ...USERS, reserved: [categorical('SUBSCRIPTION_MODEL')] },
    },
  }),
  ACTIONS: datasetType('ACTIONS', 'actions', {
    needsMetadata: true,
    maxMetadataFields: LIMITS.actionsMetadata.max,
    fields: { CUSTOM: ACTIONS, ECOMMERCE: ACTIONS, VIDEO_ON_DEMAND: ACTIONS },
  }),
  ACTION_INTERACTIONS: datasetType('ACTION_INTERACTIONS', 'actionInteractions', {
    maxMetadataFields: LIMITS.actionInteractionsMetadata.max,
    fields: { CUSTOM: ACTION_INTERACTIONS, ECOMMERCE: ACTION_INTERACTIONS, VIDEO_ON_DEMAND: ACTION_INTERACTIONS },
  }),
};

/** @param facts facts about the type; flags that are left out are false */
function datasetType(
  datasetType: DatasetType,
  section: DatasetTypeInfo['section'],
  facts: Pick<DatasetTypeInfo, 'maxMetadataFields' | 'fields'> & Partial<DatasetTypeInfo>,
): DatasetTypeInfo {
  const recordName = `${section.charAt(0).toUpperCase()}${section.slice(1)}`;
  const names = { datasetType, section, csvName: datasetType.toLowerCase(), recordName };
  return { ...names, needsMetadata: false, allowedInDomains: false, updatable: false, ...facts };
}

/** True if Personalize requires or reserves the field's name in datasets of this type, in any domain. */
export function isReserved(datasetType: DatasetType, name: string): boolean {
  const rules = Object.values(DATASET_TYPES[datasetType].fields);
  return rules.some(({ required, reserved }) => [...required, ...reserved].some((field) => field.name === name));
}

/** Finds a dataset type by its name in the API. Personalize ignores the case of this name (`Interactions`, `INTERACTIONS`). */
export function findDatasetType(text: string): DatasetTypeInfo | undefined {
  return Object.values(DATASET_TYPES).find(({ datasetType }) => datasetType === text.toUpperCase());
}

/** Finds a dataset type by the name of its Avro record. */
export function datasetTypeOfRecord(recordName: string): DatasetTypeInfo | undefined {
  const name = recordName.toLowerCase();
  return Object.values(DATASET_TYPES).find((info) => info.recordName.toLowerCase() === name);
}
