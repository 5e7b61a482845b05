import { cutText, printableLines } from '../text/format';
import type { ResourceReference } from './resource-reference';

/**
 * An error that fails a run. The error's `name` selects the advice for users (advice.ts). The error's message makes sense
 * alone: it says what is wrong and where, and names the value and the rule.
 */
export abstract class RunError extends Error {
  abstract override readonly name: string;

  constructor(message: string) {
    super(cutText(printableLines(message), LONGEST_MESSAGE));
  }
}

/**
 * Longest message in UTF-16 units. Step Functions takes at most 32,768 units for the JSON text of an error. This text
 * contains the message twice: alone, and at the beginning of the stack trace.
 */
const LONGEST_MESSAGE = 4000;

/**
 * A resource or its prerequisite has failed or is missing in Personalize, or Personalize refused to create, update or
 * delete the resource.
 */
export class ResourceFailed extends RunError {
  override readonly name = 'ResourceFailed';

  /** @param arn ARN of the failed job or solution version. Absent for other types, because their resources are found by name. */
  constructor(
    resource: string,
    reason: string,
    readonly arn?: string,
  ) {
    super(`${resource}: ${reason}`);
  }
}

/** A resource exists and differs from the parameter file in a way that Personalize cannot update. */
export class ResourceConflict extends RunError {
  override readonly name = 'ResourceConflict';

  constructor(resource: string, conflict: string, resolution: string) {
    super(`${resource}: ${conflict} ${resolution}`);
  }
}

/** An operator's decision on a solution version cannot be carried out. */
export class DecisionRefused extends RunError {
  override readonly name = 'DecisionRefused';
}

/** A person's acceptance of data cannot be carried out. */
export class AcceptanceRefused extends RunError {
  override readonly name = 'AcceptanceRefused';

  constructor(resource: string) {
    super(
      `${resource}: nothing was accepted, because a newer parameter file is in force: its upload checks the data by its own limits.`,
    );
  }
}

/** The step needs something that is not ready yet, so the step is retried. The run does not fail, so this is not a {@link RunError}. */
export class NotThereYet extends Error {
  override readonly name = 'NotThereYet';
}

/** A deletion of users is in progress, so a resource must not begin to read the data. The run does not fail. */
export class DataHeld extends Error {
  override readonly name = 'DataHeld';

  constructor() {
    super('a deletion of users is in progress');
  }
}

/** The rows of an import must be checked before the import begins. The run does not fail. */
export class NotCheckedYet extends Error {
  override readonly name = 'NotCheckedYet';

  constructor(readonly check: DataCheck) {
    super('the rows of the csv files are checked first');
  }
}

/** A check that the function `check-data` carries out. */
export interface DataCheck {
  /**
   * Import whose csv are checked. This is usually the import of the step. If the step imports new items, it may be the import of
   * the interactions that must fit to these items.
   */
  readonly resource: ResourceReference;
  readonly fingerprint: string;
  /** Number of parts, which may be checked in parallel. */
  readonly parts: number;
  /** ISO time at which the bucket had the data to check; absent for the current data. */
  readonly at?: string;
}

/** A work item has waited longer than its limit. For limits of locks, see functions/ensure-resources/lock-limit.ts; for others, apply/wait-limits.ts. */
export class WaitedTooLong extends RunError {
  override readonly name = 'WaitedTooLong';

  /** @param waited e.g. `1 h` */
  constructor(what: string, waited: string, reason: string, advice: string) {
    super(`${what}: gave up after waiting for ${waited}: ${reason.replace(/[^.]$/, '$&.')} ${advice}`);
  }
}

/** A step failed because of a defect in the deployment, for example in a function or a permission. */
export class StepBroke extends RunError {
  override readonly name = 'StepBroke';

  constructor(resource: string, reason: string) {
    super(`${resource}: ${reason}`);
  }
}

/** A resource cannot be created, because something that it needs is missing or invalid. A plan shows the resource as blocked. */
export abstract class UnmetNeed extends RunError {
  constructor(
    resource: string,
    readonly problem: string,
    readonly resolution: string,
  ) {
    super(`${resource}: ${problem} ${resolution}`);
  }
}

/** A resource needs something that does not exist, e.g. csv in the bucket, a dataset, or a filter in this region. */
export class MissingInput extends UnmetNeed {
  override readonly name = 'MissingInput';
}

/** Personalize or the file's limits refuse the data that a resource needs. */
export class InvalidData extends UnmetNeed {
  override readonly name = 'InvalidData';
}

/**
 * Ends a work item, and the items that follow it, without their resources. The run does not fail, so this is not a
 * {@link RunError}.
 */
export abstract class HarmlessEnd extends Error {
  abstract override readonly name: string;
}

/** An earlier run has refused the same data of a scheduled import, and reported the refusal. */
export class RefusedBefore extends HarmlessEnd {
  override readonly name = 'RefusedBefore';

  constructor(resource: string, problem: string) {
    super(`${resource}: nothing was imported, because these data were refused before and have not changed: ${problem}`);
  }
}

/** A newer file is in force and keeps this run from creating or changing the resource. */
export class LeftFile extends HarmlessEnd {
  override readonly name = 'LeftFile';

  constructor(resource: string, reason = 'the parameter file in force no longer has it') {
    super(`${resource}: not created or changed, because ${reason}.`);
  }
}

/** The budget of the month does not cover the work, and no earlier result exists that could be used instead. */
export class NotCovered extends HarmlessEnd {
  override readonly name = 'NotCovered';

  /** @param isNews the same as in `Exceeded` (budget/reserve.ts) */
  constructor(
    resource: string,
    note: string,
    readonly isNews: boolean,
  ) {
    super(`${resource}: ${note}`);
  }
}

/** No version of a solution is promoted yet, so the solution's campaigns and batch jobs cannot be created. The step does not fail. */
export class NothingPromoted extends Error {
  constructor(solution: string) {
    super(`no version of solution '${solution}' is promoted yet`);
  }
}
