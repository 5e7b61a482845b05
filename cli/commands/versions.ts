import { userInfo } from 'node:os';
import { PROMOTION_WORKFLOW } from '../../parameter-file/workflows';
import { activeVersions } from '../../reconciler/promotion/active-versions';
import { servingVersion } from '../../reconciler/promotion/serving-version';
import { PROMOTION_TRIGGER, type RunRequest, type VersionChoice } from '../../record-table/run-request';
import { DeployedAws } from '../aws';
import { CliFailure, WrongUsage } from '../failure';
import { findVersion, versionIn } from '../find-version';
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
  const solution = await managedSolution(aws, name);
  const versions = await versionFacts(aws, solution);
  output.document(versions);
  if (versions.length === 0) {
    output.line(`Solution '${name}' has no versions yet.`);
    return 0;
  }
  const metrics = metricsShown(solution.desired, versions);
  output.table(
    ['VERSION', 'AGE', 'MODE', 'STATUS', 'DECISION', ...metrics.map((metric) => metric.toUpperCase()), 'SERVES'],
    versions.map(({ version, createdAt, mode, status, decision, metrics: values, serves }) => [
      version.slice(version.indexOf('/') + 1),
      age(new Date(createdAt), aws.now()),
      ...[mode, status, decision?.decision ?? '-'],
      ...metrics.map((metric) => String(values[metric] ?? '-')),
      serves.join(', ') || '-',
    ]),
    metrics.map((metric) => metric.toUpperCase()),
  );
  return 0;
}

export const promote = (version: string, options: DecisionOptions) => decide('PROMOTE', version, options);

export const reject = (version: string, options: DecisionOptions) => decide('REJECT', version, options);

async function decide(action: 'PROMOTE' | 'REJECT', text: string, options: DecisionOptions): Promise<number> {
  const by = decider(options);
  const aws = await DeployedAws.open(options);
  const { solution, version } = await findVersion(aws, text);
  const serving = await servingVersion(solution.step);
  if (action === 'PROMOTE' && version === serving) throw servesAlready(version);
  if (action === 'REJECT' && version === serving)
    throw new CliFailure(
      `Solution version ${version} serves; a version that serves cannot be rejected.`,
      `\`personalize-mlops rollback ${solution.desired.name}\` makes the version before it serve.`,
    );
  return start(aws, solution, { action, version, by, ...reasonOf(options) }, options);
}

export async function rollback(name: string, options: DecisionOptions & { readonly to?: string }): Promise<number> {
  const by = decider(options);
  const aws = await DeployedAws.open(options);
  const solution = await managedSolution(aws, name);
  const given = options.to === undefined ? undefined : await versionIn(aws, solution, options.to);
  const active = await activeVersions(solution.step);
  const serving = active.length === 0 ? undefined : await servingVersion(solution.step);
  if (serving === undefined)
    throw new CliFailure(
      `No version of solution '${name}' serves.`,
      'Promote one: `personalize-mlops versions promote`.',
    );
  const version = given ?? rollbackTarget(active, solution.decisions, serving);
  if (version === serving) throw servesAlready(version);
  if (version === undefined)
    throw new CliFailure(
      `No version of solution '${name}' served before ${serving}.`,
      `Name one with --to: \`personalize-mlops versions list ${name}\` lists them.`,
    );
  return start(aws, solution, { action: 'ROLLBACK', version, from: serving, by, ...reasonOf(options) }, options);
}

function servesAlready(version: string): CliFailure {
  return new CliFailure(
    `Solution version ${version} serves already.`,
    'If a campaign was changed in the console, apply the parameter file again: `personalize-mlops apply`.',
  );
}

/** Recorded as given: who may start the run is up to IAM, and CloudTrail has the caller. */
function decider({ by = localUser() }: DecisionOptions): string {
  if (by === '' || by === 'rules')
    throw new WrongUsage(`'${by}' is not allowed as --by.`, "Give a person's name; 'rules' are those of the file.");
  return by;
}

/** Empty if this machine has no name for its user, as in some containers. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

function reasonOf({ reason }: DecisionOptions): Pick<VersionChoice, 'reason'> {
  return reason === undefined ? {} : { reason };
}

async function start(
  aws: DeployedAws,
  { datasetGroup, desired, file }: ManagedSolution,
  choice: VersionChoice,
  { json }: AwsOptions,
): Promise<number> {
  const output = new Output(json);
  const solution = desired.name;
  const request: RunRequest = {
    ...{ datasetGroup, workflow: PROMOTION_WORKFLOW, trigger: PROMOTION_TRIGGER, file, solution, choice },
  };
  const started = await startRun(aws, request);
  output.document({ ...choice, solution, datasetGroup, ...started });
  printStarted(`${choice.action} of ${choice.version}`, started, output);
  return 0;
}
