import { isDeepStrictEqual } from 'node:util';
import { OWNER_TAG } from '../../lib/aws/owner-tag';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { isJsonObject, type JsonObject } from '../../lib/parameter-file/json-value';
import { datasetGroupArn } from '../../lib/personalize/arn';
import { DATASET_TYPES } from '../../lib/personalize/dataset-types';
import { findRecipe } from '../../lib/personalize/recipes';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import { isFailed, isStopped } from '../../lib/personalize/statuses';
import type { Description } from '../../lib/reconciler/account/personalize-api';
import { type Existing, inventoryOf, withoutActionTracker } from '../../lib/reconciler/inventory';
import { plainRangeNames } from '../../lib/reconciler/resource-types/solution';
import { present } from '../../lib/record-table/item';
import type { DeployedAws } from '../aws';
import { describeByName } from '../describe-by-name';
import { CliFailure } from '../failure';
import { readState } from '../read-file';
import { leftOutOf } from './left-out';
import { isSame } from './losses';
import { type DesiredSchedules, desiredSchedules, type ScheduleOptions } from './schedules';
import { serviceConfigOf } from './service-config';
import { withoutEmpty } from './without-empty';

const BATCH_LISTS = [
  { list: 'batchInferenceJobs', type: 'batchInferenceJob' },
  { list: 'batchSegmentJobs', type: 'batchSegmentJob' },
] as const;

type BatchList = (typeof BATCH_LISTS)[number];

/** Id that Personalize appends to the solution's name for an unnamed version: `my-solution/702e0792`. */
const DRAWN_ID = /^[0-9a-f]{8}$/;
/** Suffix that a retraining adds to the version name in the file, so that each version's name is unique. */
const RETRAINING_STAMP = /-\d{14}$/;

/** A generated parameter file. */
export interface BuiltFile {
  readonly file: JsonObject;
  /** Lines of text about what a person should know about the file. */
  readonly remarks: readonly string[];
}

interface BuildOptions extends ScheduleOptions {
  /** True if the csv beside the file will be imported. */
  readonly importData?: boolean;
  /** True if the file is only printed, so that a person can change it before its upload. */
  readonly stdout?: boolean;
}

/** Builds the parameter file of a dataset group from its resources in Personalize. */
export class ParameterFileBuilder {
  /** All `serviceConfig` objects that can have tags. */
  private readonly taggable: Record<string, unknown>[] = [];
  private readonly remarks: string[] = [];

  private constructor(
    private readonly aws: DeployedAws,
    private readonly inventory: readonly Existing[],
    private readonly schedules: DesiredSchedules,
    /** State of the file in force; undefined if there is none, or if it cannot be read. */
    private readonly before: DesiredState | undefined,
    private readonly options: BuildOptions,
  ) {}

  /**
   * @throws CliFailure if the dataset group does not exist, or if a person must choose the mode of its imports first
   * @throws the errors of {@link desiredSchedules}
   */
  static async build(aws: DeployedAws, datasetGroup: string, options: BuildOptions): Promise<BuiltFile> {
    const arn = datasetGroupArn(aws.scope, datasetGroup);
    const group = await describeByName(aws, 'datasetGroup', datasetGroup);
    if (group === undefined) {
      throw new CliFailure(
        `Dataset group '${datasetGroup}' not found in ${aws.scope.region}.`,
        '`aws personalize list-dataset-groups` lists the existing ones.',
      );
    }
    const everything = await withoutActionTracker(aws.personalize, await inventoryOf(aws.personalize, arn));
    const existing = everything.filter(({ status }) => !isFailed(status));
    const leftOut = await leftOutOf(aws, existing);
    const isLeftOut = (name: string) => leftOut.some(({ solution }) => solution === name);
    const inventory = existing.filter(({ type, name }) => type !== 'solution' || !isLeftOut(name));
    const solutions = inventory.filter(({ type }) => type === 'solution').map(({ name }) => name);
    const tasks = await aws.tasks.ofFile(datasetGroup);
    const schedules = desiredSchedules(tasks, options, solutions, leftOut);
    const inForce = await aws.filesInForce.find(datasetGroup);
    const before = inForce && (await readState(aws, inForce));
    const builder = new ParameterFileBuilder(aws, inventory, schedules, before, options);
    return { file: await builder.file(arn, group), remarks: builder.remarks };
  }

  private async file(arn: string, group: Description): Promise<JsonObject> {
    const sections = {
      datasetGroup: {
        serviceConfig: await this.tagged('datasetGroup', arn, serviceConfigOf('datasetGroup', group)),
        workflowConfig: { schedules: { import: this.schedules.import } },
      },
      datasets: await this.datasets(String(group.domain)),
      eventTracker: (await this.sections(this.of('eventTracker')))[0],
      filters: await this.sections(this.of('filter')),
      metricAttribution: (await this.sections(this.of('metricAttribution')))[0],
      recommenders: await this.recommenders(),
      solutions: await this.solutions(),
    };
    return withoutEmpty({ tags: this.commonTags(), ...sections } as unknown as JsonObject);
  }

