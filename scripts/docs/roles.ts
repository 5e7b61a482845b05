/** The part of a synthesized configuration that describes roles. */
export interface Configuration {
  readonly resource: {
    readonly aws_iam_role: Readonly<Record<string, Role>>;
    readonly aws_iam_role_policy: Readonly<Record<string, RolePolicy>>;
  };
}

interface Role {
  readonly name: string;
  readonly description: string;
  /** JSON text. */
  readonly assume_role_policy: string;
}

interface RolePolicy {
  readonly role: string;
  /** JSON text. */
  readonly policy: string;
  readonly count?: string;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: { readonly Service: string };
  readonly Condition?: object;
}

/** Every role with its purpose, who assumes it and its permissions. */
export function describeRoles({ resource }: Configuration): string {
  const policies = Object.values(resource.aws_iam_role_policy);
  return Object.entries(resource.aws_iam_role)
    .map(([id, role]) => {
      const own = policies.filter((policy) => policy.role.includes(`aws_iam_role.${id}.`));
      return section(role, own);
    })
    .sort()
    .join('\n');
}

function section(role: Role, policies: readonly RolePolicy[]): string {
  const [trust] = statements(role.assume_role_policy);
  const rows = policies.flatMap(({ policy, count }) => statements(policy).map((statement) => row(statement, count)));
  return `## \`${readable(role.name)}\`

${role.description} Assumed by \`${trust?.Principal?.Service ?? ''}\`${trust?.Condition === undefined ? '' : ` where ${conditions(trust.Condition)}`}.

| Actions | On | Where |
|---|---|---|
${rows.join('\n')}
`;
}

function row({ Action, Resource = [], Condition }: Statement, count: string | undefined): string {
  const where = [
    ...(Condition === undefined ? [] : [conditions(Condition)]),
    ...(count === undefined ? [] : [`only if \`${/var\.\w+/.exec(count)?.[0]}\` is given`]),
  ];
  const codes = (texts: string | readonly string[]) =>
    [texts]
      .flat()
      .map((text) => `\`${readable(text)}\``)
      .join('<br>');
  return `| ${codes(Action)} | ${codes(Resource)} | ${where.join('; ')} |`;
}

function statements(document: string): readonly Statement[] {
  return (JSON.parse(document) as { readonly Statement: readonly Statement[] }).Statement;
}

function conditions(condition: object): string {
  return Object.entries(condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys as object).map(
        ([key, values]) => `\`${key}\` ${operator} \`${readable([values].flat().join(', '))}\``,
      ),
    )
    .join(' and ');
}

/** Terraform's references in readable form. */
function readable(text: string): string {
  return text
    .replaceAll('${data.aws_partition.current.partition}', '<partition>')
    .replaceAll('${data.aws_region.current.region}', '<region>')
    .replaceAll('${data.aws_caller_identity.current.account_id}', '<account>')
    .replace(/\$\{var\.(\w+)\}/g, '<$1>')
    .replace(/\$\{aws_\w+\.(\w+)\.\w+\}/g, '<$1>');
}
