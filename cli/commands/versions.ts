import { PROMOTION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { isActive, isBeingCreated } from '../../lib/personalize/statuses';
import { campaignsOf } from '../../lib/reconciler/account/existing-campaigns';
import { versionsOf } from '../../lib/reconciler/account/solution-versions';
import { versionsWhere } from '../../lib/reconciler/promotion/active-versions';
import { areBaselinesTraining } from '../../lib/reconciler/promotion/baselines';
import type { PromotionStep } from '../../lib/reconciler/promotion/decision';
import { metricsShown } from '../../lib/reconciler/promotion/metrics-shown';
import { prepareChoice } from '../../lib/reconciler/promotion/record-decision';
import { servingVersion } from '../../lib/reconciler/promotion/serving-version';
import { isSynced } from '../../lib/reconciler/resource-types/campaign';
import { solutionOf } from '../../lib/reconciler/step';
import { present } from '../../lib/record-table/item';
import { PROMOTION_TRIGGER, type VersionChoice } from '../../lib/record-table/run-request';
import { printable } from '../../lib/text/format';
import { type AuthorOptions, authorOf } from '../author';
import { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import { findVersion } from '../find-version';
import { isApplied } from '../follow/follow';
import { managedSolution } from '../managed-solution';
import type { AwsOptions, FollowOptions } from '../options';
import { age, Output } from '../output';
import { rollbackTarget, versionServingNow } from '../rollback-target';
import { type StartedRun, startRun } from '../start-run';
import { metricText, versionFacts } from '../version-facts';

export interface DecisionOptions extends AwsOptions, AuthorOptions, FollowOptions {
  /** The target version of a rollback. */
  readonly to?: string;
}

export async function listVersions(name: string, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const { step } = await managedSolution(aws, name);
  const versions = await versionFacts(step);
  output.document(versions);
  if (versions.length === 0) output.line(`Solution '${name}' has no versions yet.`);
  const metrics = metricsShown(solutionOf(step), versions);
  const titles = metrics.map((metric) => metric.toUpperCase());
  output.table(
    ['VERSION', 'AGE', 'MODE', 'STATUS', 'DECISION', ...titles, 'SERVES'],
    versions.map((version) => [
      ...[version.version.slice(version.version.indexOf('/') + 1), age(new Date(version.createdAt), aws.now())],
      ...[version.mode, version.status, version.decision?.decision ?? '-'],
      ...metrics.map((metric) => metricText(version, metric)),
      version.serves.join(', ') || '-',
    ]),
    titles,
  );
  return 0;
}

export const promote = (version: string, options: DecisionOptions) => decide('PROMOTE', version, options);
export const reject = (version: string, options: DecisionOptions) => decide('REJECT', version, options);
export const rollback = (solution: string, options: DecisionOptions) => decide('ROLLBACK', solution, options);

/**
 * ARNs of versions in training that may replace the version of a rollback without a person's decision. Trainings in
 * mode UPDATE are left out: their version serves only if the version that they update serves.
 */
async function trainingsInTheWay(step: PromotionStep): Promise<readonly string[]> {
  if (solutionOf(step).promotion?.approval === 'manual') return [];
  const training = (await versionsOf(step)).filter(({ status = '' }) => isBeingCreated(status));
  return training.flatMap(({ solutionVersionArn, trainingMode }) =>
    trainingMode === 'UPDATE' ? [] : String(solutionVersionArn),
  );
}

/**
 * Starts the run of a decision and, unless `--no-wait` is given, follows the run to its end.
 * @param name name of the version to decide on or, for a rollback, of the solution
 * @returns exit status: 1 if the run fails
 */
async function decide(action: VersionChoice['action'], name: string, options: DecisionOptions): Promise<number> {
  const { to } = options;
  const { by, reason } = authorOf(options);
  const aws = await DeployedAws.open(options);
  const within = action === 'ROLLBACK' ? await managedSolution(aws, name) : undefined;
  const { solution: managed, version: given = undefined } =
    within && to === undefined ? { solution: within } : await findVersion(aws, to ?? name, within);
  const { file, decisions: records } = managed;
  // While baselines train, the run of an operator's decision does not judge undecided versions by the rules. So
  // `isDecided` is set here too: only recorded decisions count.
  const step = { ...managed.step, isDecided: await areBaselinesTraining(managed.step) };
  const { name: solution, promotion } = solutionOf(step);
  const datasetGroup = step.state.datasetGroup.name;
  // The version that will serve when the run decides. It may differ from the version that serves now, because the run
  // may first promote another version by the rules.
  const serving = await servingVersion(step);
  const active = await versionsWhere(isActive, step);
  const servingNow = (await versionServingNow(step, active)) ?? serving;
  const decisions = await records.ofSolution(datasetGroup, solution);
  const knownSince = await records.knownSince(datasetGroup, solution, step.now);
  const version = given ?? rollbackTarget(active, decisions, servingNow, knownSince);
  if (version === undefined)
    throw new CliFailure(
      `Solution '${solution}' has no earlier PROMOTED version to go back to; ${servingNow ?? 'no version'} serves.`,
      `Decisions are kept for a year. Give another version with --to, if \`personalize-mlops versions list ${solution}\` lists any.`,
    );
  if (action === 'ROLLBACK' && version === serving && version === servingNow)
    throw new CliFailure(
      `Solution version ${version} serves already.`,
      `Give another one with --to: \`personalize-mlops versions list ${solution}\` lists them.`,
    );
  const campaigns = action === 'REJECT' ? [] : await campaignsOf(step);
  const synced = campaigns.find((each) => isSynced({ ...step, ...each }));
  if (synced !== undefined)
    throw new CliFailure(
      `Campaign '${synced.resource.name}' cannot stay on a chosen version: Personalize itself moves it to each new version.`,
      'Set "syncWithLatestSolutionVersion" to false for it in the parameter file, and apply that first.',
    );
  const from = action === 'ROLLBACK' ? serving : undefined;
  const choice: VersionChoice = { action, version, by, ...present({ from, reason: reason || undefined }) };
  // This call throws the error with which the run would fail, if there is one.
  const { decision: prepared } = await prepareChoice(step, choice);
  const { decision, decidedBy, decidedAt } = prepared;
  // If the time of the decision is earlier, the decision was made before this command, and nothing is left to decide.
  if (decidedAt !== step.now.toISOString())
    throw new CliFailure(
      `Solution version ${version} is ${decision} already, decided by ${printable(decidedBy)}.`,
      action === 'PROMOTE' ? `If a campaign does not use it: \`personalize-mlops retry ${datasetGroup}\`.` : undefined,
    );
  const output = new Output(options.json);
  const request = { datasetGroup, workflow: PROMOTION_WORKFLOW, trigger: PROMOTION_TRIGGER, file, solution, choice };
  const what = `${action} ${action === 'ROLLBACK' ? 'to' : 'of'} ${version}`;
  for (const training of action === 'ROLLBACK' ? await trainingsInTheWay(step) : [])
    output.line(
      `${output.colors.yellow('warning')} Version ${training} is in training, and may serve once it is ACTIVE. To keep the chosen version, stop it: \`aws personalize stop-solution-version-creation --solution-version-arn ${training}\`.`,
    );
  const print = (started: StartedRun) => output.document({ ...choice, solution, datasetGroup, ...started });
  const runs = await startRun(aws, request, what, options, output, print);
  const isDone = runs.every(isApplied);
  if (options.wait && isDone && action === 'ROLLBACK' && promotion === undefined)
    output.line(
      'Without "promotion" in the parameter file, this version serves until the next full training at the latest.',
    );
  return isDone ? 0 : 1;
}
