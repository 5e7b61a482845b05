import type { DeployedAws } from '../aws';
import { explain, isAccessDenied } from '../failure';

/** Something that is wrong, and what to do about it. */
export interface CheckFinding {
  readonly problem: string;
  readonly todo: string;
}

/** Result of an examination by a check. */
export interface Examination {
  /** What was examined, on one line. */
  readonly detail: string;
  /** Empty if all is well. */
  readonly findings: readonly CheckFinding[];
}

/** A check of a deployment. It changes nothing. */
export interface Check {
  readonly name: string;
  /** @throws Error of a service, for example if the caller lacks a permission */
  readonly examine: (aws: DeployedAws) => Promise<Examination>;
}

export interface CheckResult extends Examination {
  readonly check: string;
  /** NOT_CHECKED: the caller lacks a permission, which `detail` names, or the deployment could not be opened. */
  readonly status: 'OK' | 'PROBLEM' | 'NOT_CHECKED';
}

/** Joins a message and a hint as sentences. AWS's messages often have no full stop. */
function asSentences(message: string, hint: string): string {
  return `${message.replace(/[^.]$/, '$&.')} ${hint}`.trimEnd();
}

/**
 * Runs a check. An error that the user can act on becomes a result: NOT_CHECKED for a missing permission, otherwise PROBLEM.
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
    if (isAccessDenied(error))
      return { check: name, status: 'NOT_CHECKED', detail: asSentences(message, hint), findings: [] };
    return { check: name, status: 'PROBLEM', detail: 'the check failed', findings: [{ problem: message, todo: hint }] };
  }
}
