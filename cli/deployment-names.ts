import { parseArn } from '../lib/aws/arn';
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/parameter-file/json-value';
import type { Values } from '../lib/parameter-file/placeholders';
import type { Scope } from '../lib/personalize/arn';
import { isTimeZone } from '../lib/schedule-expression/time-zone';
import { show } from '../lib/text/format';
import { clientSettings, type ServiceClock, watched } from './client-settings';
import { CliFailure } from './failure';
import type { AwsOptions } from './options';
import { readLocalFile } from './read-local-file';

const REQUIRED = [
  'dataBucket',
  'recordTable',
  'topicArn',
  'scheduleGroup',
  'scheduleRoleArn',
  'scheduleDeadLetterQueueArn',
  'scheduleTimezone',
  'runStateMachineArn',
  'personalizeRoleArn',
  // Days for which records of runs are kept.
  'runHistoryDays',
  // A list, separated by commas.
  'functionLogGroups',
] as const;

const OPTIONAL = ['region', 'release', 'parameterPath', 'allowDeletions'] as const;

const DEPLOY_AGAIN =
  'The deployment may be of an older release, or its SSM parameter or outputs may have been edited. Deploy it again.';

/**
 * What the command must know about a deployment: names, ARNs and settings. The stack writes these facts into an SSM parameter and into its
 * outputs.
 */
export interface DeploymentFacts extends Readonly<Record<(typeof REQUIRED)[number], string>> {
  readonly region?: string;
  /** Version of the release that was deployed; absent if that release is too old to record it. */
  readonly release?: string;
  /** Path of the SSM parameters published for applications; empty or absent if none are published. */
  readonly parameterPath?: string;
  /** Values of placeholders in uploaded parameter files; empty if the deployed release is too old to record them. */
  readonly parameterValues: Values;
  /**
   * `true` if uploads may delete resources that have `onRemoval: delete` and were removed from the file. Absent if the
   * deployed release is too old to record it.
   */
  readonly allowDeletions?: string;
}

/** Name of the deployment: the value of the Terraform variable `name`. */
export function deploymentOf({ runStateMachineArn }: DeploymentFacts): string {
  return parseArn(runStateMachineArn).resource.replace(/^stateMachine:|-run$/g, '');
}

/** Text such as `deployment 'personalize' in us-east-1, account 123456789012`. */
export function describeDeployment({
  names,
  scope,
}: {
  readonly names: DeploymentFacts;
  readonly scope: Scope;
}): string {
  return `deployment '${deploymentOf(names)}' in ${scope.region}, account ${scope.accountId}`;
}

/**
 * @throws CliFailure if the deployment does not exist, if the SSM parameter or the file of `--outputs` is not JSON, or if
 * a fact is missing or invalid
 * @throws WrongUsage if the file of `--outputs` is larger than 16 MiB
 * @throws Error of the file system if the file of `--outputs` cannot be read
 */
export async function readNames(options: AwsOptions, clock: ServiceClock): Promise<DeploymentFacts> {
  return options.outputs === undefined ? namesOfParameter(options, clock) : namesOfOutputs(options.outputs);
}

async function namesOfParameter(options: AwsOptions, clock: ServiceClock): Promise<DeploymentFacts> {
  const { GetParameterCommand, ParameterNotFound, SSMClient } = await import('@aws-sdk/client-ssm');
  const client = watched(new SSMClient(clientSettings(options)), 'ssm', clock);
  const parameter = `/${options.name}/names`;
  try {
    const { Parameter: found } = await client.send(new GetParameterCommand({ Name: parameter }));
    const source = `SSM parameter ${parameter}`;
    return checked(jsonObject(found?.Value ?? '{}', source, DEPLOY_AGAIN), source);
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error;
    throw new CliFailure(
      `Deployment '${options.name}' not found in region ${await client.config.region()}: SSM parameter ${parameter} does not exist.`,
      'Pass the --name and --region of the deployment, or --outputs FILE from `terraform output -json`.',
    );
  }
}

/** Names from `{"data_bucket": {"value": "..."}}`, the format of `terraform output -json`. */
async function namesOfOutputs(path: string): Promise<DeploymentFacts> {
  const text = (await readLocalFile(path)).toString();
  const outputs = jsonObject(text, path, 'Write it with `terraform output -json > FILE`.');
  const names = Object.entries(outputs).map(([name, output]) => {
    const value = isJsonObject(output) ? output.value : undefined;
    return [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      // Terraform prints numbers and booleans as JSON.
      ['number', 'boolean'].includes(typeof value) ? String(value) : value,
    ];
  });
  return checked(Object.fromEntries(names), path);
}

/**
 * Parses a JSON object. Other JSON counts as an empty object.
 * @throws CliFailure if the text is not JSON
 */
function jsonObject(text: string, source: string, hint: string): JsonObject {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CliFailure(`${source} is not JSON: ${error.message}`, hint);
  }
}

function checked(names: Readonly<Record<string, unknown>>, source: string): DeploymentFacts {
  const missing = REQUIRED.filter((name) => typeof names[name] !== 'string');
  if (missing.length > 0) throw new CliFailure(`${source} must have ${missing.join(', ')}.`, DEPLOY_AGAIN);
  const wrong = OPTIONAL.filter((name) => names[name] !== undefined && typeof names[name] !== 'string');
  if (wrong.length > 0)
    throw new CliFailure(`In ${source}, these values must be strings: ${wrong.join(', ')}.`, DEPLOY_AGAIN);
  const facts = { parameterValues: {}, ...names } as unknown as DeploymentFacts;
  if (isTimeZone(facts.scheduleTimezone)) return facts;
  throw new CliFailure(
    `${source} has scheduleTimezone ${show(facts.scheduleTimezone)}, which must be an IANA time zone.`,
    DEPLOY_AGAIN,
  );
}