  private async datasets(domain: string): Promise<object> {
    const sections: Record<string, unknown> = {};
    for (const { section, datasetType } of Object.values(DATASET_TYPES)) {
      const dataset = this.of('dataset').find(({ summary }) => summary.datasetType === datasetType);
      if (dataset === undefined) continue;
      const description = await this.describe(dataset);
      const schema = (await this.aws.personalize.describe('schema', String(description.schemaArn))) ?? {};
      sections[section] = {
        dataset: { serviceConfig: await this.tagged('dataset', dataset.arn, serviceConfigOf('dataset', description)) },
        schema: { serviceConfig: schemaConfig(schema, domain) },
      };
    }
    const newest = this.of('datasetImportJob').reduce<Existing | undefined>(newer, undefined);
    const config = newest && this.withMode(await this.config(newest));
    return { ...(config && Object.keys(config).length > 0 && { serviceConfig: config }), ...sections };
  }

  /**
   * Keeps the mode of the newest import, with one exception. If no file in force can be read, a mode other than FULL
   * may be wrong for the csv: the newest import may have added only a few rows, while the csv have all rows. In this
   * case a remark says so, and the mode is left out if the csv will be imported.
   * @throws CliFailure if the csv would be imported before a person has chosen the mode
   */
  private withMode({ importMode, ...config }: JsonObject): JsonObject {
    if (importMode === undefined || this.before !== undefined) return { ...config, ...present({ importMode }) };
    const { importData, stdout } = this.options;
    if (importData && !stdout)
      throw new CliFailure(
        `The newest import was ${importMode}, so it is not known whether the csv have all rows or only new ones. With --import-data, they would replace all earlier data.`,
        'Nothing was uploaded. Get the file with --stdout, choose importMode, and apply the file.',
      );
    this.remarks.push(
      importData
        ? `importMode is left out of the file, although the newest import was ${importMode}: with --import-data, the csv replace all earlier data. If they have only new rows, add importMode to the file before you apply it.`
        : `The file has importMode ${importMode}, as the newest import had: imports add all rows of the csv to the earlier data. If the csv are complete, remove it from the file.`,
    );
    return importData ? config : { ...config, importMode };
  }

  private async recommenders(): Promise<readonly object[]> {
    const sections: object[] = [];
    for (const recommender of this.of('recommender')) {
      const [start, stop] = [this.schedules.start.get(recommender.name), this.schedules.stop.get(recommender.name)];
      sections.push({ serviceConfig: await this.config(recommender), workflowConfig: { schedules: { start, stop } } });
    }
    return sections;
  }

  private async solutions(): Promise<readonly object[]> {
    const solutions: object[] = [];
    for (const solution of this.of('solution')) {
      const config = serviceConfigOf('solution', await this.describe(solution));
      const { solutionConfig } = config;
      const version = await this.version(solution);
      const { name } = solution;
      const batch: [string, readonly object[]][] = [];
      for (const list of BATCH_LISTS) batch.push([list.list, await this.batchJobs(solution, list)]);
      solutions.push({
        serviceConfig: await this.tagged('solution', solution.arn, {
          ...withoutInapplicable(config),
          ...(isJsonObject(solutionConfig) && { solutionConfig: plainRangeNames(solutionConfig) }),
          ...(version && Object.keys(version).length > 0 && { solutionVersion: version }),
        }),
        workflowConfig: { schedules: { full: this.schedules.full.get(name), update: this.schedules.update.get(name) } },
        campaigns: await this.campaigns(solution),
        ...Object.fromEntries(batch),
      });
    }
    return solutions;
  }

  /**
   * `serviceConfig` of a solution's versions, taken from the newest version. Versions that were stopped or trained
   * automatically are skipped, because their names do not show the name in the file.
   */
  private async version(solution: Existing): Promise<JsonObject | undefined> {
    const newest = this.of('solutionVersion')
      .filter(({ arn }) => arn.startsWith(`${solution.arn}/`))
      .filter(({ status, summary }) => !isStopped(status) && summary.trainingType !== 'AUTOMATIC')
      .at(-1);
    if (newest === undefined) return undefined;
    const { name = '' } = await this.describe(newest);
    const given = String(name).split('/').at(-1) ?? '';
    const config = given === '' || DRAWN_ID.test(given) ? {} : { name: given.replace(RETRAINING_STAMP, '') };
    return this.tagged('solutionVersion', newest.arn, config);
  }

