import { isDeepStrictEqual } from 'node:util';
import type { DesiredState } from '../lib/parameter-file/desired-state';
import { type DesiredType, RESOURCE_TYPES } from '../lib/personalize/resource-types';
import { allResources } from '../lib/reconciler/resource-reference';
import { CliFailure } from './failure';
import type { LocalParameterFile } from './source';

/**
 * Resource types whose names must be unique in an account and region, because an ARN of such a type does not contain
 * the dataset group.
 */
const UNIQUE: readonly DesiredType[] = ['filter', 'metricAttribution', 'solution', 'campaign', 'recommender'];

/**
 * One use of a name by a parameter file. Several files may use the same name only if all these uses have equal
 * `content`.
 */
interface Use {
  readonly path: string;
  readonly content: unknown;
}

/**
 * Refuses parameter files that are valid alone, but conflict if they are in one account. If two files described the
 * same dataset group, the deployment would refuse one of them after ten minutes. If two files had a resource or schedule
 * of the same name, the run of one of them would fail, perhaps only after its import.
 * @throws CliFailure
 */
export function assertOneEach(files: readonly LocalParameterFile[]): void {
  const groups = new Map<string, Use[]>();
  const resources = new Map<string, Use[]>();
  const schedules = new Map<string, Use[]>();
  for (const { path, state } of files) {
    if (state === undefined) continue;
    add(groups, state.datasetGroup.name, { path, content: path });
    for (const [name, content = path] of resourceNames(state)) add(resources, name, { path, content });
    for (const { name } of state.tasks) add(schedules, name, { path, content: path });
  }
  for (const [group, paths] of conflicts(groups))
    throw new CliFailure(
      `Several parameter files describe dataset group '${group}': ${paths}.`,
      'A dataset group has one parameter file: move their content into one of them, or give the path of one.',
    );
  const shared = conflicts(resources).map(([name, paths]) => `Several parameter files have the ${name}: ${paths}.`);
  if (shared.length > 0)
    throw new CliFailure(
      shared.join('\n'),
      'These names are unique in an account and region: change them in the file that is not deployed yet.',
    );
  for (const [name, paths] of conflicts(schedules))
    throw new CliFailure(
      `Schedules of several parameter files would have the name '${name}': ${paths}.`,
      'Rename the solution in the file that is not deployed yet.',
    );
}

/**
 * Names of resources that are unique in an account and region. Only schemas also have `content`: several files may use
 * the same schema name if the schemas are equal.
 */
function* resourceNames(state: DesiredState): Generator<readonly [name: string, content?: unknown]> {
  for (const { type, name, request } of allResources(state)) {
    if (UNIQUE.includes(type)) yield [`${RESOURCE_TYPES[type].title.toLowerCase()} '${name}'`];
    if (type === 'schema')
      yield [`schema '${name}' with different content`, { ...request, schema: JSON.parse(String(request.schema)) }];
  }
}

function add(uses: Map<string, Use[]>, name: string, use: Use): void {
  uses.set(name, [...(uses.get(name) ?? []), use]);
}

/** Names whose uses differ in `content`, each with the paths of the files that use the name. */
function conflicts(uses: ReadonlyMap<string, readonly Use[]>): (readonly [name: string, paths: string])[] {
  return [...uses].flatMap(([name, all]) => {
    if (all.every(({ content }) => isDeepStrictEqual(content, all[0]?.content))) return [];
    return [[name, [...new Set(all.map(({ path }) => path))].join(', ')]];
  });
}
