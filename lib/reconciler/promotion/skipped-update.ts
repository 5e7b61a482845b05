import { isActive } from '../../personalize/statuses';
import { solutionOf } from '../step';
import { baseOfUpdate, buildsOn, versionsWhere } from './active-versions';
import type { PromotionStep } from './decision';
import { foreseenDecisions } from './serving-version';

/** An UPDATE that is not trained, because it would build on a version that does not serve. */
export interface SkippedUpdate {
  /** ARN of the version on which the UPDATE would build. */
  readonly base: string;
  /** Note for users. */
  readonly note: string;
}

/**
 * Finds out if an UPDATE would build on a version that does not serve.
 * @returns undefined if the UPDATE may be trained
 */
export async function skippedUpdate(step: PromotionStep): Promise<SkippedUpdate | undefined> {
  const versions = await versionsWhere(isActive, step);
  const now = step.now.toISOString();
  const base = baseOfUpdate(now, versions);
  if (base === undefined) return undefined;
  const { version: serving, decisions: foreseen } = await foreseenDecisions(step);
  const served = versions.find(({ version }) => version === serving);
  if (served !== undefined && buildsOn(now, served, versions)) return undefined;
  const recorded = await step.decisions.ofSolution(step.state.datasetGroup.name, solutionOf(step).name);
  const decision = [...foreseen, ...recorded].find(({ version }) => version === base.version)?.decision;
  const why = `an UPDATE would build on version ${shortName(base.version)}, which is ${decision ?? 'not decided on'}`;
  const serves = served === undefined ? 'no version serves' : `${shortName(served.version)} serves`;
  return {
    base: base.version,
    note: `Training skipped: ${why}; ${serves}. Updates go on once ${shortName(base.version)}, or a newer full training, is promoted.`,
  };
}

/** The version's name in messages, e.g. `top-picks/0a1b2c3d`. */
function shortName(version: string): string {
  return version.slice(version.indexOf('/') + 1);
}
