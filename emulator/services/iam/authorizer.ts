import type { Account, Authorizer } from '../../core/aws';
import { type Caller, type Permission, ServiceError } from '../../core/service';
import { requestContext } from './conditions';
import { DecisionCache } from './decision-cache';
import { type AccessDecision, type AccessRequest, evaluate, NO_STATEMENT } from './evaluate';
import { type Grant, Grants } from './grants';
import type { Principals, Statement } from './policy-document';
import type { Roles } from './roles';
import { SourceKeys } from './source-keys';

/** Returns the statements of a resource's policy, e.g. of a bucket or a function; empty if the resource has no policy. */
export type ResourcePolicy = (resourceArn: string) => readonly Statement[];

/** Errors of denials, by the service prefix of the action. Default: `AccessDeniedException` with status 400. */
const DENIALS: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  s3: { code: 'AccessDenied', status: 403 },
  sqs: { code: 'AccessDenied', status: 403 },
  sts: { code: 'AccessDenied', status: 403 },
  sns: { code: 'AuthorizationError', status: 403 },
  lambda: { code: 'AccessDeniedException', status: 403 },
  scheduler: { code: 'AccessDeniedException', status: 403 },
};

/**
 * Errors with which services report that KMS denied a permission, by the name of the service, which is the first part of
 * `kms:ViaService`.
 */
const KEY_DENIALS: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  s3: { code: 'AccessDenied', status: 403 },
  sns: { code: 'KMSAccessDenied', status: 400 },
  sqs: { code: 'KMS.AccessDeniedException', status: 400 },
};

const DEFAULT_DENIAL = { code: 'AccessDeniedException', status: 400 };

/**
 * IAM's decision within one account. An explicit Deny wins; otherwise one Allow in the role's or the resource's policy is enough. If the
 * caller is a service, only the resource's policy counts. The administrator has all permissions. For a KMS key, a role's Allow counts only
 * if the key's policy delegates to the account.
 */
export class IamAuthorizer implements Authorizer {
  private readonly resourcePolicies = new Map<string, ResourcePolicy>();
  private readonly grants = new Grants();
  private readonly decisions = new DecisionCache();

  constructor(
    private readonly account: Account,
    private readonly roles: Roles,
    private readonly sourceKeys = new SourceKeys(),
  ) {}

  /** @param service prefix of the actions in the policies, e.g. `s3` */
  addResourcePolicies(service: string, policy: ResourcePolicy): void {
    this.resourcePolicies.set(service, policy);
  }

  authorize(caller: Caller, permission: Permission): void {
    if (caller.kind === 'administrator') return;
    const identity = caller.kind === 'role' ? this.countedIdentityDecision(caller, permission) : undefined;
    const resource = this.resourceDecision(caller, permission);
    const reason = denialReason(identity?.effect, resource.effect, permission.action);
    if (reason !== undefined) throw this.denial(caller, permission, reason);
    const by = identity?.by ?? resource.by;
    if (by !== undefined) this.grants.note(by);
  }

  /** Grants of a role's policies, each with the number of authorizations that it has allowed. */
  grantsTo(roleName: string): readonly Grant[] {
    return this.grants.of(this.roles.statementsOf(roleName));
  }

  /** Grants of a resource's policy; for an S3 object, grants of its bucket's policy. */
  grantsOn(resourceArn: string): readonly Grant[] {
    const service = resourceArn.split(':')[2] ?? '';
    return this.grants.of(this.resourcePolicies.get(service)?.(resourceArn) ?? []);
  }

  private countedIdentityDecision(caller: Extract<Caller, { kind: 'role' }>, permission: Permission): AccessDecision {
    const decision = this.identityDecision(caller, permission);
    if (decision.effect !== 'allow' || servicePrefix(permission.action) !== 'kms') return decision;
    return this.delegatesToAccount(caller, permission) ? decision : NO_STATEMENT;
  }

  /**
   * True if a key's policy delegates the action to the account, so that the policies of the account's roles decide. Source:
   * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html (2026-11)
   */
  private delegatesToAccount(caller: Extract<Caller, { kind: 'role' }>, permission: Permission): boolean {
    const { id, partition } = this.account;
    const account = [id, `arn:${partition}:iam::${id}:root`];
    const { effect } = evaluate(
      this.resourceStatements(permission),
      this.request(caller, permission),
      (principals) => principals?.aws.some((name) => account.includes(name)) ?? false,
    );
    return effect === 'allow';
  }

