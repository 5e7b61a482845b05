import { describeError } from '../../lib/aws/service-of';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { Scope } from '../../lib/personalize/arn';
import { MemoizedPersonalize } from '../../lib/reconciler/account/memoized-personalize';
import { obstacleOf } from '../../lib/reconciler/apply/obstacle';
import { DecidedMeanwhile, judgeUnlessTraining, recordDecision } from '../../lib/reconciler/promotion/record-decision';
import { type DecisionRecords, decideOnVersions } from '../../lib/reconciler/promotion/serving-version';
import { findNamed } from '../../lib/reconciler/resource-reference';
import type { Step } from '../../lib/reconciler/step';
import type { VersionChoice } from '../../lib/record-table/run-request';
import type { WorkPoll } from './work-poll';

/** Inputs and services for decisions on versions of a solution. */
export interface Deciding extends Pick<Step, 'personalize'> {
  readonly decisions: Step['decisions'] & DecisionRecords;
  readonly state: DesiredState;
  readonly scope: Scope;
  /** Id of the run. */
  readonly id: string;
  readonly begunAt: Date;
}

/** Seconds until the next attempt if another decision was recorded in the meantime. */
const SOON = 5;

/** Seconds after which an obstacle fails the decision: Personalize refuses only for moments to return metrics. */
const LIMIT = 3600;

/** Records the decisions of the file's rules on new versions of a solution. */
export function decideByRules(solution: string, deciding: Deciding): Promise<WorkPoll> {
  return attempt(deciding, () => decideOnVersions(stepOf(solution, deciding), deciding.decisions));
}

/**
 * Records an operator's decision on a version of a solution. The rules judge new versions first, so that a version to which a campaign was
 * moved is judged before the campaign is moved back.
 * @throws DecisionRefused if it cannot be carried out any more
 */
export function decide(solution: string, choice: VersionChoice | undefined, deciding: Deciding): Promise<WorkPoll> {
  if (choice === undefined)
    throw new Error(
      `The input has no 'choice' for solution '${solution}': start it with \`personalize-mlops versions promote\`, \`versions reject\` or \`rollback\`.`,
    );
  return attempt(deciding, async () => {
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

async function attempt({ begunAt }: Deciding, act: () => Promise<unknown>): Promise<WorkPoll> {
  try {
    await act();
    return { status: 'READY' };
  } catch (error) {
    // GetSolutionMetrics declares ResourceInUseException (API model, November 2026).
    const isObstacle = error instanceof DecidedMeanwhile || obstacleOf(error) === 'IN_USE';
    if (!(error instanceof Error) || !isObstacle || Date.now() - begunAt.getTime() > LIMIT * 1000) throw error;
    return { status: 'WAIT', waitSeconds: SOON, reason: describeError(error) };
  }
}