  private async campaigns(solution: Existing): Promise<readonly object[]> {
    const ofSolution = await this.aws.personalize.list('campaign', { solutionArn: solution.arn });
    const arns = new Set(ofSolution.map(({ campaignArn }) => campaignArn));
    return this.sections(this.of('campaign').filter(({ arn }) => arns.has(arn)));
  }

  /**
   * The batch jobs of the file in force that also exist in Personalize, each with its schedule. Other jobs in
   * Personalize are left out: they ran only once or with earlier settings and cannot be deleted, but a file repeats its
   * batch jobs with each new version.
   */
  private async batchJobs(solution: Existing, { list, type }: BatchList): Promise<readonly object[]> {
    const configs: JsonObject[] = [];
    for (const job of this.of(type)) {
      if (!String(job.summary.solutionVersionArn).startsWith(`${solution.arn}/`)) continue;
      configs.push({ ...serviceConfigOf(type, await this.describe(job)), ...(await this.tagsMember(job.arn)) });
    }
    if (this.before === undefined && configs.length > 0)
      this.remarks.push(
        `The ${RESOURCE_TYPES[type].title.toLowerCase()}s of solution '${solution.name}' are left out, because a file repeats its batch jobs with each new version. Add the jobs that should be repeated to ${list}.`,
      );
    const sections: object[] = [];
    for (const job of this.before?.solutions.find(({ name }) => name === solution.name)?.[list] ?? []) {
      const config = configs.findLast((request) => isSame(job, { type, name: '', request }));
      if (config === undefined) continue;
      this.taggable.push(config);
      sections.push({ serviceConfig: config, workflowConfig: { schedule: this.schedules.batch.get(job.pointer) } });
    }
    return sections;
  }

  private async sections(resources: readonly Existing[]): Promise<readonly object[]> {
    const sections: object[] = [];
    for (const resource of resources) sections.push({ serviceConfig: await this.config(resource) });
    return sections;
  }

  private async config(resource: Existing): Promise<JsonObject> {
    const { type, arn } = resource;
    return this.tagged(type, arn, serviceConfigOf(type, await this.describe(resource)));
  }

  private async tagged(type: ResourceType, arn: string, config: JsonObject): Promise<JsonObject> {
    if (!RESOURCE_TYPES[type].taggable) return config;
    const tagged = { ...config, ...(await this.tagsMember(arn)) };
    this.taggable.push(tagged);
    return tagged;
  }

  /** The tags of a resource, except tags that only AWS or a deployment sets. */
  private async tagsMember(arn: string): Promise<JsonObject> {
    const tags = (await this.aws.personalize.tags(arn)).filter(
      ({ tagKey }) => !tagKey.startsWith('aws:') && tagKey !== OWNER_TAG,
    );
    return tags.length > 0 ? { tags: tags as unknown as JsonObject[] } : {};
  }

  /** Moves the tags to the root of the file if all resources have the same tags. */
  private commonTags(): object | undefined {
    const [first, ...others] = this.taggable;
    if (first?.tags === undefined || !others.every(({ tags }) => isDeepStrictEqual(tags, first.tags))) return undefined;
    const { tags } = first;
    for (const config of this.taggable) delete config.tags;
    return tags as object;
  }

  private of(type: ResourceType): readonly Existing[] {
    return this.inventory.filter((existing) => existing.type === type);
  }

  private async describe({ type, arn }: Existing): Promise<Description> {
    const description = (await this.aws.personalize.describe(type, arn)) ?? {};
    if (type !== 'metricAttribution') return description;
    return { ...description, metrics: await this.aws.personalize.attributionMetrics(arn) };
  }
}

function newer(one: Existing | undefined, other: Existing): Existing {
  const time = (existing: Existing | undefined) => existing?.summary.creationDateTime?.getTime() ?? 0;
  return one === undefined || time(other) >= time(one) ? other : one;
}

/**
 * Removes `performIncrementalUpdate` for recipes that do not support incremental updates. Describe may show this member
 * for all recipes (`personalize-incremental-update` in docs/local-aws.md).
 */
function withoutInapplicable({ performIncrementalUpdate, ...config }: JsonObject): JsonObject {
  const applies = findRecipe(String(config.recipeArn))?.incrementalUpdate ?? false;
  return performIncrementalUpdate !== undefined && applies ? { ...config, performIncrementalUpdate } : config;
}

/**
 * `serviceConfig` of a schema. The Avro schema is given as a JSON object if this object converts back to exactly the
 * same text. Otherwise it is given as text.
 */
function schemaConfig(description: Description, domain: string): JsonObject {
  const { domain: own, schema, ...config } = serviceConfigOf('schema', description);
  const parsed: JsonObject = JSON.parse(String(schema));
  return {
    ...config,
    ...(own !== undefined && own !== domain && { domain: own }),
    schema: JSON.stringify(parsed) === schema ? parsed : schema,
  };
}
