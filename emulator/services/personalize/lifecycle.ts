import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';
import type { Clock, Timer } from '../../core/clock';
import type { Durations, TimedStep } from './durations';
import { CreationFailure } from './errors';
import type { Failures } from './failures';
import type { Members, Resource } from './resource';
import { isFailed, isSettled } from './statuses';
import type { Store } from './store';

/** Change of the status of a resource, or of the status of its latest update. */
export interface StatusChange {
  readonly type: Resource['type'];
  readonly name: string;
  readonly arn: string;
  /** Status, e.g. `CREATE IN_PROGRESS`; `DELETED` once the resource is deleted. */
  readonly status: string;
  /** True if `status` is the status of an update. During an update, most resources keep their own status, which is usually ACTIVE. */
  readonly update: boolean;
  /** Virtual time of the change, in epoch milliseconds. */
  readonly at: number;
  readonly failureReason?: string;
}

export type StatusListener = (change: StatusChange) => void;

export interface Creation {
  /** Step that determines the duration. Default: the step with the name of the resource type. */
  readonly step?: TimedStep;
  /** Name of the recipe, if the creation is a training. Trainings of some recipes take longer. */
  readonly recipe?: string;
  /** Called when the status becomes CREATE IN_PROGRESS. */
  readonly begin?: () => Promise<void>;
  /**
   * Does the work of the creation, at the end of its duration. Not called if a planned failure makes the creation fail.
   * @returns members to add to the resource
   * @throws CreationFailure if the creation fails
   */
  readonly work?: () => Members | Promise<Members>;
  /** Called once the resource is ACTIVE. */
  readonly done?: () => void;
}

export interface Update {
  readonly step: TimedStep;
  /** Members that Describe shows in `latest...Update`, in addition to status and times. */
  readonly shown: Members;
  /** Members of the resource that are set when the update succeeds. */
  readonly applied: Members;
  /**
   * True if the update changes the status of the resource itself, as for datasets. Default: the resource keeps its status during the
   * update.
   */
  readonly inStatus?: boolean;
  /** Called once the update has been applied. */
  readonly done?: () => void;
}

/** Status of a resource during an update with `inStatus`, by the status of the update. */
const UPDATE_STATUSES: Readonly<Record<string, string>> = {
  'CREATE PENDING': 'UPDATE PENDING',
  'CREATE IN_PROGRESS': 'UPDATE IN_PROGRESS',
};

/** Other names of the statuses, for types that do not use names such as CREATE PENDING. Source: API reference, DataDeletionJob. */
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
   * Runs a creation: CREATE PENDING > CREATE IN_PROGRESS > ACTIVE or CREATE FAILED. If the duration is 0 and the
   * creation has no `begin`, no `work` and no planned failure, the resource is ACTIVE at once.
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

  /**
   * Runs an update. The member `latest...Update` shows its progress with the statuses of a creation: CREATE PENDING > CREATE IN_PROGRESS >
   * ACTIVE or CREATE FAILED.
   */
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
        // After a failed update, the resource keeps its previous settings.
        if (planned !== undefined) return show('CREATE FAILED', planned);
        Object.assign(resource.members, applied);
        if (isFailed(resource.status)) this.revive(resource);
        show('ACTIVE');
        done?.();
      });
    });
  }

  /** Gives a resource several statuses, one after the other. The last status stays; the others share the step's duration equally. */
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

  /** Runs a deletion: DELETE PENDING > DELETE IN_PROGRESS > deleted. Dataset groups never have DELETE IN_PROGRESS. */
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

  /** Removes the resource from the store at once. */
  forget(resource: Resource): void {
    this.cancel(resource);
    this.store.remove(resource.arn);
    this.emit(resource, 'DELETED', false);
  }

  /**
   * Removes the failure that is planned for a resource, and returns its reason. Returns undefined if no failure is
   * planned. A solution itself never fails: a failure that is planned for a solution applies to its next version.
   */
  private plannedFailure({ type, arn }: Resource): string | undefined {
    return type === 'solution' ? undefined : this.failures.take(arn);
  }

  /** Makes a resource ACTIVE after a failed creation. This happens at the end of a successful update. */
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
