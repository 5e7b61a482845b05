import type { DatasetType } from '../../personalize/dataset-types';
import { type DesiredType, RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import type { CreationIntents } from '../../record-table/creation-intents';
import type { Description, Request } from '../account/personalize-api';
import type { Step } from '../step';
import { type Difference, desiredMembers, differences } from './differences';
import type { JobWork } from './verified-read';

/** A resource that Personalize knows, with its ARN. */
export interface Found {
  readonly arn: string;
  readonly description: Description;
}

export interface Needs {
  /** Datasets that must be in the dataset group before a resource of the type is created. Default: none, or Personalize says so. */
  neededDatasets?(step: Pick<Step, 'state' | 'resource'>): readonly DatasetType[];
  /** Of which of them those in the file must have been imported. Default: none, or it comes only after an import that succeeded. */
  neededData?(step: Pick<Step, 'state' | 'resource'>): readonly DatasetType[];
  /** Whether it waits until they are ACTIVE: it comes beside them, or even after a dataset has failed. Default: it needs imports. */
  readonly awaitsDatasets?: boolean;
}

/** A type of which one resource is there, under its name, and stays: it is created, compared, updated. */
export interface NamedResource extends Needs {
  readonly type: Exclude<DesiredType, JobType>;
  find(step: Step): Promise<Found | undefined>;
  createRequest(step: Step): Promise<Request>;
  /** @throws ResourceConflict if creating it would be of no use */
  assertCreatable?(step: Step): Promise<void>;
  /** What is not as the parameter file wants it. */
  differences(step: Step, found: Found): Promise<readonly Difference[]>;
  /** Differences that show that the resource belongs to another owner, where reading all differences costs more. Default: all differences. */
  ownership?(step: Step, found: Found): Promise<readonly Difference[]>;
  /** Members that Update can change; a difference in any other member is a conflict. Default: none */
  readonly updatable?: readonly string[];
  updateRequest?(step: Step, found: Found, changes: readonly Difference[]): Request;
  /** What people should know of an update, or of a creation, which has no changes. */
  noteOnChange?(step: Step, changes?: readonly Difference[]): Promise<string | undefined>;
  /** Whether Personalize updates the resource by itself too: an update that began during a step need not be the step's. */
  isUpdatedByService?(step: Step, description: Description): boolean;
  /** Whether it usually needs no further poll, as Personalize has nothing to do for it. Default: no */
  readonly isActiveAtOnce?: boolean;
  /** Advice for a conflict that Update cannot resolve. */
  readonly resolution: string;
}

export type JobType = 'datasetImportJob' | 'solutionVersion' | 'batchInferenceJob' | 'batchSegmentJob';

/** A type of which each piece of work creates a new resource: jobs, and versions of a solution. */
export interface JobResource extends Needs {
  readonly type: JobType;
  /** The one that this step created, for when it could not say so any more. */
  findOwn(step: Step, intents: Pick<CreationIntents, 'of'>): Promise<Found | undefined>;
  /** Whether the request has a `jobName`, unique in the account. If not, Personalize makes two if it is asked twice. */
  readonly isNamed: boolean;
  /** Of what is not named: when the newest one that is there was created, in milliseconds since 1970. */
  newestBefore?(step: Step): Promise<number | undefined>;
  /** The newest earlier one, in progress or finished, that did the same work, however long ago. */
  findEarlier(step: Step): Promise<Found | undefined>;
  /** Why a new one is not to be created now, for people, and the earlier one that is used instead. Default: it is created. */
  skip?(step: Step): Promise<{ readonly note: string; readonly instead: Found } | undefined>;
  /** Of a job that reads the data bucket. */
  workOf?(step: Step): Promise<JobWork>;
  /** @throws UnmetNeed if Personalize would refuse what the job reads */
  assertInput?(step: Step): Promise<void>;
  /**
   * Counts what later data are compared with, unless that is known.
   * @throws NotCheckedYet if it is to be counted first
   * @returns which limits have nothing to compare with, for people
   */
  prepareChecks?(step: Step): Promise<string | undefined>;
  /**
   * Goes by what the check of every row has found, if there is one.
   * @throws NotCheckedYet if it is due
   * @throws InvalidData if it refuses the data
   * @returns what it has found in data that it accepts, for people
   */
  assertChecked?(step: Step): Promise<string | undefined>;
  createRequest(step: Step): Promise<Request>;
  /** Whether Personalize refuses to create one only because there is nothing new for it to do. */
  isNothingNew?(error: Error): boolean;
}

export async function findByArn(step: Step, type: ResourceType, arn: string): Promise<Found | undefined> {
  const description = await step.personalize.describe(type, arn);
  return description && { arn, description };
}

/** What List shows of a resource. */
export function found(type: ResourceType, description: Description): Found {
  return { arn: String(description[RESOURCE_TYPES[type].arnMember]), description };
}

/** How a resource is found by its ARN, created and compared. @param added members of its request beyond those of the file */
export function named<Type extends NamedResource['type']>(
  type: Type,
  arnOf: (step: Step) => string,
  added: (step: Step) => Request = () => ({}),
) {
  return {
    type,
    find: (step) => findByArn(step, type, arnOf(step)),
    createRequest: async (step) => ({ ...step.resource.request, ...added(step) }),
    differences: async (step, { description }) => differences({ ...desiredMembers(step), ...added(step) }, description),
  } satisfies Partial<NamedResource>;
}
