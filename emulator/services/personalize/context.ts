import type { Scope } from '../../../lib/personalize/arn';
import type { ResourceType } from '../../../lib/personalize/resource-types';
import { isActive } from '../../../lib/personalize/statuses';
import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import type { DatasetContents } from './data/dataset-contents';
import { Durations } from './durations';
import { notReady } from './errors';
import { Failures } from './failures';
import { Lifecycle } from './lifecycle';
import { MetricOrders } from './metric-orders';
import { Quotas } from './quotas';
import { Requests } from './requests';
import type { Resource } from './resource';
import { Store } from './store';
import { TrainedModels } from './trained-models';
import type { Variant } from './variants';

/** What the resource types share: the resources, their life cycles, imported data, random numbers and time. */
export class Context {
  readonly store = new Store();
  readonly random: Random;
  readonly durations: Durations;
  readonly failures = new Failures();
  readonly metricOrders = new MetricOrders();
  readonly models = new TrainedModels();
  /** True if metrics are drawn at random instead of computed, which takes no time. */
  drawsMetrics = false;
  readonly quotas = new Quotas();
  readonly lifecycle: Lifecycle;
  readonly requests: Requests;
  /** What was imported into a dataset, by its ARN; absent before its first import. */
  readonly contents = new Map<string, DatasetContents>();
  /** Events and records that were put into a dataset one by one, by its ARN. An import does not replace them. */
  readonly recorded = new Map<string, DatasetContents>();
  /** Events of sessions that no user is known of, by the dataset's ARN. Nothing is trained with them. */
  readonly anonymous = new Map<string, DatasetContents>();
  /** When something was last put into a dataset group, in epoch milliseconds, by its ARN. */
  readonly lastRecorded = new Map<string, number>();
  /** When a field was added to a dataset's schema, in epoch milliseconds, by the dataset's ARN and the field. */
  readonly addedFields = new Map<string, Map<string, number>>();
  /** The objects that each batch or data deletion job has read, by its ARN: ETags by key. */
  readonly batchInputs = new Map<string, ReadonlyMap<string, string>>();
  /** Variants of behaviour that differ from the default. */
  readonly variants = new Set<Variant>();
  /** True if AWS still offers retired recipes. Solutions with them can then be created and trained. */
  retiredRecipesOffered = false;
  readonly scope: Scope;

  constructor(readonly aws: Aws) {
    const { partition, region, id } = aws.account;
    this.scope = { partition, region, accountId: id };
    this.random = aws.random.fork('personalize');
    this.durations = new Durations(aws.random.fork('personalize durations'));
    this.requests = new Requests(aws, this.store);
    this.lifecycle = new Lifecycle(aws.clock, this.store, this.durations, this.failures);
  }

  now(): Date {
    return new Date(this.aws.clock.now());
  }

  /** An id of 8 hexadecimal characters that gives an unused ARN. */
  freeId(arnOf: (id: string) => string): string {
    for (;;) {
      const id = this.random.hex(8);
      if (this.store.lookUp(arnOf(id)) === undefined) return id;
    }
  }

  /**
   * A resource that a request depends on.
   * @throws ServiceError ResourceNotFoundException; ResourceInUseException if it is not ACTIVE
   */
  active(operation: string, type: ResourceType, arn: string): Resource {
    const resource = this.store.get(type, arn);
    if (!isActive(resource.status)) throw notReady(operation, arn, resource.status);
    return resource;
  }

  /** The dataset of a type in a dataset group, whatever its status. */
  dataset(datasetGroupArn: string, datasetType: string): Resource | undefined {
    return this.store.list('dataset', { datasetGroupArn, datasetType })[0];
  }
}
