import type { DesiredSolution, DesiredState } from '../../../lib/parameter-file/desired-state';
import { campaignArn, type Scope } from '../../../lib/personalize/arn';
import { isActive } from '../../../lib/personalize/statuses';
import type { Personalize } from '../../../lib/reconciler/account/personalize-api';
import { versionsWhere } from '../../../lib/reconciler/promotion/active-versions';
import { awaitedDecisions } from '../../../lib/reconciler/promotion/decision-lines';
import { metricsShown } from '../../../lib/reconciler/promotion/metrics-shown';
import { servingVersion } from '../../../lib/reconciler/promotion/serving-version';
import type { VersionDecisions } from '../../../lib/record-table/version-decisions';
import { minute } from '../../../lib/text/format';

export interface VersionServices {
  readonly scope: Scope;
  readonly personalize: Personalize;
  readonly decisions: VersionDecisions;
}

/**
 * Lines about the serving version of a solution: when the version was promoted or trained, and its metrics beside those
 * of the version with which the decision compared it or, if there is none, of the next older version. The lines also name
 * missing campaigns and waiting versions.
 */
export async function servingLines(
  state: DesiredState,
  solution: DesiredSolution,
  now: Date,
  services: VersionServices,
): Promise<readonly string[]> {
  const { personalize, decisions } = services;
  const step = { ...services, state, resource: solution.version, now, isDecided: true };
  const versions = await versionsWhere(isActive, step);
  const serves = versions.length === 0 ? undefined : await servingVersion(step);
  const taken = await decisions.ofSolution(state.datasetGroup.name, solution.name);
  // If the dataset group was destroyed and created again, the decisions are still recorded, but their versions no longer
  // exist.
  const waiting = awaitedDecisions(taken, serves)
    .filter((decided) => versions.some(({ version }) => version === decided.version))
    .map(({ version, decision, decidedAt }) => `  version ${idOf(version)}: ${decision} since ${minute(decidedAt)}`);
  const index = versions.findIndex(({ version }) => version === serves);
  const current = versions[index];
  if (current === undefined) return [`- solution '${solution.name}': no version`, ...waiting];
  const decided = taken.find(({ version, decision }) => version === serves && decision === 'PROMOTED');
  const before =
    versions.find(({ version }) => version === decided?.comparedWith && version !== serves) ?? versions[index + 1];
  const metrics = (await personalize.metrics(current.version)) ?? {};
  const last = (before && (await personalize.metrics(before.version))) ?? {};
  // This is the time of the decision. The version may already have served before the decision.
  const since =
    decided === undefined ? `trained ${minute(current.createdAt)}` : `promoted ${minute(decided.decidedAt)}`;
  const users = [solution.campaigns, solution.batchInferenceJobs, solution.batchSegmentJobs].flat();
  const unused = users.length === 0 ? ', not used by any campaign or batch job of the file' : '';
  return [
    `- solution '${solution.name}': version ${idOf(current.version)}, ${since}${unused}`,
    ...(await missingCampaigns(solution, services)).map((name) => `  campaign '${name}' does not exist`),
    ...metricsShown(solution, [{ metrics }]).map((name) => `  ${name}: ${comparison(last[name], metrics[name])}`),
    ...waiting,
  ];
}

/** Names of the solution's campaigns that Amazon Personalize does not have, for example because an operator has deleted them. */
async function missingCampaigns(
  { campaigns }: DesiredSolution,
  { scope, personalize }: VersionServices,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name } of campaigns)
    if ((await personalize.describe('campaign', campaignArn(scope, name))) === undefined) names.push(name);
  return names;
}

function idOf(version: string): string {
  return version.slice(version.lastIndexOf('/') + 1);
}

/** Text such as `0.24 -> 0.2507 (+4.5%)`; only the new value if there is no earlier value. */
function comparison(before: number | undefined, value: number | undefined): string {
  if (before === undefined || value === undefined) return String(value ?? 'not reported');
  if (before === value) return `${value}, as before`;
  const percent = ((value - before) / Math.abs(before)) * 100;
  const change = before === 0 ? '' : ` (${percent < 0 ? '' : '+'}${percent.toFixed(1)}%)`;
  return `${before} -> ${value}${change}`;
}
