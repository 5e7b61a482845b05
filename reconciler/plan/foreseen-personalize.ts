import { ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { undefinedOn } from '../../aws/undefined-on';
import type { ResourceType } from '../../personalize/resource-types';
import { isPending } from '../../personalize/statuses';
import { type Description, newestFirst, type Personalize, type Request } from '../resource-types/personalize-api';

/** ID of a solution version that an upload would train. */
const TO_BE_TRAINED = '(to be trained)';

/**
 * Personalize as it will be when the earlier steps of an upload are done: trainings have ended, new ones are there. Nothing waits for a
 * training that began before one that has ended.
 */
export class ForeseenPersonalize implements Personalize {
  /** ARNs of versions in training. */
  private readonly training = new Set<unknown>();
  private readonly trained = new Map<string, Description>();

  constructor(private readonly actual: Personalize) {}

  /** From here on the solution has one more version. */
  train(solutionArn: string, now: Date): void {
    this.trained.set(solutionArn, {
      solutionVersionArn: `${solutionArn}/${TO_BE_TRAINED}`,
      status: 'ACTIVE',
      creationDateTime: now,
    });
  }

  describe(type: ResourceType, arn: string): Promise<Description | undefined> {
    return this.actual.describe(type, arn);
  }

  async list(type: ResourceType, request: Request): Promise<readonly Description[]> {
    const found = await this.listActual(type, request);
    if (type !== 'solutionVersion') return found;
    const trained = this.trained.get(String(request.solutionArn));
    const newest = newestFirst(found).find(({ status }) => status === 'ACTIVE')?.creationDateTime ?? new Date(0);
    const isAwaited = ({ status = '', creationDateTime = new Date() }: Description) =>
      isPending(status) && creationDateTime > newest;
    for (const version of found) if (isAwaited(version)) this.training.add(version.solutionVersionArn);
    const ended = found.map((version) => (isAwaited(version) ? { ...version, status: 'ACTIVE' } : version));
    return [...ended, ...(trained === undefined ? [] : [trained])];
  }

  readonly create = readOnly;
  readonly update = readOnly;
  readonly delete = readOnly;
  readonly operate = readOnly;

  async metrics(version: string): Promise<Readonly<Record<string, number>> | undefined> {
    const isForeseen = version.endsWith(`/${TO_BE_TRAINED}`) || this.training.has(version);
    return isForeseen ? undefined : this.actual.metrics(version);
  }

  attributionMetrics: Personalize['attributionMetrics'] = (attribution) => this.actual.attributionMetrics(attribution);

  /** A parent that is not there yet has nothing to list; AWS knows nothing of a foreseen version. */
  private async listActual(type: ResourceType, request: Request): Promise<readonly Description[]> {
    if (String(request.solutionVersionArn).endsWith(`/${TO_BE_TRAINED}`)) return [];
    return (await undefinedOn(this.actual.list(type, request), ResourceNotFoundException)) ?? [];
  }
}

function readOnly(): never {
  throw new Error('A plan changes nothing.');
}
