import type { ResourceType } from '../../../lib/personalize/resource-types';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { JsonProtocol } from '../../core/protocols/json';
import type { Call, Permission, ServiceError, WireRequest } from '../../core/service';
import { API_MODEL, everyMember } from './api';
import { Context } from './context';
import type { TimedStep } from './durations';
import { invalidRequest } from './errors';
import { PersonalizeEventsService } from './events/service';
import type { PlannedFailure } from './failures';
import type { FixedMetric } from './fixed-metrics';
import { assertValid } from './input-check';
import type { StatusListener } from './lifecycle';
import { operations } from './operations';
import { permissions } from './permissions';
import type { AppliedQuota } from './quotas';
import { recipeOf } from './recipe-of';
import { REGIONS } from './regions';
import type { Requests } from './requests';
import { PersonalizeRuntimeService } from './runtime/service';
import type { MetricListener } from './service-metrics';
import type { Variant } from './variants';

/** State of a resource at one moment, for reports and tests. */
export interface ResourceSnapshot {
  readonly type: ResourceType;
  /** Name of the resource. A solution version is named `SOLUTION/ID`, or `SOLUTION/NAME` if the version has a name. */
  readonly name: string;
  readonly arn: string;
  /** Status. Schemas have no status in Personalize, and always have `ACTIVE` here. */
  readonly status: string;
  /** Virtual time of the creation, in epoch milliseconds. */
  readonly createdAt: number;
  /** Virtual time at which the status became final, in epoch milliseconds; absent while Personalize will still change the status. */
  readonly settledAt?: number;
  readonly failureReason?: string;
}

