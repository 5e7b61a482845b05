import { isActive, isPending, isStopped } from '../../personalize/statuses';
import type { BudgetUse } from '../../record-table/budget-ledger';
import { type Description, newestFirst } from '../account/personalize-api';
import { reportedHours } from '../account/solution-versions';
import { CLOCK_SKEW, groupArn, inGroup } from '../step';
import { type BudgetStep, estimateOf } from './estimate';

/**
 * Trainings that began in the month and are not recorded as ended. Trainings by other writers are included. Personalize
 * reports hours only for successful trainings. A stopped training counts with its estimated amount, because it is billed
 * until the stop
 * (https://docs.aws.amazon.com/personalize/latest/dg/stop-solution-version.html, 2026-11). A failed training counts as
 * 0: `personalize-failed-work-billing` in docs/local-aws.md.
 */
export async function openTrainings(
  step: BudgetStep,
  month: string,
  uses: readonly BudgetUse[],
): Promise<readonly BudgetUse[]> {
  const { personalize } = step;
  const found: BudgetUse[] = [];
  // In a plan, the dataset group may not exist yet.
  if ((await personalize.describe('datasetGroup', groupArn(step))) === undefined) return found;
  for (const { solutionArn, recipeArn } of await personalize.list('solution', inGroup(step))) {
    const versions = newestFirst(await personalize.list('solutionVersion', { solutionArn }));
    const reserved = reservationsOf(String(solutionArn), versions, uses);
    for (const [index, { solutionVersionArn, creationDateTime }] of versions.entries()) {
      const arn = String(solutionVersionArn);
      const known = uses.find((use) => use.arn === arn) ?? reserved.get(arn);
      if (creationDateTime?.toISOString().startsWith(month) !== true || known?.isFinal) continue;
      const version = await personalize.describe('solutionVersion', arn);
      if (version === undefined) continue;
      const earlier = versions.slice(index + 1);
      const { id, unit, amount, reservedAt } = known ?? {
        ...(await estimateOf(step, String(recipeArn), earlier, version.trainingMode)),
        id: arn,
        reservedAt: creationDateTime.toISOString(),
      };
      found.push({ id, unit, reservedAt, arn, ...amountNow(version, unit === 'trainingHours', amount) });
    }
  }
  return found;
}

/** Prefix of the ids of reservations for a solution's trainings. */
export function trainingIdPrefix(solution: string): string {
  return `solutionVersion#${solution}#`;
}

/**
 * Assigns each reservation without an ARN to a version. This is the oldest version that was created after the
 * reservation, has no other reservation, and was not trained automatically. If the step that reserved was interrupted,
 * it usually adopts the same version later.
 * @returns the reservations by the ARN of the assigned version
 */
function reservationsOf(
  solutionArn: string,
  versions: readonly Description[],
  uses: readonly BudgetUse[],
): ReadonlyMap<string, BudgetUse> {
  const own = trainingIdPrefix(solutionArn.slice(solutionArn.indexOf('/') + 1));
  const reserved = new Map<string, BudgetUse>();
  for (const use of uses) {
    if (use.arn !== undefined || !use.id.startsWith(own)) continue;
    const since = Date.parse(use.reservedAt) - CLOCK_SKEW;
    const version = versions.findLast(
      ({ solutionVersionArn: arn, creationDateTime, trainingType }) =>
        Number(creationDateTime ?? 0) >= since &&
        trainingType !== 'AUTOMATIC' &&
        !reserved.has(String(arn)) &&
        !uses.some((other) => other.arn === arn),
    );
    if (version !== undefined) reserved.set(String(version.solutionVersionArn), use);
  }
  return reserved;
}

function amountNow(version: Description, isByHours: boolean, estimate: number): Pick<BudgetUse, 'amount' | 'isFinal'> {
  const { status = '' } = version;
  if (isPending(status)) return { amount: estimate };
  const reported = isByHours ? reportedHours(version) : undefined;
  return { amount: reported ?? (isActive(status) || isStopped(status) ? estimate : 0), isFinal: true };
}
