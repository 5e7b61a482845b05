/**
 * Limits of the emulated Personalize. The numbers were copied from AWS's pages, not from the product's code, so that tests find wrong
 * numbers in the product. If two pages have different numbers, the higher number is used, unless a comment at the number says otherwise.
 * Source: "Amazon Personalize endpoints and quotas" (https://docs.aws.amazon.com/personalize/latest/dg/limits.html), read 2026-11-25, unless
 * a comment names another source.
 */

import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { ResourceType } from '../../../lib/personalize/resource-types';

export interface Quota {
  readonly type: ResourceType;
  readonly scope: 'account' | 'datasetGroup';
  /**
   * Resources that the quota counts. `pending`: resources that are being created. `active`: all resources, except
   * failed resources and resources in status CREATE STOPPED.
   */
  readonly counts: 'pending' | 'active';
  readonly limit: number;
  /** Entry in Service Quotas; absent if no entry is known. */
  readonly listed?: ListedQuota;
}

export interface ListedQuota {
  readonly code: string;
  readonly name: string;
  readonly adjustable: boolean;
}

/**
 * Makes an entry of Service Quotas. Source of codes and names: a public collection of quota checks, which reads the quotas from Service
 * Quotas (`servicequotas-personalize` in docs/local-aws.md). Source of `adjustable`: developer guide, "Requesting a quota increase", read
 * 2026-11-26.
 */
const listed = (code: string, name: string, adjustable = true): ListedQuota => ({ code, name, adjustable });

/** Quotas on the number of resources. */
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
  // Only jobs in status PENDING count: developer guide, "Deleting users", read 2026-11-26.
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
  // AWS was observed to limit the number of filters in progress. The real limit is unknown: `personalize-filters-in-progress` in
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
 * Minimum data of a training. `interactions`: number of distinct interactions that pass the solution's filters of events. `users`: number
 * of users with at least `interactionsPerUser` interactions, filtered or not. These users must also make up the share `shareOfUsers` of
 * all users.
 */
export const TRAINING_DATA = { interactions: 1000, users: 25, interactionsPerUser: 2, shareOfUsers: 0.01 };

/** Maximum number of event types in the interactions of a training. Source: developer guide, "Data insights", read 2026-11-29. */
export const EVENT_TYPES = 10;

/** Minimum number of rows in each import of interactions. */
export const IMPORTED_INTERACTIONS = 1000;

/**
 * Maximum number of trainings in one hyperparameter optimization (HPO): in total, and in parallel. Source: API reference,
 * HPOResourceConfig.
 */
export const HPO_TRAININGS = { maxNumberOfTrainingJobs: 40, maxParallelTrainingJobs: 10 } as const;

/** Minimum and maximum number of days between automatic trainings. Source: API reference, AutoTrainingConfig. */
export const AUTO_TRAINING_DAYS = { min: 1, max: 30 } as const;

/** Maximum number of files in the input of a batch job, and maximum number of lines in each file. */
export const BATCH_INPUT = {
  inference: { files: 1000, linesPerFile: 50_000_000 },
  themes: { files: 1000, linesPerFile: 100 },
  itemSegments: { files: 1000, linesPerFile: 500 },
  attributeSegments: { files: 1000, linesPerFile: 10 },
} as const;

/**
 * Maximum value of `numResults`. AWS documents no limit for batch inference jobs: `personalize-batch-results` in
 * docs/local-aws.md. Source of the limit for batch segment jobs: API reference, CreateBatchSegmentJob.
 */
export const BATCH_RESULTS = { inference: Number.POSITIVE_INFINITY, segment: 5_000_000 } as const;

/**
 * Maximum number of characters in csv values. `id`: ids. `string`: categorical values and IMPRESSION. Other strings have no limit:
 * `personalize-string-length` in docs/local-aws.md.
 */
export const VALUE_CHARACTERS = { id: 256, string: 1000 } as const;

/**
 * Maximum number of tags of a resource. The API model allows lists of up to 200 tags; the lower number is used. Source: developer guide,
 * "Tagging Amazon Personalize resources".
 */
export const TAGS = 50;

/**
 * Maximum total size of all files of a data deletion job, in bytes. Source: developer guide, "Deleting users", and "Amazon Personalize
 * endpoints and quotas", 2026-11.
 */
export const DELETION_BYTES = 100 * 1024 * 1024;
