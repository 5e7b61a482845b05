import type { MetricAttribute } from '@aws-sdk/client-personalize';
import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { isPending } from '../../personalize/statuses';
import { type Description, newestFirst, type Personalize, type Request } from '../account/personalize-api';

/** A resource that another upload in progress will create. */
export interface AwaitedResource {
  readonly type: ResourceType;
  readonly arn: string;
  /** Request that will create the resource. */
  readonly request: Request;
}

/**
 * Types of resources that steps find with List. The ARN of an event tracker does not follow from the tracker's name. A
 * dataset group has at most one metric attribution, whose name may differ from the name in the file. So steps list metric
 * attributions if Describe shows none with the name in the file.
 */
const LISTED: readonly ResourceType[] = ['eventTracker', 'metricAttribution'];

/** Stands for the id of a solution version that an upload would train. */
const TO_BE_TRAINED = '(to be trained)';

/**
 * Personalize as each step of a plan will find it after the steps before it: trainings have ended, and new versions
 * exist. A training that began before the newest ACTIVE version was created stays in progress, because no work waits
 * for it.
 */
export class ForeseenPersonalize implements Personalize {
  /** ARNs of versions that are in training in Personalize, but ACTIVE in this class. */
  private readonly training = new Set<unknown>();
  private readonly trained = new Map<string, Description>();

  private readonly awaited: ReadonlyMap<string, AwaitedResource>;

  /** @param awaited resources that count as existing */
  constructor(
    private readonly actual: Personalize,
    awaited: readonly AwaitedResource[] = [],
  ) {
    this.awaited = new Map(awaited.map((each) => [each.arn, each]));
  }

  /** Adds an ACTIVE version to the solution. Later calls of `list` include the version. */
  train(solutionArn: string, now: Date): void {
    this.trained.set(solutionArn, {
      solutionVersionArn: `${solutionArn}/${TO_BE_TRAINED}`,
      status: 'ACTIVE',
      creationDateTime: now,
    });
  }

  async describe(type: ResourceType, arn: string): Promise<Description | undefined> {
    return (await this.actual.describe(type, arn)) ?? this.awaited.get(arn)?.request;
  }

  async list(type: ResourceType, request: Request): Promise<readonly Description[]> {
    const found = await this.listActual(type, request);
    if (LISTED.includes(type) && found.length === 0) return this.listAwaited(type, request);
    if (type !== 'solutionVersion') return found;
    const trained = this.trained.get(String(request.solutionArn));
    const newest = newestFirst(found).find(({ status }) => status === 'ACTIVE')?.creationDateTime ?? new Date(0);
    const isAwaited = ({ status = '', creationDateTime = new Date() }: Description) =>
      isPending(status) && creationDateTime > newest;
    for (const version of found) if (isAwaited(version)) this.training.add(version.solutionVersionArn);
    const ended = found.map((version) => (isAwaited(version) ? { ...version, status: 'ACTIVE' } : version));
    return [...ended, ...(trained === undefined ? [] : [trained])];
  }

  readonly tags: Personalize['tags'] = (arn) => this.actual.tags(arn);

  readonly create = readOnly;
  readonly update = readOnly;
  readonly delete = readOnly;
  readonly operate = readOnly;

  async metrics(version: string): Promise<Readonly<Record<string, number>> | undefined> {
    const isForeseen = version.endsWith(`/${TO_BE_TRAINED}`) || this.training.has(version);
    return isForeseen ? undefined : this.actual.metrics(version);
  }

  readonly attributionMetrics: Personalize['attributionMetrics'] = async (attribution) => {
    const { metrics } = this.awaited.get(attribution)?.request ?? {};
    return metrics === undefined ? this.actual.attributionMetrics(attribution) : (metrics as MetricAttribute[]);
  };

  private listAwaited(type: ResourceType, { datasetGroupArn }: Request): readonly Description[] {
    return [...this.awaited.values()]
      .filter((each) => each.type === type && each.request.datasetGroupArn === datasetGroupArn)
      .map(({ arn, request }) => ({ ...request, [RESOURCE_TYPES[type].arnMember]: arn }));
  }

  /** Resources that Personalize lists; empty if the request is for a solution version that exists only in the plan. */
  private async listActual(type: ResourceType, request: Request): Promise<readonly Description[]> {
    if (String(request.solutionVersionArn).endsWith(`/${TO_BE_TRAINED}`)) return [];
    return this.actual.list(type, request);
  }
}

function readOnly(): never {
  throw new Error('A plan changes nothing.');
}
