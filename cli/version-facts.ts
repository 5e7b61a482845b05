import type { DesiredSolution } from '../parameter-file/desired-state';
import { campaignArn } from '../personalize/arn';
import { isActive } from '../personalize/statuses';
import type { PromotionStep } from '../reconciler/promotion/decision';
import { versionsOf } from '../reconciler/resource-types/solution-versions';
import { solutionOf } from '../reconciler/step';
import { present } from '../record-table/item';
import type { VersionDecision } from '../record-table/version-decisions';
import type { DeployedAws } from './aws';

export interface VersionFacts extends Pick<VersionDecision, 'version' | 'createdAt' | 'metrics'> {
  /** FULL or UPDATE; `-` if Personalize does not say. */
  readonly mode: string;
  readonly status: string;
  /** What is recorded; absent for a version on which nothing was decided. */
  readonly decision?: VersionDecision;
  /** Names of the campaigns that use it now. */
  readonly serves: readonly string[];
}

/** Metrics are read for so many of the newest versions, one call each. */
const MEASURED = 20;

/** Of the step's solution, newest first. */
export async function versionFacts(aws: DeployedAws, step: PromotionStep): Promise<readonly VersionFacts[]> {
  const { name: solution, campaigns } = solutionOf(step);
  const decisions = await step.decisions.ofSolution(step.state.datasetGroup.name, solution);
  const served = new Map<string, unknown>();
  for (const { name } of campaigns)
    served.set(name, (await step.personalize.describe('campaign', campaignArn(step.scope, name)))?.solutionVersionArn);
  const facts: VersionFacts[] = [];
  for (const { solutionVersionArn, creationDateTime, trainingMode, status = '' } of await versionsOf(step)) {
    const version = String(solutionVersionArn);
    const isMeasured = isActive(status) && facts.length < MEASURED;
    facts.push({
      ...{ version, status, mode: String(trainingMode ?? '-') },
      createdAt: creationDateTime?.toISOString() ?? '',
      ...present({ decision: decisions.find((each) => each.version === version) }),
      metrics: isMeasured ? await aws.personalize.metrics(version) : {},
      serves: [...served].filter(([, arn]) => arn === version).map(([name]) => name),
    });
  }
  return facts;
}

/** Metrics that say most, where no rule names others. */
const MAIN = ['normalized_discounted_cumulative_gain_at_25', 'recall_at_1_percent', 'coverage'];

/** Names of the metrics of the rules, or of the main ones as far as they are reported. */
export function metricsShown({ promotion }: DesiredSolution, versions: readonly VersionFacts[]): readonly string[] {
  const ofRules = [...new Set(promotion?.rules.map(({ metric }) => metric))];
  const isReported = (metric: string) => versions.some(({ metrics }) => metrics[metric] !== undefined);
  return ofRules.length > 0 ? ofRules : MAIN.filter(isReported);
}