  private identityDecision(caller: Extract<Caller, { kind: 'role' }>, permission: Permission): AccessDecision {
    const statements = this.roles.statementsOf(caller.roleName);
    return this.decisions.decisionOn(statements, permission, () =>
      evaluate(statements, this.request(caller, permission)),
    );
  }

  private resourceDecision(caller: Exclude<Caller, { kind: 'administrator' }>, permission: Permission): AccessDecision {
    const statements = this.resourceStatements(permission);
    if (statements.length === 0) return NO_STATEMENT;
    return evaluate(statements, this.request(caller, permission), (principals) => this.means(principals, caller));
  }

  private request(caller: Exclude<Caller, { kind: 'administrator' }>, permission: Permission): AccessRequest {
    const keys: Record<string, string> = {
      'aws:SecureTransport': 'true',
      ...(caller.kind === 'service' && this.sourceKeys.of(caller, permission.action)),
      ...(caller.kind === 'role' && {
        'aws:PrincipalAccount': this.account.id,
        'kms:CallerAccount': this.account.id,
        'aws:PrincipalArn': this.roles.find(caller.roleName)?.arn ?? this.roleArn(caller.roleName),
      }),
      ...permission.context,
    };
    return { action: permission.action, resource: permission.resource, context: requestContext(keys) };
  }

  private resourceStatements(permission: Permission): readonly Statement[] {
    return this.resourcePolicies.get(servicePrefix(permission.action))?.(permission.resource) ?? [];
  }

  private means(principals: Principals | undefined, caller: Caller): boolean {
    if (principals === undefined) return false;
    if (principals.everyone) return true;
    if (caller.kind === 'service') return principals.services.includes(caller.principal);
    // A statement whose principal is the whole account does not count here, because such a statement only delegates to
    // the policies of roles.
    return caller.kind === 'role' && principals.aws.some((name) => this.names(caller).includes(name));
  }

  private names(caller: Extract<Caller, { kind: 'role' }>): readonly string[] {
    return [this.roles.find(caller.roleName)?.arn ?? this.roleArn(caller.roleName), this.sessionArn(caller)];
  }

  private denial(caller: Caller, permission: Permission, reason: string): ServiceError {
    const { code, status } = denialOf(permission);
    const who = caller.kind === 'role' ? this.sessionArn(caller) : describeService(caller);
    return new ServiceError(
      code,
      `User: ${who} is not authorized to perform: ${permission.action} on resource: ${permission.resource} ${reason}`,
      status,
    );
  }

  private roleArn(roleName: string): string {
    return `arn:${this.account.partition}:iam::${this.account.id}:role/${roleName}`;
  }

  private sessionArn(caller: Extract<Caller, { kind: 'role' }>): string {
    const { partition, id } = this.account;
    return `arn:${partition}:sts::${id}:assumed-role/${caller.roleName}/${caller.session}`;
  }
}

function denialOf({ action, context = {} }: Permission): { readonly code: string; readonly status: number } {
  const [via = ''] = (context['kms:ViaService'] ?? '').split('.');
  return KEY_DENIALS[via] ?? DENIALS[servicePrefix(action)] ?? DEFAULT_DENIAL;
}

function denialReason(
  identity: AccessDecision['effect'] | undefined,
  resource: AccessDecision['effect'],
  action: string,
): string | undefined {
  if (identity === 'explicit-deny') return 'with an explicit deny in an identity-based policy';
  if (resource === 'explicit-deny') return 'with an explicit deny in a resource-based policy';
  if (identity === 'allow' || resource === 'allow') return undefined;
  const kind = identity === undefined ? 'resource-based' : 'identity-based';
  return `because no ${kind} policy allows the ${action} action`;
}

function describeService(caller: Caller): string {
  return caller.kind === 'service' ? `${caller.principal} (for ${caller.sourceArn})` : caller.kind;
}

function servicePrefix(action: string): string {
  return action.slice(0, action.indexOf(':'));
}
