import type { Aws } from './aws';
import { type Caller, type Permission, ServiceError } from './service';

/** An action that IAM denied to a role. */
export interface Denial {
  readonly roleName: string;
  /** Name of the function, execution, schedule or service that acted under the role; `person` for an operator. */
  readonly session: string;
  /** Epoch milliseconds of virtual time. */
  readonly at: number;
  /** Message that names caller, action and resource. */
  readonly message: string;
}

type Role = Extract<Caller, { kind: 'role' }>;

const DENIED = /is not authorized to perform: (\S+)/;

/**
 * Collects the first denial of each role and action. Some denials show nowhere else. For example, AWS silently drops
 * the log lines of a function whose role lacks the permission to write them.
 */
export class Denials {
  private readonly found = new Map<string, Denial>();

  constructor(private readonly aws: Aws) {
    aws.onCall(({ caller, error }) => {
      if (caller.kind === 'role' && error !== undefined) this.note(caller, error);
    });
  }

  /**
   * True if the role has the permission. Otherwise, records a denial. Services call `allows` when they use a role
   * without making a call.
   */
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

  /** The collected denials, oldest first. */
  list(): readonly Denial[] {
    return [...this.found.values()];
  }

  private note({ roleName, session }: Role, { message }: ServiceError): void {
    const action = DENIED.exec(message)?.[1];
    if (action === undefined || this.found.has(`${roleName} ${action}`)) return;
    this.found.set(`${roleName} ${action}`, { roleName, session, at: this.aws.clock.now(), message });
  }
}
