import { isActive } from '../lib/personalize/statuses';
import { type Version, versionsWhere } from '../lib/reconciler/promotion/active-versions';
import type { PromotionStep } from '../lib/reconciler/promotion/decision';
import { changeText } from '../lib/reconciler/promotion/decision-lines';
import { solutionArnOf, solutionOf } from '../lib/reconciler/step';
import { present } from '../lib/record-table/item';
import type { Verdict, VersionDecision } from '../lib/record-table/version-decisions';
import { DESCRIBED } from './find-version';
import { campaignsByVersion, type Standing } from './version-standing';

export interface VersionFacts extends Version, Pick<VersionDecision, 'metrics'>, Required<Pick<Standing, 'serves'>> {
  /** The recorded decision on the version. Absent if there is no decision. */
  readonly decision?: VersionDecision;
}

/** Facts about all versions of the step's solution, the newest version first. */
export async function versionFacts(step: PromotionStep): Promise<readonly VersionFacts[]> {
  const decisions = await step.decisions.ofSolution(step.state.datasetGroup.name, solutionOf(step).name);
  const listed = await step.personalize.list('campaign', { solutionArn: solutionArnOf(step) });
  const campaigns = listed.map(({ name, campaignArn }) => ({ name: String(name), arn: String(campaignArn) }));
  const users = await campaignsByVersion(step.personalize, campaigns);
  const facts: VersionFacts[] = [];
  for (const version of await versionsWhere(() => true, step)) {
    const decision = decisions.find((each) => each.version === version.version);
    const isMeasured = isActive(version.status) && facts.length < DESCRIBED;
    facts.push({
      ...version,
      ...present({ decision }),
      metrics: (isMeasured ? await step.personalize.metrics(version.version) : decision?.metrics) ?? {},
      serves: users.get(version.version) ?? [],
    });
  }
  return facts;
}

/** A version's value of a metric, and its comparisons with other solutions, such as `0.3, popular 0.25: +0.05 (+20.0%)`. */
export function metricText({ metrics, decision }: VersionFacts, metric: string): string {
  const verdicts = decision?.verdicts.filter((verdict) => verdict.metric === metric) ?? [];
  return [String(metrics[metric] ?? '-'), ...new Set(verdicts.flatMap(comparisonText))].join(', ');
}

function comparisonText({ candidate, baseline }: Verdict): readonly string[] {
  if (baseline === undefined) return [];
  const { solution, value, importedAt } = baseline;
  if (value === undefined) return [`${solution} -`];
  return [`${solution} ${value}: ${importedAt === undefined ? changeText(value, candidate) : 'not compared'}`];
}
