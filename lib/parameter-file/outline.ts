import { DATASET_TYPES, type DatasetType, type DatasetTypeInfo, type Domain } from '../personalize/dataset-types';
import { findRecipe, type Recipe } from '../personalize/recipes';
import { type SchemaField, schemaFields } from '../personalize/schema';
import { joinPointer } from './json-pointer';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value';
import { DELETE_SCHEDULE } from './leaves';
import { partsOf } from './section-walk';
import { PARAMETER_FILE } from './sections';

/** Input of the rules: the content of the parameter file, by resource. A section of the wrong type counts as an empty section. */
export interface Outline {
  readonly file: JsonValue;
  /** Current time. Each schedule must have a run after this time; undefined if that is not checked. */
  readonly now: Date | undefined;
  readonly datasetGroup: Element;
  /** Undefined for a custom dataset group, and for an unknown domain. */
  readonly domain: Domain | undefined;
  /**
   * False if the file has no section `datasets`. The dataset group may then have datasets that the file does not
   * describe.
   */
  readonly hasDatasets: boolean;
  readonly datasets: readonly DatasetOutline[];
  /** `serviceConfig` of the import jobs. */
  readonly importConfig: JsonObject;
  readonly eventTracker: Element | undefined;
  readonly filters: readonly Element[];
  readonly metricAttribution: Element | undefined;
  readonly recommenders: readonly RecipeElement[];
  readonly solutions: readonly SolutionOutline[];
}

/** A part of the file with a `serviceConfig`. */
export interface Element {
  readonly pointer: string;
  /** Pointer to the `serviceConfig`. */
  readonly configPointer: string;
  /** The `serviceConfig`; `{}` if it is missing or not an object. */
  readonly config: JsonObject;
  readonly name: string | undefined;
}

export interface RecipeElement extends Element {
  readonly recipeArn: string | undefined;
  /** Undefined if the recipe is unknown. */
  readonly recipe: Recipe | undefined;
}

export interface DatasetOutline {
  readonly info: DatasetTypeInfo;
  readonly pointer: string;
  readonly dataset: Element;
  readonly schema: Element;
  /** `workflowConfig.checks`; `{}` if there is none. */
  readonly checks: JsonObject;
}

export interface SolutionOutline extends RecipeElement {
  /** `serviceConfig.solutionVersion`; `{}` if it is missing or not an object. */
  readonly version: JsonObject;
  /** `workflowConfig.schedules`, without schedules that are "delete"; `{}` if there are none. */
  readonly schedules: JsonObject;
  /** `workflowConfig.promotion` */
  readonly promotion: { readonly rules?: readonly JsonObject[]; readonly approval?: JsonValue } | undefined;
  readonly campaigns: readonly Element[];
  readonly batchInferenceJobs: readonly Element[];
  readonly batchSegmentJobs: readonly Element[];
}

export function outline(json: JsonValue, now?: Date): Outline {
  const file = partsOf(PARAMETER_FILE, json);
  const datasetGroup = element('/datasetGroup', file.datasetGroup);
  const { domain } = datasetGroup.config;
  return {
    file: json,
    now,
    datasetGroup,
    domain: domain === 'ECOMMERCE' || domain === 'VIDEO_ON_DEMAND' ? domain : undefined,
    hasDatasets: file.datasets !== undefined,
    datasets: Object.values(DATASET_TYPES).flatMap((info) => {
      const section = file.datasets?.[info.section];
      const pointer = joinPointer('/datasets', info.section);
      return section === undefined
        ? []
        : {
            info,
            pointer,
            dataset: element(joinPointer(pointer, 'dataset'), section.dataset),
            schema: element(joinPointer(pointer, 'schema'), section.schema),
            checks: section.workflowConfig?.checks ?? {},
          };
    }),
    importConfig: file.datasets?.serviceConfig ?? {},
    eventTracker: file.eventTracker && element('/eventTracker', file.eventTracker),
    filters: elements('/filters', file.filters),
    metricAttribution: file.metricAttribution && element('/metricAttribution', file.metricAttribution),
    recommenders: elements('/recommenders', file.recommenders).map(withRecipe),
    solutions: (file.solutions ?? []).map((section, index) => {
      const pointer = joinPointer('/solutions', index);
      const solution = element(pointer, section);
      const { solutionVersion } = solution.config;
      return {
        ...withRecipe(solution),
        version: isJsonObject(solutionVersion) ? solutionVersion : {},
        schedules: withoutDeleted(section.workflowConfig?.schedules ?? {}),
        promotion: section.workflowConfig?.promotion,
        campaigns: elements(joinPointer(pointer, 'campaigns'), section.campaigns),
        batchInferenceJobs: elements(joinPointer(pointer, 'batchInferenceJobs'), section.batchInferenceJobs),
        batchSegmentJobs: elements(joinPointer(pointer, 'batchSegmentJobs'), section.batchSegmentJobs),
      };
    }),
  };
}

/** Fields of a dataset's schema; undefined if the file does not have the dataset. */
export function fieldsOf({ datasets }: Outline, type: DatasetType): readonly SchemaField[] | undefined {
  const dataset = datasets.find(({ info }) => info.datasetType === type);
  return dataset && schemaFields(dataset.schema.config.schema);
}

interface Resource {
  readonly serviceConfig?: JsonObject;
}

function elements(pointer: string, list: readonly Resource[] = []): Element[] {
  return list.map((resource, index) => element(joinPointer(pointer, index), resource));
}

function element(pointer: string, { serviceConfig: config = {} }: Resource = {}): Element {
  const name = typeof config.name === 'string' ? config.name : undefined;
  return { pointer, configPointer: joinPointer(pointer, 'serviceConfig'), config, name };
}

function withRecipe(resource: Element): RecipeElement {
  const { recipeArn: arn } = resource.config;
  const recipeArn = typeof arn === 'string' ? arn : undefined;
  return { ...resource, recipeArn, recipe: recipeArn === undefined ? undefined : findRecipe(recipeArn) };
}

function withoutDeleted(schedules: JsonObject): JsonObject {
  const isDeleted = (schedule: JsonValue) =>
    (isJsonObject(schedule) ? schedule.expression : schedule) === DELETE_SCHEDULE;
  return Object.fromEntries(
    Object.entries(schedules).filter(([, schedule]) => schedule !== undefined && !isDeleted(schedule)),
  );
}
