import type { OperatorAction } from '../faults/operator-actions';
import type { LastingFault } from '../faults/permanent-faults';
import type { FaultKind, PermanentFault } from '../faults/rates';

/** What teams ask of the system, small enough that hundreds of scenarios run in a minute. */
export interface Scenario {
  /** Dataset groups that share the account and the deployment. */
  readonly groups: readonly Group[];
  /** What happens after each group's first upload. */
  readonly steps: readonly Step[];
  /** Of all fault rates. */
  readonly faults: number;
  /** What may go wrong that does not pass by itself: then a run may fail too. */
  readonly permanentFaults: readonly PermanentFault[];
  /** Kinds of faults that happen; absent: all that pass by themselves. */
  readonly kinds?: readonly FaultKind[];
  /** What never passes, until all faults stop; absent: nothing. */
  readonly lasting?: LastingFault;
}

/** What a dataset group is made of, whatever the edition of its parameter file. */
export interface Group {
  readonly eventTracker: boolean;
  /** Datasets beside interactions. */
  readonly items: boolean;
  readonly users: boolean;
  /** What the solutions make in batches. Segments need items, and a recipe that has no campaigns. */
  readonly batch: 'none' | 'inference' | 'segments';
  /** Whether its csv of interactions has more than 1 MiB: old versions of such expire after a day, but for two. */
  readonly largeCsv: boolean;
  /** A domain dataset group: a recommender in place of solutions. */
  readonly domain: boolean;
  readonly first: Edition;
}

/** The parts of a parameter file that an upload can change. */
export interface Edition {
  /** How many. None in a domain dataset group. */
  readonly solutions: number;
  /** Whether each solution has one. */
  readonly campaign: boolean;
  readonly minProvisionedTPS: number;
  readonly filter: boolean;
  readonly schedules: Schedules;
}

/** `deleted` says so by the word `delete`, `absent` by saying nothing. */
export const SCHEDULES = ['absent', 'usual', 'dense', 'deleted'] as const;

export type Schedules = (typeof SCHEDULES)[number];

export type Step = { readonly afterSeconds: number } & (
  | { readonly kind: 'upload'; readonly group: number; readonly edition: Edition }
  /** Its csv and job configs get another of few contents, so that an earlier one comes back. */
  | { readonly kind: 'newData'; readonly group: number; readonly next: number }
  /** The same, and back after a while: a job that reads in between reads what lies there neither before nor after. */
  | {
      readonly kind: 'changeAndBack';
      readonly group: number;
      readonly next: number;
      readonly backAfterSeconds: number;
    }
  /** A csv in the folder of interactions comes, or goes if it is there. */
  | { readonly kind: 'csvFile'; readonly group: number; readonly file: number }
  | { readonly kind: 'refusedUpload'; readonly group: number }
  /** A person deactivates or activates a task, as the command line does. */
  | { readonly kind: 'pause' | 'resume'; readonly group: number; readonly task: number }
  | { readonly kind: 'manual'; readonly action: OperatorAction }
  | { readonly kind: 'nothing' }
);

/** Whether what never passes keeps a dataset group from what its file asks for. */
export function isHeldUp({ lasting }: Scenario, groupName: unknown): boolean {
  if (lasting === undefined) return false;
  const { kind, prefix } = lasting;
  return (kind !== 'nameTaken' && kind !== 'alwaysInUse') || prefix === groupName;
}

/** Whether somebody interferes with what the stack has made. */
export function isTampered({ steps }: Scenario): boolean {
  return steps.some(({ kind }) => kind === 'manual');
}
