import {
  DATASET_TYPES,
  type DatasetType,
  type DatasetTypeInfo,
  type Domain,
} from '../personalize/dataset-types';
import { findRecipe, type Recipe } from '../personalize/recipes';
import { type SchemaField, schemaFields } from '../personalize/schema';
import { joinPointer } from './json-pointer';
import { isJsonObject, type JsonObject, type JsonValue, member } from './json-value';

/**
 * What the rules look at: the file by its resources. It can be taken of any JSON, so that rules find their problems in a
 * file that has others; what has the wrong shape is left out.
 */
export interface Outline {
  readonly file: JsonValue;
  readonly datasetGroup: Element;
  /** Undefined for a custom dataset group, and for an unknown domain. */
  readonly domain: Domain | undefined;
  /** False if the file has no `datasets` section: then the dataset group may have any, which were made elsewhere. */
  readonly hasDatasets: boolean;
  readonly datasets: readonly DatasetOutline[];
  /** `serviceConfig` of the import jobs. */
  readonly importConfig: JsonObject;
  readonly eventTracker: Element | undefined;
  readonly filters: readonly Element[];
  readonly recommenders: readonly RecipeElement[];
  readonly solutions: readonly SolutionOutline[];
}

/** A part of the file with a `serviceConfig`. */
export interface Element {
  readonly pointer: string;
  /** Pointer to the `serviceConfig`. */
  readonly configPointer: string;
  /** `{}` if it is missing or no object. */
  readonly config: JsonObject;
  readonly name: string | undefined;
}

export interface RecipeElement extends Element {
  readonly recipeArn: string | undefined;
  /** Undefined if the recipe is not known. */
  readonly recipe: Recipe | undefined;
}

export interface DatasetOutline {
  readonly info: DatasetTypeInfo;
  readonly pointer: string;
  readonly dataset: Element;
  readonly schema: Element;
}

export interface SolutionOutline extends RecipeElement {
  /** `{}` if it is missing or no object. */
  readonly version: JsonObject;
  /** `workflowConfig.schedules`, `{}` if there are none. */
  readonly schedules: JsonObject;
  readonly campaigns: readonly Element[];
  readonly batchInferenceJobs: readonly Element[];
  readonly batchSegmentJobs: readonly Element[];
}

export function outline(file: JsonValue): Outline {
  const datasetGroup = element(member(file, 'datasetGroup'), '/datasetGroup');
  const { domain } = datasetGroup.config;
  const datasets = member(file, 'datasets');
  const eventTracker = member(file, 'eventTracker');
  return {
    file,
    datasetGroup,
    domain: domain === 'ECOMMERCE' || domain === 'VIDEO_ON_DEMAND' ? domain : undefined,
    hasDatasets: datasets !== undefined,
    datasets: Object.values(DATASET_TYPES).flatMap((info) => {
      const value = member(datasets, info.section);
      const pointer = joinPointer('/datasets', info.section);
      if (value === undefined) return [];
      return {
        info,
        pointer,
        dataset: element(member(value, 'dataset'), joinPointer(pointer, 'dataset')),
        schema: element(member(value, 'schema'), joinPointer(pointer, 'schema')),
      };
    }),
    importConfig: objectMember(datasets, 'serviceConfig'),
    eventTracker: eventTracker === undefined ? undefined : element(eventTracker, '/eventTracker'),
    filters: elements(file, 'filters', ''),
    recommenders: elements(file, 'recommenders', '').map(withRecipe),
    solutions: elements(file, 'solutions', '').map((solution, index) => {
      const value = listMember(file, 'solutions')[index];
      return {
        ...withRecipe(solution),
        version: objectMember(solution.config, 'solutionVersion'),
        schedules: objectMember(objectMember(value, 'workflowConfig'), 'schedules'),
        campaigns: elements(value, 'campaigns', solution.pointer),
        batchInferenceJobs: elements(value, 'batchInferenceJobs', solution.pointer),
        batchSegmentJobs: elements(value, 'batchSegmentJobs', solution.pointer),
      };
    }),
  };
}

/** Fields of a dataset's schema; undefined if the file does not have the dataset. */
export function fieldsOf({ datasets }: Outline, type: DatasetType): readonly SchemaField[] | undefined {
  const dataset = datasets.find(({ info }) => info.datasetType === type);
  return dataset && schemaFields(dataset.schema.config.schema);
}

function elements(parent: unknown, list: string, pointer: string): Element[] {
  return listMember(parent, list).map((value, index) => element(value, joinPointer(pointer, list, index)));
}

function element(value: unknown, pointer: string): Element {
  const config = objectMember(value, 'serviceConfig');
  const { name } = config;
  return {
    pointer,
    configPointer: joinPointer(pointer, 'serviceConfig'),
    config,
    name: typeof name === 'string' ? name : undefined,
  };
}

function withRecipe(resource: Element): RecipeElement {
  const { recipeArn } = resource.config;
  return typeof recipeArn === 'string'
    ? { ...resource, recipeArn, recipe: findRecipe(recipeArn) }
    : { ...resource, recipeArn: undefined, recipe: undefined };
}

function objectMember(value: unknown, name: string): JsonObject {
  const found = member(value, name);
  return isJsonObject(found) ? found : {};
}

function listMember(value: unknown, name: string): readonly JsonValue[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}
