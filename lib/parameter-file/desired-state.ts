import { DATASET_TYPES, type DatasetType, type Domain } from '../personalize/dataset-types';
import { findRecipe } from '../personalize/recipes';
import { type DesiredType, RESOURCE_TYPES } from '../personalize/resource-types';
import { type Budget, budgetOf } from './budget';
import { type Capacity, capacityOf } from './capacity';
import { readAcceptedFile } from './check-file';
import { parseDuration } from './duration';
import { joinPointer } from './json-pointer';
import { isJsonObject, type JsonObject } from './json-value';
import type { OnRemoval, Tag } from './leaves';
import type { Values } from './placeholders';
import type { Problem } from './problem';
import { type Promotion, promotionOf } from './promotion';
import type { ChecksSection, ParameterFile, SolutionSection } from './sections';
import { type DesiredTask, desiredTasks } from './tasks';

/**
 * Resources that a parameter file describes, each with its Create request. The requests have defaults and tags. The workflow adds
 * ARNs, roles, job names and S3 paths.
 */
export interface DesiredState {
  readonly datasetGroup: DesiredResource & { readonly domain?: Domain };
  readonly datasets: readonly DesiredDataset[];
  readonly eventTracker?: DesiredResource;
  readonly filters: readonly DesiredResource[];
  readonly metricAttribution?: DesiredResource;
  readonly solutions: readonly DesiredSolution[];
  readonly recommenders: readonly DesiredResource[];
  readonly capacity: Capacity;
  /** Absent if the file has no section `budget`. */
  readonly budget?: Budget;
  /** Scheduled tasks. */
  readonly tasks: readonly DesiredTask[];
}

export interface DesiredResource {
  readonly type: DesiredType;
  /** JSON pointer to the element of the file that describes the resource. */
  readonly pointer: string;
  /** Empty for jobs, and for solution versions that the file does not name: Personalize or the workflow names them. */
  readonly name: string;
  /** Members of the Create request. */
  readonly request: JsonObject;
  /**
   * Age, in seconds, above which a finished job or solution version is too old: a run makes a new one, even if nothing has changed.
   * Absent if there is no maximum age.
   */
  readonly maxAgeSeconds?: number;
  /** What happens when the resource leaves the file. Default: keep. */
  readonly onRemoval?: OnRemoval;
}

/** A dataset with its schema and import job. All three have the dataset's pointer and differ by `type`. */
export interface DesiredDataset {
  readonly datasetType: DatasetType;
  /** Name of the dataset's csv file without `.csv`. The folder of the dataset's csv files has the same name. */
  readonly csvName: string;
  readonly schema: DesiredResource;
  readonly dataset: DesiredResource;
  readonly importJob: DesiredResource;
  /** Checks of the rows before an import; absent if the rows are not read. */
  readonly checks?: ChecksSection;
}

export interface DesiredSolution {
  readonly name: string;
  readonly recipeArn: string;
  readonly solution: DesiredResource;
  /** The solution version. Its `pointer` is the solution's pointer. */
  readonly version: DesiredResource;
  /** Absent if every version is deployed. */
  readonly promotion?: Promotion;
  readonly campaigns: readonly DesiredResource[];
  readonly batchInferenceJobs: readonly DesiredResource[];
  readonly batchSegmentJobs: readonly DesiredResource[];
}

type Tags = readonly (Tag & JsonObject)[];

/** @param file content of a file that was found valid, or that {@link readAcceptedFile} has read */
export function desiredState(file: ParameterFile): DesiredState {
  const tags = file.tags as Tags | undefined;
  const { datasetGroup, eventTracker, metricAttribution } = file;
  const { domain } = datasetGroup.serviceConfig;
  const resource = (type: DesiredType, pointer: string, request: JsonObject): DesiredResource => ({
    type,
    pointer,
    name: typeof request.name === 'string' ? request.name : '',
    request: withInheritedTags(type, request, tags),
  });

  const group = resource('datasetGroup', '/datasetGroup', datasetGroup.serviceConfig);
  return {
    datasetGroup: { ...group, ...(domain && { domain }) },
    datasets: desiredDatasets(file, resource),
    ...(eventTracker && {
      eventTracker: {
        ...resource('eventTracker', '/eventTracker', eventTracker.serviceConfig),
        ...removal(eventTracker.workflowConfig),
      },
    }),
    filters: listed(resource, 'filter', '/filters', file.filters),
    ...(metricAttribution && {
      metricAttribution: resource('metricAttribution', '/metricAttribution', metricAttribution.serviceConfig),
    }),
    solutions: (file.solutions ?? []).map((solution, index) =>
      desiredSolution(solution, joinPointer('/solutions', index), resource),
    ),
    recommenders: listed(resource, 'recommender', '/recommenders', file.recommenders),
    capacity: capacityOf(file.capacity),
    ...(file.budget && { budget: budgetOf(file.budget) }),
    tasks: desiredTasks(file, group.name),
  };
}

/**
 * Desired state of a parameter file that was accepted before, read by {@link readAcceptedFile}.
 * @returns no `state` if this release cannot read the file
 */
export function acceptedState(
  content: string | Uint8Array,
  accepted: { readonly values?: Values },
): { readonly state?: DesiredState; readonly problems: readonly Problem[] } {
  const { file, problems } = readAcceptedFile(content, accepted);
  return { ...(file && { state: desiredState(file) }), problems };
}

