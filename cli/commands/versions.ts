import { userInfo } from 'node:os';
import { PROMOTION_WORKFLOW } from '../../parameter-file/workflows';
import { isActive } from '../../personalize/statuses';
import { versionsWhere } from '../../reconciler/promotion/active-versions';
import { chooseVersion, TEXT_LIMIT } from '../../reconciler/promotion/choose-version';
import { servingVersion } from '../../reconciler/promotion/serving-version';
import { isSynced } from '../../reconciler/resource-types/campaign';
import { campaignsOf } from '../../reconciler/resource-types/existing-campaigns';
import { solutionOf } from '../../reconciler/step';
import { present } from '../../record-table/item';
import { PROMOTION_TRIGGER, type VersionChoice } from '../../record-table/run-request';
import { DeployedAws } from '../aws';
import { CliFailure, WrongUsage } from '../failure';
import { findVersion } from '../find-version';
import { type ManagedSolution, managedSolution } from '../managed-solution';
import type { AwsOptions } from '../options';
import { age, Output } from '../output';
import { rollbackTarget } from '../rollback-target';
import { printStarted, startRun } from '../start-run';
import { metricsShown, versionFacts } from '../version-facts';

export interface DecisionOptions extends AwsOptions {
  readonly reason?: string;
  /** Who decides; default: the user of this machine. */
  readonly by?: string;
}

export async function list(name: string, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const { step } = await managedSolution(aws, name);
  const versions = await versionFacts(step);
  output.document(versions);
  if (versions.length === 0) {
    output.line(`Solution '${name}' has no versions yet.`);
    return 0;
  }
  const metrics = metricsShown(solutionOf(step), versions);
  const titles = metrics.map((metric) => metric.toUpperCase());
  output.table(
    ['VERSION', 'AGE', 'MODE', 'STATUS', 'DECISION', ...titles, 'SERVES'],
    versions.map(({ version, createdAt, mode, status, decision, metrics: values, serves }) => [
      version.slice(version.indexOf('/') + 1),
      age(new Date(createdAt), aws.now()),
      ...[mode, status, decision?.decision ?? '-'],
      ...metrics.map((metric) => String(values[metric] ?? '-')),
      serves.join(', ') || '-',
    ]),
    titles,
  );
  return 0;
}

const deciding = (action: 'PROMOTE' | 'REJECT') => (version: string, options: DecisionOptions) =>
  decide(action, options, (aws) => findVersion(aws, version));

export const promote = deciding('PROMOTE');
export const reject = deciding('REJECT');

export const rollback = (name: string, options: DecisionOptions & { readonly to?: string }) =>
  decide('ROLLBACK', options, async (aws) => {
    const solution = await managedSolution(aws, name);
    return options.to === undefined ? { solution } : findVersion(aws, options.to, solution);
  });

/** @param find the solution, and the version unless it is the one that served before */
async function decide(
  action: 'PROMOTE' | 'REJECT' | 'ROLLBACK',
  { by = localUser(), reason = '', ...options }: DecisionOptions,
  find: (aws: DeployedAws) => Promise<{ readonly solution: ManagedSolution; readonly version?: string }>,
): Promise<number> {
  // Recorded as given: who may start the run is up to IAM, and CloudTrail has the caller.
  if (['', 'rules', 'console', 'reconciliation'].includes(by.trim().toLowerCase()))
    throw new WrongUsage(
      `'${by}' is not allowed as --by.`,
      "Give a person's name; 'rules', 'console' and 'reconciliation' are the deployment's.",
    );
  for (const [option, { length }] of Object.entries({ '--by': by, '--reason': reason }))
    if (length > TEXT_LIMIT)
      throw new WrongUsage(`${option} has ${length} characters; at most ${TEXT_LIMIT} are recorded: shorten it.`);
  const aws = await DeployedAws.open(options);
  const found = await find(aws);
  const { file, step } = found.solution;
  const { name: solution } = solutionOf(step);
  const datasetGroup = step.state.datasetGroup.name;
  const serving = await servingVersion(step);
  const active = await versionsWhere(isActive, step);
  const decisions = await step.decisions.ofSolution(datasetGroup, solution);
  const version = found.version ?? rollbackTarget(active, decisions, serving);
  if (version === undefined)
    throw new CliFailure(
      serving === undefined
        ? `No version of solution '${solution}' serves.`
        : `Solution '${solution}' has no earlier PROMOTED version than ${serving}.`,
      serving === undefined
        ? '`personalize-mlops versions promote VERSION` lets one serve.'
        : active.length === 1
          ? 'It is the only ACTIVE one: a later version, once it is trained, can take its place.'
          : `One that was held, rejected or rolled back has to be named with --to: \`personalize-mlops versions list ${solution}\` lists them.`,
    );
  const campaigns = action === 'REJECT' ? [] : await campaignsOf(step);
  // Without a record, the newest is to serve; one that was trained in the console may wait for the next run.
  const isRecorded = (await step.decisions.serving(datasetGroup, solution)) !== undefined;
  const isUsed = campaigns.every(({ description }) => description.solutionVersionArn === version);
  if (version === serving && action !== 'REJECT' && (isRecorded || isUsed))
    throw new CliFailure(
      `Solution version ${version} serves already.`,
      'If a campaign was changed in the console, apply the parameter file again: `personalize-mlops apply`.',
    );
  const synced = campaigns.find(({ resource, description }) => isSynced({ ...step, resource }, description));
  if (synced !== undefined)
    throw new CliFailure(
      `Campaign '${synced.resource.name}' serves the newest version: Personalize itself moves it.`,
      'Set "syncWithLatestSolutionVersion" to false for it in the parameter file, and apply that first.',
    );
  const from = action === 'ROLLBACK' ? serving : undefined;
  const choice: VersionChoice = { action, version, by, ...present({ from, reason: reason.trim() || undefined }) };
  // Fails as the run would.
  const { decision, decidedBy, decidedAt } = await chooseVersion(step, choice);
  if (decidedAt !== step.now.toISOString())
    throw new CliFailure(`Solution version ${version} is ${decision} already, decided by ${decidedBy}.`);
  const output = new Output(options.json);
  const request = { datasetGroup, workflow: PROMOTION_WORKFLOW, trigger: PROMOTION_TRIGGER, file, solution, choice };
  const started = await startRun(aws, request);
  output.document({ ...choice, solution, datasetGroup, ...started });
  printStarted(action === 'ROLLBACK' ? `ROLLBACK to ${version}` : `${action} of ${version}`, started, output);
  if (action === 'ROLLBACK' && solutionOf(step).promotion === undefined)
    output.line('Without "promotion" in the parameter file, the next version that is trained serves.');
  return 0;
}

/** Empty if this machine has no name for its user, as in some containers. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
