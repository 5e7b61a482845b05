import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The parts of a `cdk.tf.json` that the tests change. */
export interface StackJson {
  readonly resource: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
}

export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** Calls `use` with the path of a changed copy of a stack's JSON. The assets are those of the stack. */
export async function withEdited<T>(
  stackFile: string,
  edit: (stack: StackJson) => void,
  use: (stackFile: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'edited-stack-'));
  try {
    const stack = JSON.parse(readFileSync(stackFile, 'utf8')) as StackJson;
    edit(stack);
    symlinkSync(join(dirname(stackFile), 'assets'), join(folder, 'assets'));
    const copy = join(folder, 'cdk.tf.json');
    writeFileSync(copy, JSON.stringify(stack));
    return await use(copy);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Removes a resource from the stack, and from the `depends_on` of the other resources. */
export function removeResource({ resource }: StackJson, type: string, name: string): void {
  delete resource[type]?.[name];
  const address = `${type}.${name}`;
  for (const body of Object.values(resource).flatMap((named) => Object.values(named))) {
    if (Array.isArray(body.depends_on))
      body.depends_on = body.depends_on.filter((dependency) => dependency !== address);
  }
}

/** Returns the policies of roles, each as its name in the stack and its statements. */
export function policies({ resource }: StackJson): readonly (readonly [string, readonly Statement[]])[] {
  return Object.entries(resource.aws_iam_role_policy ?? {}).map(([name, { policy }]) => [
    name,
    (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement,
  ]);
}

export function removeStatement({ resource }: StackJson, policyName: string, index: number): void {
  const body = resource.aws_iam_role_policy?.[policyName];
  if (body === undefined) throw new Error(`There is no aws_iam_role_policy.${policyName}.`);
  const document = JSON.parse(String(body.policy)) as { Statement: Statement[] };
  document.Statement.splice(index, 1);
  body.policy = JSON.stringify(document);
}
