import type { DesiredSolution } from '../lib/parameter-file/desired-state';
import { isActive } from '../lib/personalize/statuses';
import { campaignsOf } from '../lib/reconciler/account/existing-campaigns';
import { type Version, versionsWhere } from '../lib/reconciler/promotion/active-versions';
import type { PromotionStep } from '../lib/reconciler/promotion/decision';
import { changeText } from '../lib/reconciler/promotion/decision-lines';
import { solutionOf } from '../lib/reconciler/step';
import { present } from '../lib/record-table/item';
import type { Verdict, VersionDecision } from '../lib/record-table/version-decisions';
import { DESCRIBED } from './find-version';
import type { Standing } from './version-standing';

export interface VersionFacts extends Version, Pick<VersionDecision, 'metrics'>, Required<Pick<Standing, 'serves'>> {
  /** The recorded decision; absent for a version without one. */
  readonly decision?: VersionDecision;
}

/** Versions of the step's solution, the newest first. */
export async function versionFacts(step: PromotionStep): Promise<readonly VersionFacts[]> {
  const decisions = await step.decisions.ofSolution(step.state.datasetGroup.name, solutionOf(step).name);
  const campaigns = await campaignsOf(step);
  const facts: VersionFacts[] = [];
  for (const version of await versionsWhere(() => true, step)) {
    const isMeasured = isActive(version.status) && facts.length < DESCRIBED;
    const users = campaigns.filter(({ description }) => description.solutionVersionArn === version.version);
    facts.push({
      ...version,
      ...present({ decision: decisions.find((each) => each.version === version.version) }),
      metrics: (isMeasured ? await step.personalize.metrics(version.version) : undefined) ?? {},
      serves: users.map(({ resource }) => resource.name),
    });
  }
  return facts;
}

/** A column of a metric's values of a baseline, each beside the change to the version. */
export interface BaselineColumn {
  readonly title: string;
  readonly cellOf: (version: VersionFacts) => string;
}

/** A column for each metric and solution with which the rules compare. */
export function baselineColumns({ promotion }: DesiredSolution): readonly BaselineColumn[] {
  const columns = (promotion?.rules ?? []).flatMap(
    ({ metric, over }): readonly (readonly [string, BaselineColumn])[] => {
      if (over === undefined) return [];
      const title = `${metric} over ${over}`.toUpperCase();
      const isShown = (verdict: Verdict) => verdict.metric === metric && verdict.baseline?.solution === over;
      return [[title, { title, cellOf: ({ decision }) => comparisonText(decision?.verdicts.find(isShown)) }]];
    },
  );
  return [...new Map(columns).values()];
}

/** `0.25, +0.05 (+20.0%)` */
function comparisonText({ candidate, baseline }: Partial<Verdict> = {}): string {
  if (baseline?.value === undefined) return '-';
  const isCompared = baseline.importedAt === undefined;
  return `${baseline.value}, ${isCompared ? changeText(baseline.value, candidate) : 'not compared'}`;
}
