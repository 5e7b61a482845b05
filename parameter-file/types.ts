import type { JsonObject } from './json-value';

/**
 * The parameter file as a TypeScript type. `serviceConfig` holds members of the resource's Create request in Personalize's
 * own names; `workflowConfig` is ours.
 */
export interface ParameterFile {
  readonly $schema?: string;
  /** For every taggable resource that has no tags of its own. */
  readonly tags?: readonly Tag[];
  readonly datasetGroup: DatasetGroupSection;
  readonly datasets?: DatasetsSection;
  readonly eventTracker?: ResourceSection<NamedConfig>;
  readonly filters?: readonly ResourceSection<FilterConfig>[];
  readonly recommenders?: readonly ResourceSection<RecommenderConfig>[];
  readonly solutions?: readonly SolutionSection[];
}

export interface Tag {
  readonly tagKey: string;
  readonly tagValue: string;
}

interface Taggable extends JsonObject {
  readonly tags?: readonly (Tag & JsonObject)[];
}

export interface NamedConfig extends Taggable {
  readonly name: string;
}

export interface DatasetGroupConfig extends NamedConfig {
  readonly domain?: 'ECOMMERCE' | 'VIDEO_ON_DEMAND';
  readonly kmsKeyArn?: string;
  /** Only together with `kmsKeyArn`. */
  readonly roleArn?: string;
}

export interface SchemaConfig extends JsonObject {
  readonly name: string;
  /** An Avro record, as JSON or as JSON text. */
  readonly schema: JsonObject | string;
  readonly domain?: 'ECOMMERCE' | 'VIDEO_ON_DEMAND';
}

export interface ImportConfig extends Taggable {
  readonly importMode?: 'FULL' | 'INCREMENTAL';
  readonly publishAttributionMetricsToS3?: boolean;
}

export interface FilterConfig extends NamedConfig {
  readonly filterExpression: string;
}

export interface RecommenderConfig extends NamedConfig {
  readonly recipeArn: string;
}

export interface SolutionConfig extends NamedConfig {
  readonly recipeArn: string;
  readonly solutionVersion?: SolutionVersionConfig;
}

export interface SolutionVersionConfig extends Taggable {
  readonly name?: string;
  readonly trainingMode?: string;
}

export interface ResourceSection<Config> {
  readonly serviceConfig: Config;
}

/** The word that removes a schedule. Leaving the schedule out does the same. */
export const DELETE_SCHEDULE = 'delete';

/** `cron(...)`, `rate(...)` or `delete`, alone or with when exactly it applies. */
export type Schedule = string | ScheduleDetail;

export interface ScheduleDetail {
  readonly expression: string;
  /** IANA name; UTC if absent. */
  readonly timezone?: string;
  /** Minutes after the scheduled time within which the run may start, 1 to 1440. */
  readonly flexibleTimeWindowMinutes?: number;
}

export interface DatasetGroupSection extends ResourceSection<DatasetGroupConfig> {
  readonly workflowConfig?: {
    readonly schedules?: { readonly import?: Schedule };
    /** Data that was imported longer ago is imported again, changed or not, e.g. `6 hours`. */
    readonly maxAge?: string;
  };
}

export interface DatasetSection {
  readonly dataset: ResourceSection<NamedConfig>;
  readonly schema: ResourceSection<SchemaConfig>;
}

/** Keys of the datasets in the file, in the order in which they are created. */
export type DatasetKey = 'interactions' | 'items' | 'users' | 'actions' | 'actionInteractions';

export interface DatasetsSection extends Readonly<Partial<Record<DatasetKey, DatasetSection>>> {
  /** For the import jobs of all datasets. */
  readonly serviceConfig?: ImportConfig;
}

export interface SolutionSection extends ResourceSection<SolutionConfig> {
  readonly workflowConfig?: {
    readonly schedules?: {
      readonly full?: Schedule;
      readonly update?: Schedule;
      /** The AWS solution accepts `maxAge` here; it means the same as beside `schedules`. */
      readonly maxAge?: string;
    };
    readonly maxAge?: string;
  };
  readonly campaigns?: readonly ResourceSection<NamedConfig>[];
  readonly batchInferenceJobs?: readonly BatchJobSection[];
  readonly batchSegmentJobs?: readonly BatchJobSection[];
}

export interface BatchJobSection extends ResourceSection<Taggable> {
  readonly workflowConfig?: { readonly schedule?: Schedule; readonly maxAge?: string };
}