/** Management API of Amazon Personalize. Its resources change as virtual time passes. */
export class PersonalizeService extends EmulatedService {
  readonly name = 'personalize';
  readonly model = API_MODEL;
  protected readonly title = 'Personalize';
  override readonly regions = REGIONS;
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'AmazonPersonalize', version: '1.1' });
  private readonly context: Context;
  protected readonly operations: Operations;
  /** Services that use the same resources, but have other endpoints: Personalize Runtime and Personalize Events. */
  readonly satellites: readonly EmulatedService[];
  protected override readonly checks = 'nothing';

  constructor(private readonly aws: Aws) {
    super();
    this.context = new Context(aws);
    this.satellites = [new PersonalizeRuntimeService(aws, this.context), new PersonalizeEventsService(this.context)];
    this.operations = Object.fromEntries(
      [...operations(this.context)].map(([name, run]) => [
        name,
        operation(everyMember(name), (input) => {
          assertValid(name, input);
          return run(input);
        }),
      ]),
    );
  }

  /**
   * Returns the name of the satellite that answers a request; undefined if the management API answers. All services of Personalize have the
   * same signing name, so the request's form decides: requests to satellites have a path instead of the header `x-amz-target`.
   */
  delegate({ headers, path }: WireRequest): string | undefined {
    if (headers['x-amz-target'] !== undefined) return undefined;
    return this.satellites.find(({ model }) =>
      Object.values(model.operations).some(({ http }) => http?.requestUri === path),
    )?.name;
  }

  protected override refusal(code: string, message: string, operation: string): ServiceError {
    return code === 'UnknownOperationException'
      ? super.refusal(code, message, operation)
      : invalidRequest(operation, message);
  }

  permissions(call: Call): readonly Permission[] {
    return permissions(this.aws, call);
  }

  /** Plans a failure. One creation or update will then fail with the given reason. */
  failNext(failure: PlannedFailure): void {
    this.context.failures.plan(failure);
  }

  cancelFailure(failure: PlannedFailure): void {
    this.context.failures.cancel(failure);
  }

  /** Sets the value of a metric. Solution versions report this value instead of the computed value. */
  setMetric(metric: FixedMetric): void {
    this.context.fixedMetrics.add(metric);
  }

  /**
   * Makes solution versions and recommenders report random but plausible metrics. Simulations use this, because computing real metrics
   * takes too long.
   */
  drawMetrics(): void {
    this.context.drawsMetrics = true;
  }

  /**
   * Returns the metrics that a solution version would have if it recommended popular items. Returns undefined if the version's recipe is
   * for user segments or actions.
   */
  baselineOf(solutionVersionArn: string): Readonly<Record<string, number>> | undefined {
    const { models, store } = this.context;
    const version = store.get('solutionVersion', solutionVersionArn);
    if (/SEGMENTATION|ACTIONS/.test(recipeOf(version).recipeType)) return undefined;
    return models.baselineOf(models.trainingOf(version));
  }

  /**
   * Returns the first user in the training data of a solution version or recommender, and the user's items, the newest first. Returns
   * undefined if there is no such data.
   */
  sampleUser(trainedArn: string): { readonly userId: string; readonly items: readonly string[] } | undefined {
    const trained = this.context.store.lookUp(trainedArn);
    const training = trained && this.context.models.trainingOf(trained);
    const events = training?.sources.get('INTERACTIONS')?.contents.interactions;
    const userId = events?.users.texts[0];
    if (userId === undefined) return undefined;
    const items = (events?.of(userId) ?? []).map(({ item }) => item).reverse();
    return { userId, items: [...new Set(items)] };
  }

  /** Returns the metrics that were set, but that do not apply to any training whose metrics were requested so far. */
  unusedMetrics(): readonly FixedMetric[] {
    return this.context.fixedMetrics.unused();
  }

  /** Simulated requests of clients to campaigns and recommenders, and metrics of all requests. */
  get requests(): Requests {
    return this.context.requests;
  }

  /** Calls the listener with every metric that Personalize sends to CloudWatch. */
  onMetric(listener: MetricListener): void {
    this.context.metrics.onMetric(listener);
  }

  /** Returns the planned failures that no creation or update has taken yet. */
  outstandingFailures(): readonly PlannedFailure[] {
    return this.context.failures.outstanding();
  }

  /** Sets a fixed duration for a step, in seconds of virtual time. Steps are, for example, `solutionVersion` and `campaignUpdate`. */
  setDuration(step: TimedStep, seconds: number): void {
    this.context.durations.set(step, seconds);
  }

  /**
   * Sets a quota, as if AWS had granted an increase. The quota limits the number of resources of a type in the account
   * or in a dataset group. For jobs and solution versions, the quota limits only the number of resources in progress.
   */
  setQuota(type: ResourceType, limit: number): void {
    this.context.quotas.set(type, limit);
  }

  /** Returns the quotas of the account that Service Quotas lists. */
  appliedQuotas(): readonly AppliedQuota[] {
    return this.context.quotas.applied();
  }

  /** Replaces one of the emulator's default behaviors by a variant. Each variant is a behavior that AWS may have. */
  choose(variant: Variant): void {
    this.context.variants.add(variant);
  }

  /**
   * Returns the objects that Personalize has read from S3: their ETags by key. For a dataset, these are the objects
   * whose rows are in the dataset. For a batch or data deletion job, these are the objects of the job's input.
   */
  objectsRead(arn: string): ReadonlyMap<string, string> {
    const { contents, batchInputs } = this.context;
    return contents.get(arn)?.sources ?? batchInputs.get(arn) ?? new Map();
  }

  /** Allows or forbids new solutions and new trainings with retired HRNN recipes. Existing resources do not change. */
  offerRetiredRecipes(offered: boolean): void {
    this.context.retiredRecipesOffered = offered;
  }

  /** Returns all resources, in the order of creation. */
  snapshot(): ResourceSnapshot[] {
    return this.context.store
      .all()
      .map(({ type, name, arn, status, createdAt, settledAt, members: { failureReason } }) => ({
        type,
        name,
        arn,
        status,
        createdAt,
        ...(settledAt !== undefined && { settledAt }),
        ...(typeof failureReason === 'string' && { failureReason }),
      }));
  }

  /** Calls the listener at each change of a status. */
  onChange(listener: StatusListener): void {
    this.context.lifecycle.onChange(listener);
  }
}
