import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';
import type { Clock, Timer } from '../../core/clock';
import type { Durations, TimedStep } from './durations';
import { CreationFailure } from './errors';
import type { Failures } from './failures';
import type { Members, Resource } from './resource';
import { isFailed, isSettled } from './statuses';
import type { Store } from './store';

/** A change of status of a resource or of its update. */
export interface StatusChange {
  readonly type: Resource['type'];
  readonly name: string;
  readonly arn: string;
  /** Status, e.g. `CREATE IN_PROGRESS`; `DELETED` once the resource is deleted. */
  readonly status: string;
  /** True for the status of an update. The resource's own status is usually ACTIVE meanwhile. */
  readonly update: boolean;
  /** Virtual time, epoch milliseconds. */
  readonly at: number;
  readonly failureReason?: string;
}

export type StatusListener = (change: StatusChange) => void;

export interface Creation {
  /** Step whose duration applies. Default: the resource's type. */
  readonly step?: TimedStep;
  /** Recipe that is trained. Durations differ between recipes. */
  readonly recipe?: string;
  /** Called when the status becomes CREATE IN_PROGRESS. */
  readonly begin?: () => Promise<void>;
  /**
   * Work of Personalize, done at the end of the duration.
   * @returns members that the resource gets
   * @throws CreationFailure
   */
  readonly work?: () => Members | Promise<Members>;
  /** Called once the resource is ACTIVE. */
  readonly done?: () => void;
}

export interface Update {
  readonly step: TimedStep;
  /** Members of `latest...Update`, in addition to status and times. */
  readonly shown: Members;
  /** Members that the resource gets after the update. */
  readonly applied: Members;
  /** True if the resource's own status shows the update, as for datasets. Resources of other types keep their status. */
  readonly inStatus?: boolean;
  /** Called once the update has been applied. */
  readonly done?: () => void;
}

/** Status of a resource during an update, by the status of the update. */
const UPDATE_STATUSES: Readonly<Record<string, string>> = {
  'CREATE PENDING': 'UPDATE PENDING',
  'CREATE IN_PROGRESS': 'UPDATE IN_PROGRESS',
};

/** Types whose statuses have other names. Source: API reference, DataDeletionJob. */
const STATUS_NAMES: Readonly<Partial<Record<Resource['type'], Readonly<Record<string, string>>>>> = {
  dataDeletionJob: {
    'CREATE PENDING': 'PENDING',
    'CREATE IN_PROGRESS': 'IN_PROGRESS',
    ACTIVE: 'COMPLETED',
    'CREATE FAILED': 'FAILED',
  },
};

/** Changes the statuses of resources as virtual time passes. */
export class Lifecycle {
  private readonly timers = new Map<Resource, Timer>();
  private readonly listeners: StatusListener[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly store: Store,
    private readonly durations: Durations,
    private readonly failures: Failures,
  ) {}

  onChange(listener: StatusListener): void {
    this.listeners.push(listener);
  }

  /**
   * Runs a creation: CREATE PENDING > CREATE IN_PROGRESS > ACTIVE or CREATE FAILED. The resource is ACTIVE at once if
   * the creation has no duration, no work and no planned failure.
   */
  create(resource: Resource, { step = resource.type, recipe, begin, work, done }: Creation = {}): void {
    const total = this.durations.draw(step, recipe);
    const planned = this.plannedFailure(resource);
    if (total === 0 && [planned, begin, work].every((each) => each === undefined)) {
      this.set(resource, 'ACTIVE');
      done?.();
      return;
    }
    const pending = this.durations.pending(total);
    this.set(resource, 'CREATE PENDING');
    this.after(resource, pending, async () => {
      this.set(resource, 'CREATE IN_PROGRESS');
      await begin?.();
      this.after(resource, total - pending, async () => {
        try {
          if (planned !== undefined) throw new CreationFailure(planned);
          Object.assign(resource.members, await work?.());
        } catch (error) {
          if (!(error instanceof CreationFailure)) throw error;
          resource.members.failureReason = error.message;
          this.set(resource, 'CREATE FAILED');
          return;
        }
        this.set(resource, 'ACTIVE');
        done?.();
      });
    });
  }

