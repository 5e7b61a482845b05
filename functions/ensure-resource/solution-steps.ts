import type { DesiredState } from '../../parameter-file/desired-state';
import { findNamed, referenceTo } from '../../reconciler/resource-reference';
import { isOpen, isReady, type Part, type StepResource } from './side-by-side';

/** A resource of a solution. The start of a training is a step of its own, during which the data are locked. */
export interface SolutionStep extends StepResource {
  /** Its name. */
  readonly solution: string;
  readonly until?: 'STARTED';
  /** Place among those that use the solution's version. */
  readonly place: number;
}

/** The default quota of solution versions in progress. Source: Service Quotas, L-9C16B368 (2026-11). */
const MOST_TRAININGS = 20;

/**
 * Campaigns and batch jobs in progress at once: each has some 400 bytes of state in the input and in the output of one task. Batch jobs, which
 * may wait for days, leave half of the places to campaigns.
 */
const MOST_USES = 100;

/** Every solution, the start of its training, its version, and then what uses the version. */
export function solutionSteps(
  state: DesiredState,
  names: readonly string[],
  withBatchJobs: boolean,
): readonly SolutionStep[] {
  const steps: SolutionStep[] = [];
  for (const name of names) {
    const { solution, version, campaigns, batchInferenceJobs, batchSegmentJobs } = findNamed(state, 'solutions', name);
    const uses = [...campaigns, ...(withBatchJobs ? [...batchInferenceJobs, ...batchSegmentJobs] : [])];
    const first = steps.length;
    const common = { solution: name, place: 0 };
    steps.push(
      { ...common, ...referenceTo(solution) },
      { ...common, ...referenceTo(version), after: [first], until: 'STARTED' },
      { ...common, ...referenceTo(version), after: [first + 1], continues: true },
      ...uses.map((use, place) => ({ ...common, ...referenceTo(use), after: [first + 2], place })),
    );
  }
  return steps;
}

/** Whether it is a campaign or batch job. */
export function isUse({ type }: SolutionStep): boolean {
  return type !== 'solution' && type !== 'solutionVersion';
}

/** What of several solutions is where, by the places of their steps. */
export class SolutionProgress {
  /** Places of the starts of trainings, and of those whose trainings are in progress. */
  private readonly starts: readonly number[];
  private readonly inProgress: ReadonlySet<number>;
  /** How many campaigns and batch jobs are in progress. */
  private readonly begunUses: number;

  constructor(
    private readonly steps: readonly SolutionStep[],
    readonly parts: readonly Part[],
  ) {
    this.starts = steps.flatMap(({ until }, index) => (until === 'STARTED' ? index : []));
    const isInProgress = (start: number) =>
      (isStarting(parts[start]) || isReady(parts[start])) && !isSettled(parts[start + 1] ?? {});
    this.inProgress = new Set(this.starts.filter(isInProgress));
    this.begunUses = steps.filter((step, index) => isUse(step) && isBegun(parts[index])).length;
  }

  get isOver(): boolean {
    return this.parts.every(isSettled);
  }

  /** Solutions of which everything has settled. */
  get ended(): readonly string[] {
    const names = new Set(this.steps.map(({ solution }) => solution));
    return [...names].filter((name) => this.partsOf(name).every(isSettled));
  }

  isReady(solution: string): boolean {
    return this.partsOf(solution).every(isReady);
  }

  /** Whether Personalize has been asked for a training that has not begun yet. */
  get isStarting(): boolean {
    return this.starts.some((index) => isStarting(this.parts[index]));
  }

  /** Places of trainings that can be asked for when the data are locked. */
  get startable(): readonly number[] {
    return this.starts.filter((index) => {
      return this.isOpen(index) && this.isBelowQuota(index) && !isSettled(this.parts[index] ?? {});
    });
  }

  /** The others wait at no cost. */
  isBelowQuota(index: number): boolean {
    const others = this.inProgress.size - (this.inProgress.has(index) ? 1 : 0);
    return others < MOST_TRAININGS;
  }

  /** If nothing is in progress but trainings that wait for a quota: when the first of them tries again, in milliseconds since 1970. */
  get queuedUntil(): number | undefined {
    const open = [...this.steps.keys()].filter((index) => {
      return this.isOpen(index) && !isSettled(this.parts[index] ?? {});
    });
    const parts = open.flatMap((index) => this.parts[index] ?? []);
    const isQueued = parts.length > 0 && parts.every((part) => part.isQueued);
    return isQueued ? Math.min(...parts.flatMap(({ due }) => due ?? [])) : undefined;
  }

  /** Whether a campaign or batch job may begin, or goes on. */
  hasPlace(index: number): boolean {
    const places = this.steps[index]?.type === 'campaign' ? MOST_USES : MOST_USES / 2;
    return isBegun(this.parts[index]) || this.begunUses < places;
  }

  /** The earliest time of those steps, in milliseconds since 1970. */
  lockedOutSince(indexes: readonly number[]): number {
    return Math.min(...indexes.flatMap((index) => this.parts[index]?.lockedOutSince ?? []));
  }

  private isOpen(index: number): boolean {
    const step = this.steps[index];
    return step !== undefined && isOpen(step, this.parts);
  }

  private partsOf(name: string): readonly Part[] {
    return this.parts.filter((_, index) => this.steps[index]?.solution === name);
  }
}

function isBegun({ due = 0 }: Part = {}): boolean {
  return due > 0;
}

function isSettled({ due }: Part): boolean {
  return due === undefined;
}

/** Also if it is not known whether Personalize has been reached. */
function isStarting(part: Part = {}): boolean {
  return isBegun(part) && !part.isQueued;
}
