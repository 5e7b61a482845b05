/**
 * Limits of the local Personalize. They are taken from AWS's pages independently of the product, so that a wrong number in the product is
 * found. Where pages differ, the higher number applies. Sources: "Amazon Personalize endpoints and quotas"
 * (https://docs.aws.amazon.com/personalize/latest/dg/limits.html), read 2026-11-25, unless another source is named.
 */

import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { ResourceType } from '../../../lib/personalize/resource-types';

export interface Quota {
  readonly type: ResourceType;
  readonly scope: 'account' | 'datasetGroup';
  /**
   * Resources that count. `pending`: resources that are being created. `active`: all resources, except failed ones and
   * those in CREATE STOPPED.
   */
  readonly counts: 'pending' | 'active';
  readonly limit: number;
  /** Entry in Service Quotas; absent if it is unknown. */
  readonly listed?: ListedQuota;
}

export interface ListedQuota {
  readonly code: string;
  readonly name: string;
  readonly adjustable: boolean;
}

/**
 * Quota as Service Quotas lists it. Source of codes and names: a public collection of quota checks, which asks Service Quotas for them
 * (`servicequotas-personalize` in docs/local-aws.md). Source of `adjustable`: developer guide, "Requesting a quota increase",
 * read 2026-11-26.
 */
const listed = (code: string, name: string, adjustable = true): ListedQuota => ({ code, name, adjustable });

/** Quotas on numbers of resources. */
export const QUOTAS: readonly Quota[] = [
  {
    type: 'datasetGroup',
    scope: 'account',
    counts: 'active',
    limit: 5,
    listed: listed('L-14011066', 'Active dataset groups'),
  },
  {
    type: 'schema',
    scope: 'account',
    counts: 'active',
    limit: 500,
    listed: listed('L-037D5A71', 'Number of schemas', false),
  },
  { type: 'datasetImportJob', scope: 'account', counts: 'pending', limit: 5 },
  {
    type: 'batchInferenceJob',
    scope: 'account',
    counts: 'pending',
    limit: 5,
    listed: listed('L-69B72005', 'Pending or In Progress batch inference jobs'),
  },
  { type: 'batchSegmentJob', scope: 'account', counts: 'pending', limit: 5 },
  {
    type: 'solutionVersion',
    scope: 'account',
    counts: 'pending',
    limit: 20,
    listed: listed('L-9C16B368', 'Pending or In Progress solution versions'),
  },
  // Counts PENDING jobs only: developer guide, "Deleting users", read 2026-11-26.
  { type: 'dataDeletionJob', scope: 'datasetGroup', counts: 'pending', limit: 5 },
  {
    type: 'solution',
    scope: 'datasetGroup',
    counts: 'active',
    limit: 10,
    listed: listed('L-D9DD83B7', 'Active solutions per dataset group'),
  },
  {
    type: 'campaign',
    scope: 'datasetGroup',
    counts: 'active',
    limit: 5,
    listed: listed('L-052ECD67', 'Active campaigns per dataset group'),
  },
  {
    type: 'recommender',
    scope: 'datasetGroup',
    counts: 'active',
    limit: 5,
    listed: listed('L-4D685096', 'Maximum number of recommenders per dataset group', false),
  },
  {
    type: 'filter',
    scope: 'datasetGroup',
    counts: 'active',
    limit: 30,
    listed: listed('L-B9CFBC8B', 'Active filters per dataset group'),
  },
  // It was observed that the number of filters in progress is limited. The limit is unknown: `personalize-filters-in-progress` in
  // docs/local-aws.md.
  { type: 'filter', scope: 'account', counts: 'pending', limit: 5 },
];

/** Maximum number of distinct dataset fields in one filter, and in all filters of a dataset group. */
export const FILTER_FIELDS = { filter: 10, datasetGroup: 20 } as const;

/** Maximum number of schema fields that are neither required nor reserved. */
export const METADATA_FIELDS: Readonly<Record<DatasetType, number>> = {
  INTERACTIONS: 5,
  ITEMS: 100,
  USERS: 25,
  ACTIONS: 10,
  ACTION_INTERACTIONS: 5,
};

export const TEXTUAL_FIELDS = 1;

/**
 * Minimum data of a training: the number of interactions, and the number of users with at least `interactionsPerUser`
 * interactions. These users must also be at least `shareOfUsers` of all users.
 */
export const TRAINING_DATA = { interactions: 1000, users: 25, interactionsPerUser: 2, shareOfUsers: 0.01 };

/** Maximum number of event types of a training. Source: developer guide, "Data insights", read 2026-11-29. */
export const EVENT_TYPES = 10;

/** Minimum number of rows in each import of interactions. */
export const IMPORTED_INTERACTIONS = 1000;

/** Maximum number of trainings of one hyperparameter search, in total and at once. Source: API reference, HPOResourceConfig. */
export const HPO_TRAININGS = { maxNumberOfTrainingJobs: 40, maxParallelTrainingJobs: 10 } as const;

/** Days between automatic trainings. Source: API reference, AutoTrainingConfig. */
export const AUTO_TRAINING_DAYS = { min: 1, max: 30 } as const;

/** Maximum number of files in a batch job's input, and of lines in each. */
export const BATCH_INPUT = {
  inference: { files: 1000, linesPerFile: 50_000_000 },
  themes: { files: 1000, linesPerFile: 100 },
  itemSegments: { files: 1000, linesPerFile: 500 },
  attributeSegments: { files: 1000, linesPerFile: 10 },
} as const;

/**
 * Greatest `numResults`. AWS documents no limit for batch inference: `personalize-batch-results` in docs/local-aws.md.
 * Source for segments: API reference, CreateBatchSegmentJob.
 */
export const BATCH_RESULTS = { inference: Number.POSITIVE_INFINITY, segment: 5_000_000 } as const;

/** Maximum number of characters of csv values. */
export const VALUE_CHARACTERS = { id: 256, string: 1000 } as const;

/**
 * Maximum number of tags of a resource; the API model allows lists of up to 200. Source: developer guide, "Tagging Amazon Personalize
 * resources".
 */
export const TAGS = 50;

/**
 * Maximum number of bytes of all files of a data deletion job together. Source: developer guide, "Deleting users", and "Amazon Personalize
 * endpoints and quotas", 2026-11.
 */
export const DELETION_BYTES = 100 * 1024 * 1024;
