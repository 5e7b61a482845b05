import type { DeployedAws } from '../aws';
import { explain } from '../failure';

/** Something that is wrong, and what to do about it. */
export interface CheckFinding {
  readonly problem: string;
  readonly todo: string;
}

/** What a check has seen. */
export interface Examination {
  /** What was examined, on one line. */
  readonly detail: string;
  /** Empty if all is well. */
  readonly findings: readonly CheckFinding[];
}

/** A check of a deployment. It changes nothing. */
export interface Check {
  readonly name: string;
  /** @throws Error of a service if the caller lacks a permission, or the service does not answer */
  readonly examine: (aws: DeployedAws) => Promise<Examination>;
}

export interface CheckResult extends Examination {
  readonly check: string;
  /** NOT_CHECKED: the detail says why. */
  readonly status: 'OK' | 'PROBLEM' | 'NOT_CHECKED';
}

/**
 * Runs a check. Returns an error that the user can act on, such as a missing permission, as a result.
 * @throws any unexpected error, which is a bug
 */
export async function resultOf({ name, examine }: Check, aws: DeployedAws): Promise<CheckResult> {
  try {
    const examination = await examine(aws);
    const status = examination.findings.length === 0 ? 'OK' : 'PROBLEM';
    return { check: name, status, ...examination };
  } catch (error) {
    const { message, hint = '' } = explain(error) ?? {};
    if (message === undefined) throw error;
    return { check: name, status: 'NOT_CHECKED', detail: `${message} ${hint}`.trimEnd(), findings: [] };
  }
}
