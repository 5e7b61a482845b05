import type { DesiredState } from '../../parameter-file/desired-state';
import { isActive } from '../../personalize/statuses';
import type { VersionDecision } from '../../record-table/version-decisions';
import { versionsWhere } from '../promotion/active-versions';
import { foreseenDecisions } from '../promotion/serving-version';
import type { PlanContext } from './plan-resources';

/** What the rules of the file would decide on versions that are there, solution by solution, the oldest version first. */
export async function plannedDecisions(state: DesiredState, context: PlanContext): Promise<readonly VersionDecision[]> {
  const decisions: VersionDecision[] = [];
  for (const { version: resource } of state.solutions) {
    const step = { ...context, resource };
    if ((await versionsWhere(isActive, step)).length > 0) decisions.push(...(await foreseenDecisions(step)).decisions);
  }
  return decisions;
}
