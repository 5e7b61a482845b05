import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { durationText, parseDuration } from '../../lib/parameter-file/duration';
import type { Personalize } from '../../lib/reconciler/account/personalize-api';
import { frozenText } from '../../lib/reconciler/promotion/automatic-updates';
import { awaitedDecisions, decisionLines } from '../../lib/reconciler/promotion/decision-lines';
import type { Serving, VersionDecision, VersionDecisions } from '../../lib/record-table/version-decisions';
import type { Notification } from '../shared/notifications';

interface Dependencies {
  readonly decisions: Pick<VersionDecisions, 'serving' | 'ofSolution' | 'recordReminder'>;
  readonly notify: (notification: Notification) => Promise<void>;
  readonly personalize: Pick<Personalize, 'describe'>;
}

/**
 * Sends reminders of versions that wait for an operator's decision. The first reminder is sent in the first night after
 * `remindAfter` has passed since the decision of the rules. Another reminder is sent after each further `remindAfter`. If
 * the function is interrupted before it records a reminder, it sends that reminder again.
 */
export async function remindOfDecisions(
  { datasetGroup: { name }, solutions }: DesiredState,
  now: Date,
  deps: Dependencies,
) {
  const { decisions, notify, personalize } = deps;
  for (const { name: solution, promotion } of solutions) {
    const period = parseDuration(promotion?.remindAfter ?? '');
    if (!period) continue;
    const serving = await decisions.serving(name, solution);
    const awaited = awaitedDecisions(await decisions.ofSolution(name, solution), serving?.version);
    const due: VersionDecision[] = [];
    for (const each of awaited) {
      if (periods(each, now, period) <= periods(each, remindedAt(each), period)) continue;
      // If the dataset group was destroyed and created again, the decisions are still recorded, but their versions no longer
      // exist.
      if ((await personalize.describe('solutionVersion', each.version)) !== undefined) due.push(each);
    }
    const oldest = due.at(-1);
    if (oldest === undefined) continue;
    await notify(reminder(name, due, secondsSince(oldest, now), serving));
    for (const each of due) await decisions.recordReminder(name, each, now);
  }
}

/** Number of whole periods between the decision and `until`. */
function periods(decision: VersionDecision, until: Date, period: number): number {
  return Math.floor(secondsSince(decision, until) / period);
}

function remindedAt({ remindedAt: at, decidedAt }: VersionDecision): Date {
  return new Date(at ?? decidedAt);
}

function secondsSince({ decidedAt }: VersionDecision, until: Date): number {
  return (until.getTime() - Date.parse(decidedAt)) / 1000;
}

/** @param waits seconds since the oldest of the decisions */
function reminder(
  datasetGroup: string,
  due: readonly VersionDecision[],
  waits: number,
  { version, frozenSince }: Partial<Serving> = {},
): Notification {
  const solution = due[0]?.solution;
  const headline = `a version of solution '${solution}' has waited for a decision for ${durationText(waits)}`;
  const meanwhile =
    version === undefined ? `no campaign and no batch job of solution '${solution}' is created` : `${version} serves`;
  return {
    datasetGroup,
    headline,
    result: due.some(({ decision }) => decision === 'HELD') ? 'HELD' : 'CANDIDATE',
    summary: `Reminder of dataset group '${datasetGroup}': ${headline}`,
    description: [
      `Dataset group: ${datasetGroup}`,
      ...due.map((each) => `${each.decision} since ${each.decidedAt}: version ${each.version}`),
      `Meanwhile, ${meanwhile}.`,
      ...(version !== undefined && frozenSince !== undefined ? [frozenText(version, frozenSince)] : []),
      ...decisionLines(due),
      '',
      'Reminders stop once you decide. "promotion.remindAfter" in the parameter file says how often they come.',
    ].join('\n'),
    resources: [],
    decisions: due,
  };
}
