import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { synthesize } from '../../stacks/synth/synthesize';
import { renderCommandPermissions } from '../privileges/command-permissions';
import { REASONS } from '../privileges/reasons';
import { renderReasons } from '../privileges/report';
import { parameterFileReference } from './parameter-file/reference';
import { describeRoles } from './roles';
import { type Machine, stateDiagram } from './state-diagram';

const NOTE = '<!-- Written by `npm run docs`. -->';
const MACHINES = join(PROJECT_ROOT, 'statemachines');
const EXTENSION = '.asl.json';

/** Documents that are made from the sources, by path in the project. */
export function generatedDocuments(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/state-machines.md', stateMachines()],
    ['docs/roles.md', roles()],
    ['docs/security.md', security()],
    ['docs/parameter-file.md', `${NOTE}\n\n${parameterFileReference()}`],
  ]);
}

/** The document with its tables; the rest is written by hand. */
function security(): string {
  const text = readFileSync(join(PROJECT_ROOT, 'docs', 'security.md'), 'utf8');
  return withTable(
    withTable(text, 'reasons', renderReasons(REASONS)),
    'commands',
    renderCommandPermissions(),
  );
}

/** A table stands between `<!-- NAME, written by ... -->` and `<!-- end of NAME -->`. */
function withTable(text: string, name: string, table: string): string {
  const place = new RegExp(`(<!-- ${name}, written by .*? -->\\n).*?(<!-- end of ${name} -->)`, 's');
  return text.replace(place, (_section, begin, end) => `${begin}\n${table}\n\n${end}`);
}

function stateMachines(): string {
  const sections = readdirSync(MACHINES)
    .filter((file) => file.endsWith(EXTENSION))
    .sort()
    .map((file) => {
      const machine: Machine = JSON.parse(readFileSync(join(MACHINES, file), 'utf8'));
      const name = file.slice(0, -EXTENSION.length);
      return `## ${name}\n\n${machine.Comment ?? ''}\n\n\`\`\`mermaid\n${stateDiagram(machine)}\n\`\`\`\n`;
    });
  return `${NOTE}

# State machines

Drawn from the definitions in [statemachines](../statemachines). Dotted lines are taken when a state fails for good;
[architecture.md](architecture.md) says how the machines work together.

${sections.join('\n')}`;
}

function roles(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'personalize-mlops-'));
  try {
    return `${NOTE}

# Roles

Every role of a deployment, from its synthesized policies. \`<name>\` is the deployment's name; other words in angle brackets are
its resources. [security.md](security.md) says how they belong together.

${describeRoles(JSON.parse(readFileSync(synthesize(outdir), 'utf8')))}`;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
