import { type Command, InvalidArgumentError } from 'commander';
import { isParameterFile, PARAMETER_FILE_SUFFIX, TRAIN } from '../lib/aws/data-bucket-layout';
import { givenValue, type Values } from '../lib/parameter-file/placeholders';
import { isTimeZone } from '../lib/schedule-expression/time-zone';
import { WrongUsage } from './failure';

/** Options of all commands that call AWS. */
export interface AwsOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  /** Name of the deployment. */
  readonly name: string;
  /** File with the output of `terraform output -json`. */
  readonly outputs?: string;
  readonly json: boolean;
}

export interface WatchOptions {
  readonly watch: boolean;
  /** Seconds between polls of the status. */
  readonly interval: number;
}

export interface FollowOptions {
  /** True to follow the runs to their end. */
  readonly wait: boolean;
  /** Seconds between polls of the runs. */
  readonly interval: number;
}

export interface DataOptions {
  /** Maximum number of rows to read from each csv file. Default: all rows. */
  readonly sample?: number;
  /** True to print offending values, which may be personal data. */
  readonly showValues: boolean;
}

export interface ValueOptions {
  /** Values of placeholders in parameter files. */
  readonly value?: Values;
}

export interface PriceOptions {
  /** File with prices of Amazon Personalize. */
  readonly prices?: string;
}

export function withPrices(command: Command): Command {
  return command.option(
    '--prices <file>',
    'JSON file with prices of Amazon Personalize, for costs (default: prices of AWS, read once a week)',
  );
}

export const DEFAULT_INTERVAL_SECONDS = 5;

export function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON document only', false);
}

export function withAws(command: Command): Command {
  return withJson(command)
    .option('--region <region>', 'AWS region of the deployment (default: from your AWS configuration)')
    .option('--profile <profile>', 'profile of your AWS configuration')
    .option('--endpoint-url <url>', 'send all requests to this URL, e.g. the local AWS', url)
    .option('--name <name>', 'name of the deployment: the Terraform variable `name`', 'personalize')
    .option(
      '--outputs <file>',
      'read the names of the deployment from this `terraform output -json` file instead of its SSM parameter',
    )
    .hook('preAction', () => requireEndpoints(process.env));
}

export function withWatch(command: Command, description: string): Command {
  return withInterval(command.option('--watch', description, false));
}

export function withFollowing(command: Command): Command {
  return withInterval(command.option('--no-wait', 'do not wait for the end of the run'));
}

function withInterval(command: Command): Command {
  return command.option('--interval <seconds>', 'polling interval', seconds, DEFAULT_INTERVAL_SECONDS);
}

export function withData(command: Command): Command {
  return command
    .option('--sample <rows>', 'read at most this many rows of each csv file; 0: only its header (default: all)', rows)
    .option('--show-values', 'print the offending values, which may be personal data', false);
}

export interface ReplacingOptions {
  /** Key of the parameter file in force that the given file replaces. */
  readonly replaces?: string;
}

export function withReplaces(command: Command): Command {
  return command.option(
    '--replaces <key>',
    'key of the file in force that is replaced by the given file of the same dataset group',
  );
}

/**
 * @param meaning text at the end of the option's description: how the given values relate to the deployment's values
 */
export function withValues(command: Command, meaning = ''): Command {
  return command.option(
    '--value <name=value>',
    `value of the placeholder \${name} in parameter files; may be repeated${meaning}`,
    value,
  );
}

function value(text: string, earlier: Values = {}): Values {
  const given = givenValue(text);
  if (given === undefined)
    throw new InvalidArgumentError('Write NAME=VALUE, e.g. stage=dev. A name has letters, digits, _ and -.');
  return { ...earlier, ...given };
}

export function repeatable(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

function rows(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a number of rows.');
  return Number(text);
}

export function atLeastOne(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

export function timeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError('It must be an IANA time zone, e.g. Europe/Berlin.');
  return text;
}

/** @throws InvalidArgumentError if an upload at the key would start no run, or if the key has a folder named `.` or `..` */
export function parameterFileKey(key: string): string {
  if (isParameterFile({ key }) && !key.split('/').some((part) => part === '.' || part === '..')) return key;
  throw new InvalidArgumentError(
    `It must begin with ${TRAIN} and end in ${PARAMETER_FILE_SUFFIX}, because uploads elsewhere start no run, and must not have a folder named . or .., e.g. ${TRAIN}movies/config.json.`,
  );
}

const DAY = 86_400;

export function seconds(text: string): number {
  const value = Number(text);
  // A wait that is too long must be refused, because a Node.js timer for more than 24 days ends at once.
  if (!(value > 0 && value <= DAY))
    throw new InvalidArgumentError(`It must be a number of seconds greater than 0, at most ${DAY}.`);
  return value;
}

const URL_RULE = 'It must be a URL with http:// or https://, e.g. http://localhost:4566.';

/** Checks the URL before files are read. The SDK reports a wrong URL only later, and does not name it. */
function url(text: string): string {
  if (!isEndpoint(text)) throw new InvalidArgumentError(URL_RULE);
  return text;
}

/**
 * Checks `AWS_ENDPOINT_URL` and `AWS_ENDPOINT_URL_<SERVICE>`, which the SDK reads by itself.
 * @throws WrongUsage for an invalid URL
 */
export function requireEndpoints(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value = ''] of Object.entries(environment)) {
    if (!/^AWS_ENDPOINT_URL(?:_|$)/.test(name) || value === '' || isEndpoint(value)) continue;
    throw new WrongUsage(`The environment variable ${name} is '${value}'.`, URL_RULE);
  }
}

/**
 * Maximum length, in bytes, of the argument GROUP. This is the name of a dataset group or the folder of a refused file.
 * A key has at most 1,024 bytes (Amazon S3 user guide, "Naming Amazon S3 objects", December 2026).
 */
const LONGEST_GROUP = 1024;

/**
 * Checks the argument or option that names the dataset group.
 * @throws WrongUsage if the name is empty, for example because a shell variable has no value, or if the name is longer
 * than any key
 */
export function requireGroup(command: Command): void {
  const { registeredArguments, args } = command;
  const named = args[registeredArguments.findIndex((argument) => argument.name() === 'GROUP')];
  const group: unknown = named ?? command.opts().datasetGroup;
  if (typeof group !== 'string' || (group !== '' && Buffer.byteLength(group) <= LONGEST_GROUP)) return;
  throw new WrongUsage(
    group === ''
      ? "The dataset group is ''."
      : `The name of the dataset group has ${Buffer.byteLength(group)} bytes; at most ${LONGEST_GROUP} are allowed.`,
    'Give a name: `personalize-mlops status` shows the dataset groups.',
  );
}

function isEndpoint(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

export function withExamples(command: Command, ...examples: readonly (readonly [string, string])[]): Command {
  const lines = examples.map(([line, what]) => `  $ personalize-mlops ${line}\n      ${what}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