  /** Runs an update. `latest...Update` shows its progress, with the statuses of a creation. */
  update(resource: Resource, { step, shown, applied, inStatus = false, done }: Update): void {
    const { latestUpdateMember } = RESOURCE_TYPES[resource.type];
    if (latestUpdateMember === undefined) throw new Error(`${resource.arn} cannot be updated.`);
    const total = this.durations.draw(step);
    const pending = this.durations.pending(total);
    const planned = this.plannedFailure(resource);
    const created = this.now();
    const show = (status: string, failureReason?: string) => {
      resource.members[latestUpdateMember] = {
        ...shown,
        status,
        creationDateTime: created,
        lastUpdatedDateTime: this.now(),
        ...(failureReason !== undefined && { failureReason }),
      };
      if (inStatus) this.set(resource, UPDATE_STATUSES[status] ?? 'ACTIVE');
      if (!inStatus || failureReason !== undefined) this.emit(resource, status, true, failureReason);
    };
    show('CREATE PENDING');
    this.after(resource, pending, () => {
      show('CREATE IN_PROGRESS');
      this.after(resource, total - pending, () => {
        resource.members.lastUpdatedDateTime = this.now();
        // A resource keeps its previous settings after a failed update.
        if (planned !== undefined) return show('CREATE FAILED', planned);
        Object.assign(resource.members, applied);
        if (isFailed(resource.status)) this.revive(resource);
        show('ACTIVE');
        done?.();
      });
    });
  }

  /** Gives a resource the statuses in turn. Each takes an equal share of the step's duration, except the last one, which stays. */
  move(resource: Resource, step: TimedStep, statuses: readonly string[]): void {
    const share = this.durations.draw(step) / Math.max(1, statuses.length - 1);
    const enter = (index: number) => {
      const status = statuses[index];
      if (status === undefined) return;
      this.set(resource, status);
      if (index + 1 < statuses.length) this.after(resource, share, () => enter(index + 1));
    };
    this.cancel(resource);
    enter(0);
  }

  /** Runs a deletion: DELETE PENDING > DELETE IN_PROGRESS > deleted. Dataset groups have no DELETE IN_PROGRESS. */
  remove(resource: Resource, done: () => void): void {
    const total = this.durations.draw('delete');
    const pending = this.durations.pending(total);
    const gone = () => {
      this.forget(resource);
      done();
    };
    this.cancel(resource);
    this.set(resource, 'DELETE PENDING');
    this.after(resource, pending, () => {
      if (resource.type !== 'datasetGroup') this.set(resource, 'DELETE IN_PROGRESS');
      this.after(resource, total - pending, gone);
    });
  }

  /** Removes the resource at once. */
  forget(resource: Resource): void {
    this.cancel(resource);
    this.store.remove(resource.arn);
    this.emit(resource, 'DELETED', false);
  }

  /**
   * Removes the failure that is planned for a resource, and returns its reason; undefined if there is none. Solutions
   * do not fail: a planned failure of a solution applies to its next version.
   */
  private plannedFailure({ type, arn }: Resource): string | undefined {
    return type === 'solution' ? undefined : this.failures.take(arn);
  }

  /** Makes a resource ACTIVE although its creation failed. A successful update has this effect. */
  private revive(resource: Resource): void {
    delete resource.members.failureReason;
    this.set(resource, 'ACTIVE');
  }

  private set(resource: Resource, named: string): void {
    const status = STATUS_NAMES[resource.type]?.[named] ?? named;
    resource.status = status;
    resource.members.lastUpdatedDateTime = this.now();
    if (isSettled(status)) resource.settledAt = this.clock.now();
    else resource.settledAt = undefined;
    const reason = resource.members.failureReason;
    this.emit(resource, status, false, typeof reason === 'string' ? reason : undefined);
  }

  private emit(resource: Resource, status: string, update: boolean, failureReason?: string): void {
    const { type, name, arn } = resource;
    const change: StatusChange = {
      type,
      name,
      arn,
      status,
      update,
      at: this.clock.now(),
      ...(failureReason !== undefined && { failureReason }),
    };
    for (const listener of this.listeners) listener(change);
  }

  private after(resource: Resource, seconds: number, action: () => void | Promise<void>): void {
    const due = this.clock.now() + Math.round(seconds * 1000);
    const timer = this.clock.at(due, () => {
      this.clock.track(async () => action()).catch((error: unknown) => this.clock.fail(error));
    });
    this.timers.set(resource, timer);
  }

  private cancel(resource: Resource): void {
    this.timers.get(resource)?.cancel();
    this.timers.delete(resource);
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
