import type { Statement } from './policy-document';

export interface InlinePolicy {
  readonly statements: readonly Statement[];
  /** Number of characters of the document, without white space. */
  readonly length: number;
}

export interface Role {
  readonly roleName: string;
  readonly path: string;
  readonly arn: string;
  readonly roleId: string;
  readonly createDate: Date;
  readonly description?: string;
  /** Longest session, in seconds. */
  readonly maxSessionDuration: number;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  /** Trust policy as the client sent it. */
  readonly assumeRolePolicyDocument: string;
  readonly inlinePolicies: ReadonlyMap<string, InlinePolicy>;
  /** ARNs of managed policies. */
  readonly attachedPolicies: ReadonlySet<string>;
}

/** The roles and managed policies of the account. The IAM service writes them; the authorizer reads them at every call. */
export class Roles {
  private readonly roles = new Map<string, Role>();
  private readonly managedPolicies = new Map<string, readonly Statement[]>();
  /** Cache of the statements that apply to a role, by its name. */
  private readonly collected = new Map<string, readonly Statement[]>();

  find(roleName: string): Role | undefined {
    return this.roles.get(roleName);
  }

  /** Returns all roles, sorted by name. */
  list(): readonly Role[] {
    return [...this.roles.values()].sort((one, other) => (one.roleName < other.roleName ? -1 : 1));
  }

  add(role: Role): void {
    this.roles.set(role.roleName, role);
    this.collected.delete(role.roleName);
  }

  putInlinePolicy(role: Role, policyName: string, policy: InlinePolicy): void {
    this.add({ ...role, inlinePolicies: new Map(role.inlinePolicies).set(policyName, policy) });
  }

  deleteInlinePolicy(role: Role, policyName: string): void {
    this.add({ ...role, inlinePolicies: new Map([...role.inlinePolicies].filter(([name]) => name !== policyName)) });
  }

  remove({ roleName }: Role): void {
    this.roles.delete(roleName);
    this.collected.delete(roleName);
  }

  attachPolicy(role: Role, arn: string): void {
    this.add({ ...role, attachedPolicies: new Set(role.attachedPolicies).add(arn) });
  }

  hasManagedPolicy(arn: string): boolean {
    return this.managedPolicies.has(arn);
  }

  addManagedPolicy(arn: string, statements: readonly Statement[]): void {
    this.managedPolicies.set(arn, statements);
    this.collected.clear();
  }

  /** Returns all statements of a role's inline and attached policies; empty if the role does not exist. */
  statementsOf(roleName: string): readonly Statement[] {
    const statements = this.collected.get(roleName) ?? this.collect(roleName);
    this.collected.set(roleName, statements);
    return statements;
  }

  private collect(roleName: string): readonly Statement[] {
    const role = this.roles.get(roleName);
    if (role === undefined) return [];
    return [
      ...[...role.inlinePolicies.values()].flatMap(({ statements }) => statements),
      ...[...role.attachedPolicies].flatMap((arn) => this.managedPolicies.get(arn) ?? []),
    ];
  }
}
