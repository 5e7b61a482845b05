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
   * Types of datasets that must exist in the dataset group before a resource of the type is created. Absent if there are
   * none, or if Personalize itself refuses the resource when one is missing.
   */
  neededDatasets?(step: Pick<Step, 'state' | 'resource'>): readonly DatasetType[];
  /**
   * Types of datasets that must have imported data before the resource is created, if the file has these datasets. Absent if
   * there are none, or if the work list already puts the resource after the imports.
   */
  neededData?(step: Pick<Step, 'state' | 'resource'>): readonly DatasetType[];
  /**
   * True if the step must wait until the needed datasets are ACTIVE, because a run may reach the resource earlier. Default:
   * false, for types that are created after imports.
   */
  readonly awaitsDatasets?: boolean;
}

/** Strategy of a type with long-lived resources. Such resources are found by their names, created, compared and updated. */
export interface NamedResource extends Needs {
  readonly type: Exclude<DesiredType, JobType>;
  /**
   * ARN that follows from the resource's name. The real ARN of an event tracker ends in a random id, so the result has the
   * name in place of this id.
   */
  readonly arnOf: (step: Step) => string;
  find(step: Step): Promise<FoundResource | undefined>;
  createRequest(step: Step): Promise<Request>;
  /** @throws ResourceConflict if the resource could not be used after its creation */
  assertCreatable?(step: Step): Promise<void>;
  /** Members that differ from the parameter file. */
  differences(step: Step, found: FoundResource): Promise<readonly Difference[]>;
  /**
   * Finds only the differences that show another owner. A type has this method if its `differences` makes requests that this
   * question does not need. Without this method, `differences` answers the question.
   */
  ownership?(step: Step, found: FoundResource): Promise<readonly Difference[]>;
  /** Members that an Update request can change. A difference in any other member is a conflict. Default: no members. */
  readonly updatable?: readonly string[];
  updateRequest?(step: Step, found: FoundResource, changes: readonly Difference[]): Request;
  /** Note for users on an update with these changes or, if `changes` is absent, on a creation. */
  noteOnChange?(step: Step, changes?: readonly Difference[]): Promise<string | undefined>;
  /** True if Personalize also updates the resource automatically. Then the latest update may not be the update that the step requested. */
  isUpdatedByService?(step: Step, description: Description): boolean;
  /** True if the resource is usually ACTIVE as soon as it is created. Default: false. */
  readonly isActiveAtOnce?: boolean;
  /** Advice for a conflict that Update cannot resolve. */
  readonly resolution: string;
}

export type JobType = 'datasetImportJob' | 'solutionVersion' | 'batchInferenceJob' | 'batchSegmentJob';

/** Strategy of a type that gets a new resource for each piece of work: a type of jobs, or solution versions. */
export interface JobResource extends Needs {
  readonly type: JobType;
  /** Finds the job or version that this step created, if the attempt that created it was interrupted. */
  findOwn(step: Step, intents: Pick<CreationIntents, 'of'>): Promise<FoundResource | undefined>;
  /**
   * True if the request has a `jobName`, which is unique in an account and region. Without a `jobName`, a repeated request creates a second
   * resource.
   */
  readonly isNamed: boolean;
  /** Creation time of the newest existing resource of the type, in milliseconds since 1970. Only for types without `jobName`. */
  newestBefore?(step: Step): Promise<number | undefined>;
  /** Finds the newest earlier job or version of any age that does or did the same work. */
  findEarlier(step: Step): Promise<FoundResource | undefined>;
  /**
   * Finds an earlier job or version that is used instead of a new one, and the reason as a text for users. Undefined if a
   * new one is created. Default: undefined.
   */
  skip?(step: Step): Promise<{ readonly note: string; readonly instead: FoundResource } | undefined>;
  /** Amount of the month's budget that a new job or version is expected to use. Absent if no budget limits this type. */
  readonly estimate?: EstimateOf;
  /** True if later work can go on with an earlier job or version, whatever its age. Absent if no work follows a job of this type. */
  existsAlready?(step: Step): Promise<boolean>;
  /** Work of a job that reads the data bucket. */
  workOf?(step: Step): Promise<JobWork>;
  /**
   * Checks the data that the job would read.
   * @throws UnmetNeed if Personalize would refuse the data
   * @throws NotThereYet if a file was removed from the bucket during the check
   */
  assertInput?(step: Step): Promise<void>;
  /**
   * Makes sure that the rows of the last imported data are counted, because later data are compared with these counts.
   * @throws NotCheckedYet if the rows must be counted first
   * @returns text for users about limits that have no earlier data to compare with
   */
  prepareChecks?(step: Step): Promise<string | undefined>;
  /**
   * A person may have accepted data that a check refused. Ends this acceptance if the data or the checks have changed since, and
   * the data were not imported. Called before each check.
   */
  endAcceptances?(step: Step): Promise<void>;
  /**
   * Applies the check of every row, if the file asks for this check.
   * @throws NotCheckedYet if the rows must be checked first
   * @throws InvalidData if the check refuses the data
   * @returns text for users about findings in accepted data
   */
  assertChecked?(step: Step): Promise<string | undefined>;
  /** Note for users on a job that the step created and that has succeeded. Default: no note. */
  noteAtEnd?(step: Step, job: Description): Promise<string | undefined>;
  createRequest(step: Step): Promise<Request>;
  /** True if the error means that Personalize refuses a creation only because there is nothing new to do. */
  isNothingNew?(error: Error): boolean;
}

export async function findByArn(step: Step, type: ResourceType, arn: string): Promise<FoundResource | undefined> {
  const description = await step.personalize.describe(type, arn);
  return description && { arn, description };
}

/** The resource that a summary from List describes. */
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
