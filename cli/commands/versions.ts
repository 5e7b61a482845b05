import { userInfo } from 'node:os';
import { PROMOTION_WORKFLOW } from '../../parameter-file/workflows';
import { activeVersions } from '../../reconciler/promotion/active-versions';
import { servingVersion } from '../../reconciler/promotion/serving-version';
import { present } from '../../record-table/item';
import { PROMOTION_TRIGGER, type VersionChoice } from '../../record-table/run-request';
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

export const promote = (version: string, options: DecisionOptions) =>
  decide('PROMOTE', options, (aws) => findVersion(aws, version));

export const reject = (version: string, options: DecisionOptions) =>
  decide('REJECT', options, (aws) => findVersion(aws, version));

export const rollback = (name: string, options: DecisionOptions & { readonly to?: string }) =>
  decide('ROLLBACK', options, async (aws) => {
    const solution = await managedSolution(aws, name);
    return { solution, ...(options.to !== undefined && { version: await versionIn(aws, solution, options.to) }) };
  });

/** @param find the solution, and the version unless it is the one that served before */
async function decide(
  action: 'PROMOTE' | 'REJECT' | 'ROLLBACK',
  options: DecisionOptions,
  find: (aws: DeployedAws) => Promise<{ readonly solution: ManagedSolution; readonly version?: string }>,
): Promise<number> {
  const by = decider(options);
  const aws = await DeployedAws.open(options);
  const found = await find(aws);
  const { datasetGroup, desired, file, decisions, step } = found.solution;
  const { name: solution } = desired;
  const active = await activeVersions(step);
  const serving = active.length === 0 ? undefined : await servingVersion(step);
  if (action === 'ROLLBACK' && serving === undefined)
    throw new CliFailure(
      `No version of solution '${solution}' serves.`,
      'Promote one: `personalize-mlops versions promote`.',
    );
  const version = found.version ?? rollbackTarget(active, decisions, serving);
  if (version === undefined)
    throw new CliFailure(
      `No version of solution '${solution}' served before ${serving}.`,
      active.length === 1
        ? 'It is the only ACTIVE one: a later version, once it is trained, can take its place.'
        : `Name one with --to: \`personalize-mlops versions list ${solution}\` lists them.`,
    );
  if (version === serving) throw serves(action, version, solution);
  const from = action === 'ROLLBACK' ? serving : undefined;
  const choice = { action, version, ...present({ from }), by, ...present({ reason: options.reason }) };
  const output = new Output(options.json);
  const request = { datasetGroup, workflow: PROMOTION_WORKFLOW, trigger: PROMOTION_TRIGGER, file, solution, choice };
  const started = await startRun(aws, request);
  output.document({ ...choice, solution, datasetGroup, ...started });
  printStarted(action === 'ROLLBACK' ? `ROLLBACK to ${version}` : `${action} of ${version}`, started, output);
  return 0;
}

function serves(action: VersionChoice['action'], version: string, solution: string): CliFailure {
  if (action === 'REJECT')
    return new CliFailure(
      `Solution version ${version} serves; a version that serves cannot be rejected.`,
      `\`personalize-mlops rollback ${solution}\` makes the version before it serve.`,
    );
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
