/** The part of a synthesized configuration that describes roles. */
export interface Configuration {
  readonly resource: {
    readonly aws_iam_role: Readonly<Record<string, Role>>;
    readonly aws_iam_role_policy: Readonly<Record<string, RolePolicy>>;
  };
}

interface Role {
  readonly name: string;
  /** Trust policy, as JSON text. */
  readonly assume_role_policy: string;
}

interface RolePolicy {
  readonly role: string;
  /** Policy, as JSON text. */
  readonly policy: string;
  readonly count?: string;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: { readonly Service: string };
  readonly Condition?: object;
}

interface Permissions {
  /** Name without the deployment's name and the region. */
  readonly role: string;
  /** Service that assumes the role, and the condition if there is one, as Markdown. */
  readonly trust: string;
  readonly grants: readonly Grant[];
}

interface Grant {
  /** Action or actions, as Markdown. */
  readonly actions: string;
  /** Resources and conditions, as Markdown. */
  readonly target: string;
}

/**
 * Describes every role with its permissions, by the service that assumes it. Permissions that most roles of a service have are listed once.
 */
export function describeRoles({ resource }: Configuration): string {
  const policies = Object.values(resource.aws_iam_role_policy);
  const roles = Object.entries(resource.aws_iam_role)
    .map(([id, role]) => {
      const own = policies.filter((policy) => policy.role.includes(`aws_iam_role.${id}.`));
      return permissions(role, own);
    })
    .sort((one, other) => (one.role < other.role ? -1 : 1));
  const trusts = [...new Set(roles.map(({ trust }) => trust))].sort();
  const groups = trusts.map((trust) => {
    const assumed = roles.filter((role) => role.trust === trust);
    return `## Assumed by ${trust}\n\n${chapters(assumed).join('\n\n')}`;
  });
  return `${groups.join('\n\n')}\n`;
}

/** Returns the roles with a permission, e.g. `personalize:CreateFilter`: their names without the deployment's name and the region. */
export function rolesGranted(action: string, { resource }: Configuration): readonly string[] {
  const policies = Object.values(resource.aws_iam_role_policy).filter(({ policy }) =>
    statements(policy).some(({ Action }) => [Action].flat().includes(action)),
  );
  return Object.entries(resource.aws_iam_role)
    .filter(([id]) => policies.some(({ role }) => role.includes(`aws_iam_role.${id}.`)))
    .map(([, { name }]) => bareName(name))
    .sort();
}

function bareName(name: string): string {
  return readable(name).replace(/^<name>-|-<region>$/g, '');
}

function permissions({ name, assume_role_policy }: Role, policies: readonly RolePolicy[]): Permissions {
  const [trust] = statements(assume_role_policy);
  return {
    role: bareName(name),
    trust: `\`${trust?.Principal?.Service ?? ''}\`${where(trust?.Condition)}`,
    grants: ofNestedExecutions(
      policies.flatMap(({ policy, count }) =>
        statements(policy).map((statement) => ({
          actions: codes(statement.Action),
          target: targetOf(statement, count),
        })),
      ),
    ),
  };
}

/** Lists the permissions that most roles have, then those that each role has in addition. */
function chapters(roles: readonly Permissions[]): readonly string[] {
  const all = new Set(roles.flatMap(({ grants }) => grants.map(line)));
  const without = (text: string) => roles.filter(({ grants }) => !grants.some((grant) => line(grant) === text));
  const common = [...all].filter((text) => roles.length > 1 && without(text).length < roles.length / 2);
  const notes = common.map((text) => {
    const others = without(text).map(({ role }) => `\`${role}\``);
    return others.length === 0 ? text : `${text}; not ${others.join(', ')}`;
  });
  const own = new Map<string, readonly string[]>();
  for (const { role, grants } of roles) {
    const rest = merged(grants.filter((grant) => !common.includes(line(grant))));
    const text = rest.map(line).join('\n');
    if (text !== '') own.set(text, [...(own.get(text) ?? []), `\`${role}\``]);
  }
  return [
    ...(notes.length === 0 ? [] : [`All of them, except those after "not":\n\n${notes.join('\n')}`]),
    ...[...own].map(([text, names]) => `### ${names.join(', ')}\n\n${text}`),
  ];
}

/** Joins grants with the same target. */
function merged(grants: readonly Grant[]): readonly Grant[] {
  const actions = new Map<string, string>();
  for (const grant of grants) {
    const earlier = actions.get(grant.target);
    actions.set(grant.target, earlier === undefined ? grant.actions : `${earlier}, ${grant.actions}`);
  }
  return [...actions].map(([target, texts]) => ({ actions: texts, target }));
}

/**
 * Shortens the target of a grant to "their executions" if the grant is for the executions of exactly the state machines
 * that the role may start.
 */
function ofNestedExecutions(grants: readonly Grant[]): readonly Grant[] {
  const machinesOf = (target: string) =>
    [...target.matchAll(/<(\w+)>`|(?:stateMachine|execution):<name>-([\w-]+)/g)]
      .map(([, reference, name = '']) => reference?.replaceAll('_', '-') ?? name)
      .sort()
      .join();
  const started = grants.find(({ actions }) => actions === '`states:StartExecution`');
  if (started === undefined) return grants;
  return grants.map((grant) => {
    const isTheirs = grant.target.includes(':execution:') && machinesOf(grant.target) === machinesOf(started.target);
    return isTheirs ? { ...grant, target: 'their executions' } : grant;
  });
}

function line({ actions, target }: Grant): string {
  return `- ${actions} on ${target}`;
}

/** Describes resources and conditions. */
function targetOf({ Resource = [], Condition }: Statement, count: string | undefined): string {
  const given = count === undefined ? '' : `; only if \`${/var\.\w+/.exec(count)?.[0]}\` is given`;
  const resources = codes(Resource).replace(/<\w+_log_group>/, '<its log group>');
  return `${resources}${where(Condition)}${given}`;
}

function codes(texts: string | readonly string[]): string {
  return [texts]
    .flat()
    .map((text) => `\`${readable(text)}\``)
    .join(', ');
}

function statements(document: string): readonly Statement[] {
  return (JSON.parse(document) as { readonly Statement: readonly Statement[] }).Statement;
}

/** Returns a condition as text that begins with a blank; an empty text if there is no condition. */
function where(condition: object | undefined): string {
  if (condition === undefined) return '';
  const terms = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys as object).map(
      ([key, values]) => `\`${key}\` ${operator} \`${readable([values].flat().join(', '))}\``,
    ),
  );
  return ` where ${terms.join(' and ')}`;
}

/** Makes Terraform's references readable. */
function readable(text: string): string {
  return text
    .replaceAll('${data.aws_partition.current.partition}', '<partition>')
    .replaceAll('${local.region}', '<region>')
    .replaceAll('${data.aws_caller_identity.current.account_id}', '<account>')
    .replace(/\$\{var\.(\w+)\}/g, '<$1>')
    .replace(/\$\{aws_\w+\.(\w+)\.\w+\}/g, '<$1>');
}
