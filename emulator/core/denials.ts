import type { Aws } from './aws';
import { type Caller, type Permission, ServiceError } from './service';

/** A call of one of the stack's roles that IAM denied: a permission is missing in the stack. */
export interface Denial {
  readonly roleName: string;
  /** Name of the function or execution that acted under the role. */
  readonly session: string;
  /** Epoch milliseconds of virtual time. */
  readonly at: number;
  /** Message that names caller, action and resource. */
  readonly message: string;
}

type Role = Extract<Caller, { kind: 'role' }>;

const DENIED = /is not authorized to perform: (\S+)/;

/**
 * Every denial, once for each role and action. A denied call need not cause a failure: code may continue without a metric, and AWS drops a
 * function's log silently. In the local AWS a denial always means that the stack lacks a permission.
 */
export class Denials {
  private readonly found = new Map<string, Denial>();

  constructor(private readonly aws: Aws) {
    aws.onCall(({ caller, error }) => {
      if (caller.kind === 'role' && error !== undefined) this.note(caller, error);
    });
  }

  /** True if the role has the permission; otherwise records a denial. For what a service does under a role without a call. */
  allows(caller: Role, permission: Permission): boolean {
    try {
      this.aws.authorize(caller, permission);
      return true;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      this.note(caller, error);
      return false;
    }
  }

  /** All denials, oldest first. */
  list(): readonly Denial[] {
    return [...this.found.values()];
  }

  private note({ roleName, session }: Role, { message }: ServiceError): void {
    const action = DENIED.exec(message)?.[1];
    if (action === undefined || this.found.has(`${roleName} ${action}`)) return;
    this.found.set(`${roleName} ${action}`, { roleName, session, at: this.aws.clock.now(), message });
  }
}
