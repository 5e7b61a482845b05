import type { DatasetType } from '../../personalize/dataset-types';
import { type DesiredType, RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import type { CreationIntents } from '../../record-table/creation-intents';
import type { Description, Request } from '../account/personalize-api';
import type { EstimateOf } from '../budget/estimate';
import type { Step } from '../step';
import { type Difference, desiredMembers, differences } from './differences';
import type { JobWork } from './verified-read';

export interface FoundResource {
  readonly arn: string;
  readonly description: Description;
}

export interface Needs {
  /**
   * Datasets that must be in the dataset group before a resource of the type is created. Absent if there are none, or if Personalize itself
   * refuses the resource without them.
   */
  neededDatasets?(step: Pick<Step, 'state' | 'resource'>): readonly DatasetType[];
  /**
   * Needed datasets that must be imported first, if the file has them. Absent if there are none, or if the work list already puts the
   * resource after the imports.
   */
  neededData?(step: Pick<Step, 'state' | 'resource'>): readonly DatasetType[];
  /**
   * True if a run may reach the resource before its datasets are ACTIVE, so that the step must wait for them. Default: false, for types
   * that are created after imports.
   */
  readonly awaitsDatasets?: boolean;
}

/** A type whose resource is long-lived and found by its name: it is created, compared and updated. */
export interface NamedResource extends Needs {
  readonly type: Exclude<DesiredType, JobType>;
  /**
   * ARN that follows from the resource's name. An event tracker's ARN ends in a random id; here, the name stands in
   * place of that id.
   */
  readonly arnOf: (step: Step) => string;
  find(step: Step): Promise<FoundResource | undefined>;
  createRequest(step: Step): Promise<Request>;
  /** @throws ResourceConflict if creating the resource would be useless */
  assertCreatable?(step: Step): Promise<void>;
  /** Members that differ from the parameter file. */
  differences(step: Step, found: FoundResource): Promise<readonly Difference[]>;
  /**
   * Differences that show another owner. Implemented if reading all differences costs more. Default: all differences.
   */
  ownership?(step: Step, found: FoundResource): Promise<readonly Difference[]>;
  /** Members that Update can change; a difference in any other member is a conflict. Default: none */
  readonly updatable?: readonly string[];
  updateRequest?(step: Step, found: FoundResource, changes: readonly Difference[]): Request;
  /** A note for users on an update or, if `changes` is absent, on a creation. */
  noteOnChange?(step: Step, changes?: readonly Difference[]): Promise<string | undefined>;
  /** True if Personalize also updates the resource by itself, so that an update may not be the step's. */
  isUpdatedByService?(step: Step, description: Description): boolean;
  /** True if the resource is usually ACTIVE as soon as it is created. Default: false. */
  readonly isActiveAtOnce?: boolean;
  /** Advice for a conflict that Update cannot resolve. */
  readonly resolution: string;
}

export type JobType = 'datasetImportJob' | 'solutionVersion' | 'batchInferenceJob' | 'batchSegmentJob';

/** A type that gets a new resource for each piece of work: jobs, and versions of a solution. */
export interface JobResource extends Needs {
  readonly type: JobType;
  /** Finds the job or version that this step created, if the attempt that created it was interrupted. */
  findOwn(step: Step, intents: Pick<CreationIntents, 'of'>): Promise<FoundResource | undefined>;
  /**
   * True if the request has a `jobName`, which is unique in the account. Without one, Personalize creates a second job when asked twice.
   */
  readonly isNamed: boolean;
  /** Creation time of the newest existing job or version, in milliseconds since 1970. Only for types without `jobName`. */
  newestBefore?(step: Step): Promise<number | undefined>;
  /** Finds the newest earlier job or version that did the same work, in progress or finished, however old. */
  findEarlier(step: Step): Promise<FoundResource | undefined>;
  /**
   * Finds out if an earlier job or version is used instead of a new one. Returns the earlier one, and the reason as a
   * text for users. Default: a new one is created.
   */
  skip?(step: Step): Promise<{ readonly note: string; readonly instead: FoundResource } | undefined>;
  /** What a new job or version is expected to use of the month's budget. Default: nothing that a budget limits. */
  readonly estimate?: EstimateOf;
  /** True if later work can go on with an earlier job or version, however old. Absent if no work comes after the job. */
  existsAlready?(step: Step): Promise<boolean>;
  /** Work of a job that reads the data bucket. */
  workOf?(step: Step): Promise<JobWork>;
  /**
   * @throws UnmetNeed if Personalize would refuse what the job reads
   * @throws NotThereYet if a file was removed in the meantime
   */
  assertInput?(step: Step): Promise<void>;
  /**
   * Counts the data with which later data are compared, unless they are counted already.
   * @throws NotCheckedYet if they must be counted first
   * @returns text for users: limits that have nothing to compare with
   */
  prepareChecks?(step: Step): Promise<string | undefined>;
  /** Ends decisions of persons on data that have changed since. Called before each check. */
  endAcceptances?(step: Step): Promise<void>;
  /**
   * Applies the findings of the check of every row, if there is one.
   * @throws NotCheckedYet if the check is due
   * @throws InvalidData if the check refuses the data
   * @returns text for users: findings in accepted data
   */
  assertChecked?(step: Step): Promise<string | undefined>;
  /** A note for users on a job of the step that has ended well. Default: none. */
  noteAtEnd?(step: Step, job: Description): Promise<string | undefined>;
  createRequest(step: Step): Promise<Request>;
  /** True if Personalize refuses a creation only because there is nothing new to do. */
  isNothingNew?(error: Error): boolean;
}

export async function findByArn(step: Step, type: ResourceType, arn: string): Promise<FoundResource | undefined> {
  const description = await step.personalize.describe(type, arn);
  return description && { arn, description };
}

/** The resource of a summary from List. */
export function found(type: ResourceType, description: Description): FoundResource {
  return { arn: String(description[RESOURCE_TYPES[type].arnMember]), description };
}

/**
 * Strategy of a type whose resources have an ARN derived from their name.
 * @param added members of the Create request that the file does not have
 */
export function named<Type extends NamedResource['type']>(
  type: Type,
  arnOf: (step: Step) => string,
  added: (step: Step) => Request = () => ({}),
) {
  return {
    type,
    arnOf,
    find: (step) => findByArn(step, type, arnOf(step)),
    createRequest: async (step) => ({ ...step.resource.request, ...added(step) }),
    differences: async (step, { description }) => differences({ ...desiredMembers(step), ...added(step) }, description),
  } satisfies Partial<NamedResource>;
}
