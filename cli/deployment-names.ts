import { parseArn } from '../lib/aws/arn';
import type { Values } from '../lib/parameter-file/placeholders';
import type { Scope } from '../lib/personalize/arn';
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

/**
 * What the command must know about a deployment: names, ARNs and settings. The stack writes these facts into an SSM parameter and into its
 * outputs.
 */
export interface DeploymentFacts extends Readonly<Record<(typeof REQUIRED)[number], string>> {
  readonly region?: string;
  /** Version of the release that was deployed; absent for an older release. */
  readonly release?: string;
  /** Path of the SSM parameters published for applications; empty or absent if none are published. */
  readonly parameterPath?: string;
  /** Values of placeholders in uploaded parameter files; empty for an older release. */
  readonly parameterValues: Values;
  /** `true` if uploads may delete resources with `onRemoval: delete` that have left the file; absent for an older release. */
  readonly allowDeletions?: string;
}

/** Value of the Terraform variable `name`. */
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
 * @throws CliFailure if the deployment does not exist, if the file of `--outputs` is not JSON, or if a fact is missing
 * @throws WrongUsage if that file has more than 16 MiB
 * @throws Error of the file system if that file cannot be read
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
    return checked(JSON.parse(found?.Value ?? '{}'), `SSM parameter ${parameter}`);
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
  let outputs: Readonly<Record<string, { readonly value?: unknown }>>;
  try {
    outputs = JSON.parse(text) ?? {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CliFailure(`${path} is not JSON: ${error.message}`, 'Write it with `terraform output -json > FILE`.');
  }
  const names = Object.entries(outputs).map(([name, output]) => [
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    // Terraform prints numbers and booleans as JSON.
    ['number', 'boolean'].includes(typeof output?.value) ? String(output.value) : output?.value,
  ]);
  return checked(Object.fromEntries(names), path);
}

function checked(names: Readonly<Record<string, unknown>>, source: string): DeploymentFacts {
  const missing = REQUIRED.filter((name) => typeof names[name] !== 'string').join(', ');
  if (missing === '') return { parameterValues: {}, ...names } as unknown as DeploymentFacts;
  throw new CliFailure(`${source} must have ${missing}.`, 'The stack may be of an older release: deploy it again.');
}
