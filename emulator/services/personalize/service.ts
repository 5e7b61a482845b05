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

/** State of a resource, for reports and tests. */
export interface ResourceSnapshot {
  readonly type: ResourceType;
  /** Name; for a solution version `SOLUTION/ID`, or `SOLUTION/NAME` if the version has a name. */
  readonly name: string;
  readonly arn: string;
  /** Status; `ACTIVE` for schemas, which have none. */
  readonly status: string;
  /** Virtual time, epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds of virtual time at which the status became final; absent while the status will still change. */
  readonly settledAt?: number;
  readonly failureReason?: string;
}

/** Amazon Personalize's management API on virtual time. */
export class PersonalizeService extends EmulatedService {
  readonly name = 'personalize';
  readonly model = API_MODEL;
  protected readonly title = 'Personalize';
  override readonly regions = REGIONS;
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'AmazonPersonalize', version: '1.1' });
  private readonly context: Context;
  protected readonly operations: Operations;
  /** Services that work on the same resources, but have endpoints of their own. */
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
   * Name of the satellite that answers a request, if any. All services of Personalize have the same signing name, but only requests to
   * satellites have a path instead of a target header.
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

  /** Plans a failure: a creation or an update fails once, with the given reason. */
  failNext(failure: PlannedFailure): void {
    this.context.failures.plan(failure);
  }

  cancelFailure(failure: PlannedFailure): void {
    this.context.failures.cancel(failure);
  }

  /** Sets a metric that trained versions report instead of the computed value. */
  setMetric(metric: FixedMetric): void {
    this.context.fixedMetrics.add(metric);
  }

  /** Makes versions report random, plausible metrics, because computing real ones takes too long in a simulation. */
  drawMetrics(): void {
    this.context.drawsMetrics = true;
  }

  /** Metrics that a version would have if it recommended popular items. Undefined if its recipe recommends user segments or actions. */
  baselineOf(solutionVersionArn: string): Readonly<Record<string, number>> | undefined {
    const { models, store } = this.context;
    const version = store.get('solutionVersion', solutionVersionArn);
    if (/SEGMENTATION|ACTIONS/.test(recipeOf(version).recipeType)) return undefined;
    return models.baselineOf(models.trainingOf(version));
  }

  /** First user in the data that a version or recommender was trained with, and this user's items, the newest first. */
  sampleUser(trainedArn: string): { readonly userId: string; readonly items: readonly string[] } | undefined {
    const trained = this.context.store.lookUp(trainedArn);
    const training = trained && this.context.models.trainingOf(trained);
    const events = training?.sources.get('INTERACTIONS')?.contents.interactions;
    const userId = events?.users.texts[0];
    if (userId === undefined) return undefined;
    const items = (events?.of(userId) ?? []).map(({ item }) => item).reverse();
    return { userId, items: [...new Set(items)] };
  }

  /** Metrics that were set, but that no training has used. */
  unusedMetrics(): readonly FixedMetric[] {
    return this.context.fixedMetrics.unused();
  }

  /** Requests that clients send to campaigns and recommenders. */
  get requests(): Requests {
    return this.context.requests;
  }

  /** Calls the listener with every metric that Personalize sends to CloudWatch. */
  onMetric(listener: MetricListener): void {
    this.context.metrics.onMetric(listener);
  }

  /** Planned failures that have not occurred. */
  outstandingFailures(): readonly PlannedFailure[] {
    return this.context.failures.outstanding();
  }

  /** Sets the exact duration of a step in seconds of virtual time, e.g. of `solutionVersion` or `campaignUpdate`. */
  setDuration(step: TimedStep, seconds: number): void {
    this.context.durations.set(step, seconds);
  }

  /**
   * Sets a quota, as if AWS had granted an increase. The quota limits the resources of a type in the account or a
   * dataset group. For jobs and solution versions, the quota only limits those in progress.
   */
  setQuota(type: ResourceType, limit: number): void {
    this.context.quotas.set(type, limit);
  }

  /** Returns the quotas of the account as Service Quotas does. */
  appliedQuotas(): readonly AppliedQuota[] {
    return this.context.quotas.applied();
  }

  /** Selects a variant of behavior that is possible on AWS, instead of the emulator's default. */
  choose(variant: Variant): void {
    this.context.variants.add(variant);
  }

  /**
   * Objects that Personalize has read from S3: ETags by key. For a dataset, these are the objects whose rows it
   * contains; for a batch or data deletion job, the objects of its input.
   */
  objectsRead(arn: string): ReadonlyMap<string, string> {
    const { contents, batchInputs } = this.context;
    return contents.get(arn)?.sources ?? batchInputs.get(arn) ?? new Map();
  }

  /** Allows or forbids the use of retired HRNN recipes. Existing resources with retired recipes stay. */
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

  /** Calls the listener with every change of status, as it happens. */
  onChange(listener: StatusListener): void {
    this.context.lifecycle.onChange(listener);
  }
}
