import type { Aws } from './aws';
import { type Caller, type Permission, ServiceError } from './service';

/** A call of one of the stack's roles that IAM refused: something is missing in the stack. */
export interface Denial {
  readonly roleName: string;
  /** Function or execution that acted under the role. */
  readonly session: string;
  /** Epoch milliseconds of virtual time. */
  readonly at: number;
  /** Names caller, action and resource. */
  readonly message: string;
}

type Role = Extract<Caller, { kind: 'role' }>;

const DENIED = /is not authorized to perform: (\S+)/;

/**
 * Every denial, once a role and action. What is denied need not fail: code may carry on without a metric, and AWS drops a
 * function's log without a word. In the local AWS it always means that the stack lacks something.
 */
export class Denials {
  private readonly found = new Map<string, Denial>();

  constructor(private readonly aws: Aws) {
    aws.onCall(({ caller, error }) => {
      if (caller.kind === 'role' && error !== undefined) this.note(caller, error);
    });
  }

  /** For what a service does under a role without a call: whether the role may, and a note if it may not. */
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

  /** Oldest first. */
  list(): readonly Denial[] {
    return [...this.found.values()];
  }

  private note({ roleName, session }: Role, { message }: ServiceError): void {
    const action = DENIED.exec(message)?.[1];
    if (action === undefined || this.found.has(`${roleName} ${action}`)) return;
    this.found.set(`${roleName} ${action}`, { roleName, session, at: this.aws.clock.now(), message });
  }
}
