import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws } from '../../emulator/core/aws';
import { Clock } from '../../emulator/core/clock';
import { Random } from '../../emulator/core/random';
import { ADMINISTRATOR } from '../../emulator/core/service';
import { PersonalizeService } from '../../emulator/services/personalize/service';
import type { Section } from '../../lib/parameter-file/section';
import { PARAMETER_FILE } from '../../lib/parameter-file/sections';
import { OPERATIONS } from '../../lib/personalize/api-model';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { commandsThatMay } from '../privileges/command-permissions';
import { type Configuration, rolesGranted } from './roles';

const EXPORTS = 'since an export is needed once, if at all, and `aws personalize create-dataset-export-job` makes it';
const ALGORITHMS = 'since no setting depends on its answer';
const RECIPE_FACTS = 'since the sources list the recipes, so that a file can be checked without AWS';

/** Reasons why operations are not called, by operation. Each continues "not called, ". */
const LEFT_OUT: Readonly<Record<string, string>> = {
  CreateDatasetExportJob: EXPORTS,
  DescribeDatasetExportJob: EXPORTS,
  ListDatasetExportJobs: EXPORTS,
  DescribeAlgorithm: ALGORITHMS,
  DescribeFeatureTransformation: ALGORITHMS,
  DescribeRecipe: RECIPE_FACTS,
  ListRecipes: RECIPE_FACTS,
  UntagResource: 'since tags are set at creation and not changed later',
};

/** Reasons why roles may perform operations that are not called, by operation. */
const PERMISSION_ONLY: Readonly<Record<string, string>> = {
  TagResource: 'as a permission to create with tags',
};

/**
 * Lists every operation of Personalize with its callers or the reason why it has none, and the members of Create requests that a run
 * fills in.
 * @throws Error if an operation has neither a caller nor a reason, or has both
 */
export function operationsTable(stack: Configuration, operations = OPERATIONS): string {
  const called = calledCommands();
  const emulated = emulatedOperations();
  const byCallers = new Map<string, readonly string[]>();
  for (const name of operations) {
    const by = [...rolesGranted(`personalize:${name}`, stack), ...(called.has(name) ? callersAmongCommands(name) : [])];
    const callers = placeOf(name, by);
    byCallers.set(callers, [...(byCallers.get(callers) ?? []), name]);
  }
  const refused = operations.filter((name) => !emulated.includes(name));
  return `# Operations of Amazon Personalize

Which of the API's ${operations.length} operations does this project call, and why not the others? This page is generated from the API model (version
2018-05-22), the [roles](roles.md) and the [permissions of the command](security.md). Functions are named by their roles.

${[...byCallers].map(([callers, names]) => `- ${callers}: ${names.join(', ')}`).join('\n')}

The local Personalize refuses, with \`UnknownOperationException\`: ${refused.join(', ')}.

## Members of Create requests

A parameter file may contain every member of the Create requests, except those that a workflow fills in:

${suppliedLists().join('\n')}
`;
}

function placeOf(name: string, by: readonly string[]): string {
  const reason = LEFT_OUT[name];
  const permission = PERMISSION_ONLY[name];
  if ((by.length === 0) === (reason === undefined)) {
    const problem = reason === undefined ? 'is neither called nor left out' : `is left out, but called by ${by.join()}`;
    throw new Error(`Operation '${name}' of Personalize ${problem}: change LEFT_OUT in scripts/docs/.`);
  }
  if (reason !== undefined) return `not called, ${reason}`;
  return `${by.join(', ')}${permission === undefined ? '' : `, ${permission}`}`;
}

/** Operations whose SDK commands occur in `cli/`, or in `lib/reconciler/`, which the command `personalize-mlops` uses. */
function calledCommands(): ReadonlySet<string> {
  const texts = ['cli', 'lib/reconciler'].flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(PROJECT_ROOT, folder, path), 'utf8')),
  );
  return new Set(texts.flatMap((text) => [...text.matchAll(/\b(\w+)Command\b/g)].map(([, name = '']) => name)));
}

function callersAmongCommands(operation: string): readonly string[] {
  const commands = commandsThatMay(`personalize:${operation}`);
  return commands.length === 1 ? [`\`${commands.join()}\``] : commands.length > 1 ? ['the command'] : [];
}

function emulatedOperations(): readonly string[] {
  const account = { id: '123456789012', region: 'us-east-1', partition: 'aws' };
  const authorizer = { authorize: () => undefined };
  const credentials = { callerOf: () => ADMINISTRATOR };
  const aws = new Aws({ clock: new Clock(0), random: new Random(1), account, authorizer, credentials });
  return new PersonalizeService(aws).operationNames();
}

/** Yields each type with the members of its Create request that a run fills in, and their values. */
function* suppliedMembers(section: Section): Generator<readonly [type: string, Readonly<Record<string, string>>]> {
  if (section.kind === 'serviceConfig') yield [section.type, section.supplied];
  const parts =
    section.kind === 'object' ? section.members : section.kind === 'serviceConfig' ? section.own : undefined;
  for (const part of Object.values(parts ?? {})) yield* suppliedMembers(part);
  if (section.kind === 'list') yield* suppliedMembers(section.items);
}

function suppliedLists(): readonly string[] {
  return [...new Map(suppliedMembers(PARAMETER_FILE))].flatMap(([type, members]) => {
    const supplied = Object.entries(members).map(([member, value]) => `\`${member}\` (${value})`);
    return supplied.length === 0
      ? []
      : [`- Create${type.charAt(0).toUpperCase()}${type.slice(1)}: ${supplied.join(', ')}`];
  });
}
