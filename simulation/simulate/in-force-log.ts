import type { CallListener } from '../../emulator/core/aws';
import { solutionNames } from './names';
import type { LoggedDecision } from './promotion-log';
import type { World } from './world';

/** Calls `onPut` with each version of a parameter file that the record table puts in force. */
export function onPutInForce(
  { local }: Pick<World, 'local'>,
  onPut: (datasetGroup: string, versionId: string) => void,
): void {
  const listener: CallListener = ({ service, call: { operation, input }, error }) => {
    if (service !== 'dynamodb' || error !== undefined) return;
    for (const put of putsOf(operation, input)) {
      if (put.item?.S !== 'parameter-file' || put.datasetGroup?.S === undefined || put.versionId?.S === undefined)
        continue;
      onPut(put.datasetGroup.S, put.versionId.S);
    }
  };
  local.aws.onCall(listener);
}

type Item = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** Items that a call puts, alone or in a transaction. */
function putsOf(operation: string, input: Readonly<Record<string, unknown>>): readonly Item[] {
  if (operation === 'PutItem') return [input.Item as Item];
  if (operation !== 'TransactWriteItems') return [];
  const writes = input.TransactItems as readonly { readonly Put?: { readonly Item: Item } }[];
  return writes.flatMap(({ Put }) => (Put === undefined ? [] : [Put.Item]));
}

/** Milliseconds for which a function may still work by a file after another one was put in force. */
const READ_BEFORE = 120_000;

/** The parameter files that were put in force, in order. */
export class InForceLog {
  private readonly files: { readonly group: string; readonly versionId: string; readonly since: number }[] = [];

  constructor(local: World['local']) {
    onPutInForce({ local }, (group, versionId) => this.files.push({ group, versionId, since: local.clock.now() }));
  }

  /** Versions that were in force for a dataset group at some time of a period, in milliseconds since 1970. */
  during(group: string, from: number, to: number): readonly string[] {
    const until = this.files.filter((each) => each.group === group && each.since <= to);
    const first = until.findLastIndex(({ since }) => since <= from);
    return until.slice(Math.max(0, first)).map(({ versionId }) => versionId);
  }
}

/** Versions of the parameter file by which a run may work now: its own, and those that have replaced it. */
export function filesOfRun(world: World, id = ''): readonly string[] {
  const { executionLog, inForceLog, local } = world;
  const own = executionLog.fileOfRun.get(id);
  if (own === undefined) return [];
  const now = local.clock.now();
  return inForceOr(own, inForceLog.during(groupOf(world, own), now - READ_BEFORE, now));
}

/** Versions of the parameter file by which a decision of a run may have been made. They have its solution. */
export function filesOfDecision(world: World, { run = '', recordedAt, solution }: LoggedDecision): readonly string[] {
  const own = world.executionLog.fileOfRun.get(run);
  if (own === undefined) return [];
  const group = groupOf(world, own);
  const inForce = world.inForceLog.during(group, recordedAt - READ_BEFORE, recordedAt);
  return inForceOr(own, inForce).map((each) => (hasSolution(world, group, each, solution) ? each : own));
}

function hasSolution(world: World, group: string, versionId: string, solution: string): boolean {
  const team = world.teams.find(({ name }) => name === group);
  const edition = world.editionOf(versionId);
  return team !== undefined && edition !== undefined && solutionNames({ ...team, edition }).includes(solution);
}

function inForceOr(own: string, inForce: readonly string[]): readonly string[] {
  return inForce.length === 0 ? [own] : inForce;
}

function groupOf(world: World, versionId: string): string {
  return world.uploads.find((each) => each.versionId === versionId)?.group ?? '';
}
