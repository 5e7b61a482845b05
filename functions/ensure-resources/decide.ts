import { MemoizedPersonalize } from '../../lib/reconciler/account/memoized-personalize';
import { DecidedMeanwhile, judgeUnlessTraining, recordDecision } from '../../lib/reconciler/promotion/record-decision';
import { decideOnVersions } from '../../lib/reconciler/promotion/serving-version';
import { findNamed } from '../../lib/reconciler/resource-reference';
import type { Step } from '../../lib/reconciler/step';
import type { VersionChoice } from '../../lib/record-table/run-request';
import type { VersionDecisions } from '../../lib/record-table/version-decisions';
import type { WorkPoll } from './work-poll';

/** Inputs and services for decisions on versions of a solution. */
export interface Deciding extends Pick<Step, 'state' | 'scope' | 'personalize'> {
  readonly decisions: VersionDecisions;
  /** Id of the run. */
  readonly id: string;
}

/** Seconds until the next attempt if another decision was recorded in the meantime. */
const SOON = 5;

/** Judges new versions of a solution by the file's promotion rules, and records the decisions. */
export function decideByRules(solution: string, deciding: Deciding): Promise<WorkPoll> {
  return attempt(() => decideOnVersions(stepOf(solution, deciding), deciding.decisions));
}

/**
 * Records an operator's decision on a version of a solution. The action RESTORE is no operator's decision: for RESTORE,
 * this function records only the rules' decisions on new versions, as {@link judgeUnlessTraining} does. Later items of
 * the run move the campaigns back to the recorded version.
 * @throws DecisionRefused if the decision cannot be carried out any more
 * @throws Error if there is no choice
 */
export function decide(solution: string, choice: VersionChoice | undefined, deciding: Deciding): Promise<WorkPoll> {
  if (choice === undefined)
    throw new Error(
      `The input has no 'choice' for solution '${solution}': start the run with \`personalize-mlops versions promote\`, \`versions reject\` or \`rollback\`.`,
    );
  return attempt(async () => {
    const step = stepOf(solution, deciding);
    if (choice.action === 'RESTORE') await judgeUnlessTraining(step, deciding.decisions);
    else await recordDecision(step, choice, deciding.decisions);
  });
}

function stepOf(solution: string, { state, scope, id, personalize, decisions }: Deciding) {
  const { version: resource } = findNamed(state, 'solutions', solution);
  const reading = new MemoizedPersonalize(personalize);
  return { state, resource, scope, now: new Date(), decisions, runId: id, personalize: reading };
}

async function attempt(act: () => Promise<unknown>): Promise<WorkPoll> {
  try {
    await act();
    return { status: 'READY' };
  } catch (error) {
    if (!(error instanceof DecidedMeanwhile)) throw error;
    return { status: 'WAIT', waitSeconds: SOON, reason: error.message };
  }
}
