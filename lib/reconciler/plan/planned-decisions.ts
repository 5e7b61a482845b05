import type { DesiredState } from '../../parameter-file/desired-state';
import { isActive } from '../../personalize/statuses';
import type { VersionDecision } from '../../record-table/version-decisions';
import { versionsWhere } from '../promotion/active-versions';
import { foreseenDecisions } from '../promotion/serving-version';
import type { PlanContext } from './plan-resources';

/**
 * Decisions that the file's rules would make on existing versions. The solutions have the order of the file. For each
 * solution, the decisions have the order of {@link foreseenDecisions}.
 */
export async function plannedDecisions(state: DesiredState, context: PlanContext): Promise<readonly VersionDecision[]> {
  const decisions: VersionDecision[] = [];
  for (const { version: resource } of state.solutions) {
    const step = { ...context, resource };
    if ((await versionsWhere(isActive, step)).length > 0) decisions.push(...(await foreseenDecisions(step)).decisions);
  }
  return decisions;
}
