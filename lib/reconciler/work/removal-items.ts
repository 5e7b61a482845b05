import type { DesiredState } from '../../parameter-file/desired-state';
import { type OwnResource, REMOVABLE_TYPES } from '../../record-table/own-resources';
import { isInFile } from '../removal/own-in-account';
import { describeResource } from '../step';
import type { WorkItem, WorkLock } from './work-item';
import { LOCKS } from './work-locks';

/** Resources that a run deletes, and the items that come before the deletions. */
export interface RemovalScope {
  readonly state: DesiredState;
  readonly own: readonly OwnResource[];
  /** Ids of the items that must be ready before the first deletion. */
  readonly after: readonly string[];
}

/**
 * An item for each deletion, in an order that Personalize accepts: campaigns before their solution, datasets last. Resources that the
 * parameter file has are never deleted.
 */
export function removalItems({ state, own, after }: RemovalScope): readonly WorkItem[] {
  const removed = REMOVABLE_TYPES.flatMap((type) => own.filter((each) => each.type === type)).filter(
    (each) => !isInFile(state, each),
  );
  return removed.map((each) => {
    const first = removed.filter((other) => isBefore(other, each)).map(idOf);
    const lock = lockOf(each);
    return {
      id: idOf(each),
      title: `deletion of ${describeResource({ state, resource: resourceOf(each) })}`,
      work: { kind: 'RESOURCE', resource: resourceOf(each), until: 'ABSENT', own: each },
      after: [...after, ...first],
      afterEnd: [],
      ...(lock && { lock }),
    };
  });
}

function isBefore(other: OwnResource, { type, name }: OwnResource): boolean {
  if (type === 'dataset') return other.type !== 'dataset';
  return type === 'solution' && other.type === 'campaign' && other.solution === name;
}

function idOf({ type, arn }: OwnResource): string {
  return `${type}#${arn}#ABSENT`;
}

/** The resource as steps refer to it. Its ARN stands for the pointer, because no element of the file describes the resource. */
function resourceOf({ type, name, arn }: OwnResource) {
  return { type, name, pointer: arn, request: {} };
}

/** The lock under which a run of an earlier file may still work on the resource. */
function lockOf({ type, name, solution }: OwnResource): WorkLock | undefined {
  if (type === 'recommender') return LOCKS.recommender(name);
  if (type === 'dataset') return LOCKS.data;
  return solution === undefined ? undefined : LOCKS.solution(solution);
}
