import type { Scope } from '../../../lib/personalize/arn';
import type { ResourceType } from '../../../lib/personalize/resource-types';
import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import type { DatasetContents, Row } from './data/dataset-contents';
import { Durations } from './durations';
import { notReady } from './errors';
import { Failures } from './failures';
import { FixedMetrics } from './fixed-metrics';
import { GivenRecommendations } from './given-recommendations';
import { Lifecycle } from './lifecycle';
import { Quotas } from './quotas';
import { Requests } from './requests';
import type { Resource } from './resource';
import { ServiceMetrics } from './service-metrics';
import { isActive } from './statuses';
import { Store } from './store';
import { TrainedModels } from './trained-models';
import type { Variant } from './variants';

/** State that the resource types share: resources, life cycles, imported data, random numbers and time. */
export class Context {
  readonly store = new Store();
  readonly random: Random;
  readonly durations: Durations;
  readonly failures = new Failures();
  readonly fixedMetrics = new FixedMetrics();
  readonly models = new TrainedModels();
  /** True if metrics are drawn at random, to save the time of computing them. */
  drawsMetrics = false;
  /** Number of impressions of each item in recorded events, by the dataset group's ARN and the item's id. */
  readonly impressions = new Map<string, Map<string, number>>();
  readonly metrics = new ServiceMetrics();
  readonly given = new GivenRecommendations();
  /** Recorded events that metric attributions have not reported yet, by the attribution's ARN. */
  readonly unreported = new Map<string, Row[]>();
  readonly quotas = new Quotas();
  readonly lifecycle: Lifecycle;
  readonly requests: Requests;
  /** Imported data of each dataset, by the dataset's ARN; absent before the first import. */
  readonly contents = new Map<string, DatasetContents>();
  /** Events and records put into a dataset one by one, by the dataset's ARN. An import does not replace them. */
  readonly recorded = new Map<string, DatasetContents>();
  /** Events of sessions without a known user, by the dataset's ARN. They are not used for training. */
  readonly anonymous = new Map<string, DatasetContents>();
  /** Epoch milliseconds of the last event or record put into a dataset, by the dataset's ARN. */
  readonly lastRecorded = new Map<string, number>();
  /** Epoch milliseconds at which a field was added to a dataset's schema, by the dataset's ARN and the field. */
  readonly addedFields = new Map<string, Map<string, number>>();
  /** ETags of the objects that each batch or data deletion job has read: by the job's ARN, then by key. */
  readonly batchInputs = new Map<string, ReadonlyMap<string, string>>();
  /** Selected variants of behavior (variants.ts). */
  readonly variants = new Set<Variant>();
  /** True if AWS still offers retired recipes. Solutions with them can then be created and trained. */
  retiredRecipesOffered = false;
  readonly scope: Scope;

  constructor(readonly aws: Aws) {
    const { partition, region, id } = aws.account;
    this.scope = { partition, region, accountId: id };
    this.random = aws.random.fork('personalize');
    this.durations = new Durations(aws.random.fork('personalize durations'));
    this.requests = new Requests(aws, this.store, this.metrics);
    this.lifecycle = new Lifecycle(aws.clock, this.store, this.durations, this.failures);
  }

  now(): Date {
    return new Date(this.aws.clock.now());
  }

  /** Draws an id of 8 hexadecimal characters that gives an unused ARN. */
  freeId(arnOf: (id: string) => string): string {
    for (;;) {
      const id = this.random.hex(8);
      if (this.store.lookUp(arnOf(id)) === undefined) return id;
    }
  }

  /**
   * Returns a resource that a request depends on.
   * @throws ServiceError ResourceNotFoundException; the error of `notReady` if the resource is not ACTIVE
   */
  active(operation: string, type: ResourceType, arn: string): Resource {
    const resource = this.store.get(type, arn);
    if (!isActive(resource.status)) throw notReady(operation, arn, resource.status);
    return resource;
  }

  /** Returns a dataset group's dataset of a type, whatever its status. */
  dataset(datasetGroupArn: string, datasetType: string): Resource | undefined {
    return this.store.list('dataset', { datasetGroupArn, datasetType })[0];
  }
}
