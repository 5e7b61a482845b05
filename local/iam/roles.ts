import type { Statement } from './policy-document';

export interface Role {
  readonly roleName: string;
  readonly path: string;
  readonly arn: string;
  readonly roleId: string;
  readonly createDate: Date;
  readonly description?: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  /** The trust policy as it was given. */
  readonly assumeRolePolicyDocument: string;
  readonly inlinePolicies: Map<string, readonly Statement[]>;
  /** ARNs of managed policies. */
  readonly attachedPolicies: Set<string>;
}

/** The roles and managed policies of the account: written by the IAM service, read at every call by the authorizer. */
export class Roles {
  private readonly roles = new Map<string, Role>();
  private readonly managedPolicies = new Map<string, readonly Statement[]>();

  find(roleName: string): Role | undefined {
    return this.roles.get(roleName);
  }

  /** In the order of their names. */
  list(): readonly Role[] {
    return [...this.roles.values()].sort((one, other) => (one.roleName < other.roleName ? -1 : 1));
  }

  add(role: Role): void {
    this.roles.set(role.roleName, role);
  }

  hasManagedPolicy(arn: string): boolean {
    return this.managedPolicies.has(arn);
  }

  addManagedPolicy(arn: string, statements: readonly Statement[]): void {
    this.managedPolicies.set(arn, statements);
  }

  /** Every statement that a role's inline and attached policies hold; none for a role that does not exist. */
  statementsOf(roleName: string): readonly Statement[] {
    const role = this.roles.get(roleName);
    if (role === undefined) return [];
    return [
      ...[...role.inlinePolicies.values()].flat(),
      ...[...role.attachedPolicies].flatMap((arn) => this.managedPolicies.get(arn) ?? []),
    ];
  }
}
