import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { synthesize } from '../stacks/synth/synthesize';

type Block = Readonly<Record<string, unknown>>;

/** Arguments that name a resource in AWS. Changing such an argument replaces the resource. */
const NAME_ARGUMENTS = ['name', 'function_name', 'bucket', 'dashboard_name', 'alarm_name'];

/** Returns the name in AWS of every resource, by its address in Terraform. */
export function namesOf(resource: Readonly<Record<string, Readonly<Record<string, Block>>>>): Names {
  const entries = Object.entries(resource).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([id, block]) => [`${type}.${id}`, nameOf(block)] as const),
  );
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Names of resources by address; null if the resource has no name of its own. */
export type Names = Readonly<Record<string, string | null>>;

function nameOf(block: Block): string | null {
  const name = NAME_ARGUMENTS.map((argument) => block[argument]).find((value) => value !== undefined);
  return typeof name === 'string' && !name.includes('${aws_') ? name : null;
}

export function currentNames(): Names {
  const outdir = mkdtempSync(join(tmpdir(), 'personalize-mlops-'));
  try {
    return namesOf(JSON.parse(readFileSync(synthesize(outdir), 'utf8')).resource);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/**
 * Writes the addresses and names of the resources in a deployment. A changed or removed line means that an upgrade
 * deletes a resource of each existing deployment, and perhaps creates another instead. So change lines only on purpose.
 */
if (require.main === module)
  writeFileSync(
    join(PROJECT_ROOT, 'test', 'stacks', 'names.json'),
    `${JSON.stringify(currentNames(), undefined, 2)}\n`,
  );
