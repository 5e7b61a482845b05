import { isActive } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import type { Decision, VersionDecision } from '../../record-table/version-decisions';
import { type Step, solutionOf } from '../step';
import { baseOfUpdate, type Version, versionsWhere } from './active-versions';
import { baselinesFor } from './baselines';
import { judge } from './judge';

/** Inputs of decisions on versions of the step's solution. */
export type PromotionStep = Pick<
  Step,
  'state' | 'resource' | 'scope' | 'now' | 'runId' | 'isDecided' | 'decisions' | 'personalize'
>;

/** Members of a decision. Undefined members are left out of the decision. */
type Known = { readonly [Name in keyof VersionDecision]?: VersionDecision[Name] | undefined };

/**
 * A decision on a version, with the members of `known`. `decidedBy` is `rules` by default. Runs report only decisions
 * with `run`.
 */
export function decisionOn(step: PromotionStep, on: Version, decision: Decision, known: Known): VersionDecision {
  return {
    solution: solutionOf(step).name,
    version: on.version,
    createdAt: on.createdAt,
    decision,
    metrics: {},
    verdicts: [],
    decidedBy: 'rules',
    decidedAt: step.now.toISOString(),
    ...present(known),
  };
}

/** Decision that adopts the version that served before any decision was recorded. The decision has no `run`, so no run reports it. */
export function adoptionOf(step: PromotionStep, on: Version | undefined): VersionDecision[] {
  return on ? [decisionOn(step, on, 'PROMOTED', { reason: 'served already when the first decision was taken' })] : [];
}

/**
 * Members of a decision of the step's run: the version's metrics, the verdicts of the rules, the version compared with, and the run.
 * @param comparedWith ARN of the serving version; undefined if no version serves
 */
export async function judgement(step: PromotionStep, version: Version, comparedWith: string | undefined) {
  const { promotion } = solutionOf(step);
  const metrics = (await step.personalize.metrics(version.version)) ?? {};
  const serving = comparedWith === undefined ? undefined : await metricsToCompare(step, comparedWith);
  const baselines = await baselinesFor(step, version);
  const verdicts = promotion === undefined ? [] : judge(promotion, metrics, serving, baselines);
  return { metrics, verdicts, comparedWith, run: step.runId };
}

/** Metrics of a version. For an UPDATE without metrics, these are the metrics of the full training that the UPDATE builds on. */
async function metricsToCompare(step: PromotionStep, arn: string) {
  const metrics = await step.personalize.metrics(arn);
  if (metrics === undefined || Object.keys(metrics).length > 0) return metrics;
  const versions = await versionsWhere(isActive, step);
  const update = versions.find(({ version, mode }) => version === arn && mode === 'UPDATE');
  const base = update && baseOfUpdate(update.createdAt, versions);
  return base === undefined ? metrics : step.personalize.metrics(base.version);
}