type ResourceOf = (type: DesiredType, pointer: string, request: JsonObject) => DesiredResource;

interface ListedSection {
  readonly serviceConfig: JsonObject;
  readonly workflowConfig?: { readonly maxAge?: string; readonly onRemoval?: OnRemoval; readonly schedules?: object };
}

function listed(
  resource: ResourceOf,
  type: DesiredType,
  pointer: string,
  sections: readonly ListedSection[] = [],
): DesiredResource[] {
  return sections.map(({ serviceConfig, workflowConfig }, index) => ({
    ...resource(type, joinPointer(pointer, index), serviceConfig),
    ...maximumAge(workflowConfig?.maxAge),
    ...removal(workflowConfig),
  }));
}

/**
 * Adds the tags at the root of the file to a taggable resource without a list of its own. A resource with an empty list of tags gets
 * none of them.
 */
function withInheritedTags(type: DesiredType, request: JsonObject, tags: Tags | undefined): JsonObject {
  return tags && request.tags === undefined && RESOURCE_TYPES[type].taggable ? { ...request, tags } : request;
}

function desiredDatasets(file: ParameterFile, resource: ResourceOf): DesiredDataset[] {
  const { domain } = file.datasetGroup.serviceConfig;
  return Object.values(DATASET_TYPES).flatMap(({ section, datasetType, csvName }) => {
    const dataset = file.datasets?.[section];
    if (!dataset) return [];
    const pointer = joinPointer('/datasets', section);
    const { schema, ...schemaConfig } = dataset.schema.serviceConfig;
    return {
      datasetType,
      csvName,
      schema: resource('schema', pointer, {
        // A dataset accepts only schemas of its dataset group's domain, so a schema without a domain gets the domain of
        // the group.
        ...(domain && { domain }),
        ...schemaConfig,
        schema: isJsonObject(schema) ? JSON.stringify(schema) : schema,
      }),
      dataset: resource('dataset', pointer, dataset.dataset.serviceConfig),
      importJob: {
        ...resource('datasetImportJob', pointer, { importMode: 'FULL', ...file.datasets?.serviceConfig }),
        // Incremental imports have no maximum age, because repeating an import may add the same rows again: see
        // `personalize-incremental-duplicates` in docs/local-aws.md.
        ...(file.datasets?.serviceConfig?.importMode !== 'INCREMENTAL' &&
          maximumAge(file.datasetGroup.workflowConfig?.maxAge)),
      },
      ...(dataset.workflowConfig?.checks && {
        checks: checksOf(dataset.workflowConfig.checks, file.datasets?.serviceConfig),
      }),
    };
  });
}

/**
 * The section `checks`. Incremental imports have no limit on unknown items. Their items files have only new items, so all earlier
 * items would count as unknown.
 */
function checksOf({ maximumUnknownItems, ...checks }: ChecksSection, { importMode }: JsonObject = {}): ChecksSection {
  const isLimited = maximumUnknownItems !== undefined && importMode !== 'INCREMENTAL';
  return { ...checks, ...(isLimited && { maximumUnknownItems }) };
}

function removal({ onRemoval }: { readonly onRemoval?: OnRemoval } = {}) {
  return onRemoval === undefined ? {} : { onRemoval };
}

function maximumAge(text: string | undefined) {
  const maxAgeSeconds = text === undefined ? undefined : parseDuration(text);
  return maxAgeSeconds === undefined ? {} : { maxAgeSeconds };
}

function desiredSolution(section: SolutionSection, pointer: string, resource: ResourceOf): DesiredSolution {
  // `performAutoML` is left out, because Personalize refuses AutoML together with a recipe.
  const { solutionVersion, performAutoML: _, ...config } = section.serviceConfig;
  const { workflowConfig, campaigns, batchInferenceJobs, batchSegmentJobs } = section;
  return {
    name: config.name,
    recipeArn: config.recipeArn,
    // By default, Personalize trains automatically every 7 days, and adds new items between trainings. Both are billed, so both are
    // off by default here. `performIncrementalUpdate` is left out for recipes that may refuse this member.
    solution: {
      ...resource('solution', pointer, {
        performAutoTraining: false,
        ...(findRecipe(config.recipeArn)?.incrementalUpdate && { performIncrementalUpdate: false }),
        ...config,
      }),
      ...removal(workflowConfig),
    },
    version: {
      ...resource('solutionVersion', pointer, { trainingMode: 'FULL', ...solutionVersion }),
      ...maximumAge(workflowConfig?.maxAge ?? workflowConfig?.schedules?.maxAge),
    },
    ...(workflowConfig?.promotion && { promotion: promotionOf(workflowConfig.promotion) }),
    // A solution is deleted together with its campaigns, so the solution's `onRemoval` is the default of its campaigns.
    campaigns: listed(resource, 'campaign', `${pointer}/campaigns`, campaigns).map((campaign) => ({
      ...removal(workflowConfig),
      ...campaign,
    })),
    batchInferenceJobs: listed(resource, 'batchInferenceJob', `${pointer}/batchInferenceJobs`, batchInferenceJobs),
    batchSegmentJobs: listed(resource, 'batchSegmentJob', `${pointer}/batchSegmentJobs`, batchSegmentJobs),
  };
}
