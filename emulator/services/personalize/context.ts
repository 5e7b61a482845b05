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

/** State that all resource types share: resources and their life cycles, imported data, random numbers and time. */
export class Context {
  readonly store = new Store();
  readonly random: Random;
  readonly durations: Durations;
  readonly failures = new Failures();
  readonly fixedMetrics = new FixedMetrics();
  readonly models = new TrainedModels();
  /** True if offline metrics are drawn at random. Simulations use this, because computing metrics takes long. */
  drawsMetrics = false;
  /** Number of impressions in recorded events. The outer key is the ARN of the dataset group, the inner key the id of the item. */
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
  /**
   * Events and records that were put into a dataset one by one, by the dataset's ARN. An import does not replace these events and records.
   */
  readonly recorded = new Map<string, DatasetContents>();
  /** Events of sessions without a known user, by the dataset's ARN. Trainings do not use these events. */
  readonly anonymous = new Map<string, DatasetContents>();
  /** Epoch milliseconds of the last request that put events or records into a dataset, by the dataset's ARN. Duplicates count too. */
  readonly lastRecorded = new Map<string, number>();
  /**
   * Epoch milliseconds at which an update added a field to a dataset's schema. The outer key is the ARN of the dataset, the inner key the
   * field's name.
   */
  readonly addedFields = new Map<string, Map<string, number>>();
  /**
   * ETags of the objects that batch and data deletion jobs have read. The outer key is the ARN of the job, the inner key the object's key.
   */
  readonly batchInputs = new Map<string, ReadonlyMap<string, string>>();
  /** Selected variants, which replace default behavior of the emulator (see variants.ts). */
  readonly variants = new Set<Variant>();
  /** True if the emulator still offers retired recipes. Solutions with retired recipes can then be created and trained. */
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

  /** Draws a random id of 8 hexadecimal characters whose ARN is not in use. */
  freeId(arnOf: (id: string) => string): string {
    for (;;) {
      const id = this.random.hex(8);
      if (this.store.lookUp(arnOf(id)) === undefined) return id;
    }
  }

  /**
   * Returns a resource that a request needs in status ACTIVE.
   * @throws ServiceError ResourceNotFoundException if the resource does not exist; the error of `notReady` if it is not
   * ACTIVE
   */
  active(operation: string, type: ResourceType, arn: string): Resource {
    const resource = this.store.get(type, arn);
    if (!isActive(resource.status)) throw notReady(operation, arn, resource.status);
    return resource;
  }

  /** Returns the dataset of a type in a dataset group, whatever the dataset's status. */
  dataset(datasetGroupArn: string, datasetType: string): Resource | undefined {
    return this.store.list('dataset', { datasetGroupArn, datasetType })[0];
  }
}
