import type { Credentials } from '../../core/aws';
import type { Random } from '../../core/random';
import { ADMINISTRATOR, type Caller } from '../../core/service';

/** Credentials of a role. The local AWS checks no signatures, so the access key alone identifies the caller. */
export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Access keys issued for roles, to functions and operators. Any other key is the administrator's. */
export class IssuedCredentials implements Credentials {
  private readonly callers = new Map<string, Caller>();
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random.fork('credentials');
  }

  /** @param session last part of the assumed-role ARN; for a function its name */
  issue(roleName: string, session: string): TemporaryCredentials {
    const credentials = {
      accessKeyId: `ASIA${this.random.hex(16).toUpperCase()}`,
      secretAccessKey: this.random.hex(40),
      sessionToken: this.random.hex(64),
    };
    this.callers.set(credentials.accessKeyId, { kind: 'role', roleName, session });
    return credentials;
  }

  callerOf(accessKeyId: string): Caller {
    return this.callers.get(accessKeyId) ?? ADMINISTRATOR;
  }
}
