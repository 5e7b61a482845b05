import type { FaultKind } from '../faults/rates';
import type { Reached } from '../situations/reached';
import type { Scenario } from './scenario';
import type { Violation } from './simulate';

/** A request to a worker to play a scenario. */
export interface Order {
  readonly stackFile: string;
  readonly seed: number;
  readonly scenario: Scenario;
  readonly logFile?: string;
}

/** A worker's response. `crash` is an error of the local AWS or of the simulation itself. */
export interface Report {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** Situations that were reached; absent after a crash. */
  readonly reached?: Reached;
  readonly crash?: string;
}
