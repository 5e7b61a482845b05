import { isDeepStrictEqual } from 'node:util';
import { DataBucketReader } from '../lib/aws/data-bucket';
import { folderOf } from '../lib/aws/data-bucket-layout';
import type { Values } from '../lib/parameter-file/placeholders';
import { costed, costOfAmount, type Prices } from '../lib/personalize/cost';
import { unreadableFolder } from '../lib/personalize/data-location';
import { type FileBefore, makePlan } from '../lib/reconciler/plan/make-plan';
import { hasChanges, type Plan, type UploadInProgress } from '../lib/reconciler/plan/plan';
import type { PlannedUse } from '../lib/reconciler/plan/planned-forecast';
import { present } from '../lib/record-table/item';
import { WaitingUploads } from '../lib/record-table/waiting-uploads';
import { printable } from '../lib/text/format';
import { assertOneEach } from './assert-one-each';
import type { DeployedAws } from './aws';
import { changesOf } from './changed-files';
import { checkCsvFiles, isSound } from './check-data';
import { CliFailure, WrongUsage } from './failure';
import type { DataOptions, PriceOptions, ReplacingOptions, ValueOptions } from './options';
import type { Output } from './output';
import { changedDataLines, otherCsvLines } from './plan/data-lines';
import { type Fingerprints, fingerprintsOf, type PlanInputs } from './plan/fingerprints';
import { groupsWithoutFile } from './plan/groups-without-file';
import { pricesFor } from './price-list';
import { printProblems, printVerdict } from './print-problems';
import { readInForce, readState } from './read-file';
import { argument } from './shell-text';
import { assertUsed, type LocalParameterFile, readSource, type ValidFile } from './source';
import { uploadsInProgress } from './uploads-in-progress';

/** Checked files and their plans. */
export interface PreparedUpload extends PlanInputs {
  /**
   * Fingerprints that were taken before the plans were made. So a later comparison also shows changes that happened
   * while the plans were made.
   */
  readonly fingerprints: Fingerprints;
  /** Plans of the parameter files, in the same order. */
  readonly plans: readonly Plan[];
  /** Lines about dataset groups that have a file in force, but no parameter file in the folder. */
  readonly withoutFile: readonly string[];
}

/**
 * Reads and checks the files of a path, compares the data (csv, and input of batch jobs) with the bucket, and makes
 * plans.
 * @param output prints what the checks find
 * @param mustBeDeployed true to refuse values of the command line that differ from the deployment's values, because
 * uploads use the deployment's values
 * @returns undefined if a parameter file or its csv is invalid; the output says why, as `validate` does
 * @throws WrongUsage if there is no parameter file, if `--replaces` is wrong, or if a value is not used by any file or
 * refused because of `mustBeDeployed`
 * @throws CliFailure if two parameter files describe the same dataset group or use the same unique name, or if a
 * folder's csv cannot be imported by Amazon Personalize
 */
export async function prepareUpload(
  aws: DeployedAws,
  path: string,
  options: DataOptions & ValueOptions & ReplacingOptions & PriceOptions,
  output: Output,
  mustBeDeployed: boolean,
): Promise<PreparedUpload | undefined> {
  const source = await readSource(path, {
    values: { ...aws.names.parameterValues, ...options.value },
    now: new Date(aws.now()),
    inForce: (datasetGroup) => readInForce(aws, datasetGroup),
  });
  assertUsed(options.value, source.parameterFiles);
  const parameterFiles = validFiles(source.parameterFiles.map(withoutQuotas), output);
  if (parameterFiles === undefined) return undefined;
  assertReadable(parameterFiles, aws.names.dataBucket);
  // Digests are computed before the rows are checked, so that csv that change after the check are not sent.
  const data = await changesOf(aws.s3, aws.names.dataBucket, source.data);
  const datasets = await checkCsvFiles(source, options, output, data.changed);
  if (!datasets.every(isSound)) {
    for (const { path, problems } of parameterFiles) {
      const data = datasets.filter(({ parameterFile }) => parameterFile === path);
      if (!data.every(isSound)) printVerdict(output, path, { problems, data });
    }
    output.document(datasets);
    return undefined;
  }
  assertOneEach(parameterFiles);
  const notDeployed = differences(aws, options.value);
  if (notDeployed.length > 0 && mustBeDeployed)
    throw new WrongUsage(notDeployed.join('\n'), 'Leave --value out, or change parameter_values and deploy first.');
  for (const line of notDeployed) output.line(line);
  const inputs = {
    aws,
    parameterFiles,
    files: await changesOf(aws.s3, aws.names.dataBucket, parameterFiles),
    data,
  };
  const fingerprints = await fingerprintsOf(inputs);
  const prices = await pricesFor(aws, options);
  const plans: Plan[] = [];
  for (const file of parameterFiles) {
    const inProgress = await uploadsInProgress(aws, file.state.datasetGroup.name);
    const before = await fileBefore(aws, file, inProgress, options.replaces);
    const followers = before?.key === file.key ? [] : await otherFollowers(aws, file);
    const counted = datasets.find(
      ({ parameterFile, dataset }) => parameterFile === file.path && dataset === 'interactions',
    );
    const interactions = counted?.isComplete ? counted.total.rows : undefined;
    const csvWarnings = await otherCsvLines(inputs, file);
    const plan = await makePlan({ ...file, before, followers, interactions }, aws, data.changed, [...plans]);
    plans.push({
      ...withCost(withNewFile(plan, file, before), prices),
      ...(csvWarnings.length > 0 && { csvWarnings }),
      ...(before?.isWaiting && { isOtherWaiting: true }),
      ...(inProgress.length > 0 && { inProgress }),
    });
  }
  const { replaces } = options;
  // `isOther` is false if no other file exists that could be replaced, for example because the same command has already
  // succeeded. This is not an error: a line of output says that --replaces has no effect.
  const isOther = plans.some((plan) => plan.keptFile !== undefined || plan.replaces !== undefined);
  const isKnown = plans.some((plan) => plan.replaces === replaces || plan.isOtherWaiting);
  if (replaces !== undefined && isOther && !isKnown)
    throw new WrongUsage(
      `--replaces ${replaces}: none of these files would replace a file in force that has this key.`,
      'Leave --replaces out, or give the key that `personalize-mlops status` shows.',
    );
  if (replaces !== undefined && !isOther)
    output.line(
      `--replaces ${printable(argument(replaces))} has no effect: these dataset groups have no other parameter file, in force or waiting.`,
    );
  for (const line of changedDataLines(inputs)) output.line(printable(line));
  return { ...inputs, fingerprints, plans, withoutFile: await groupsWithoutFile(aws, source) };
}

/**
 * Adds a line that the file comes into force, if the plan has no other changes. This happens, for example, if a
 * resource was removed from the file and is kept. Nothing is added if this file is already in force, or if another file
 * makes the upload impossible (`keptFile`).
 */
function withNewFile(plan: Plan, { key, state }: ValidFile, before: FileBefore | undefined): Plan {
  const isInForce = before?.key === key && isDeepStrictEqual(before.state ?? state, state);
  if (hasChanges(plan) || plan.keptFile !== undefined || isInForce) return plan;
  return { ...plan, settings: [`this file comes into force for dataset group '${plan.datasetGroup}'`] };
}

function withCost(plan: Plan, prices: Prices | string): Plan {
  const { uses, ...cost } = costed(plan.forecast.uses, prices);
  return { ...plan, forecast: { ...plan.forecast, ...cost, uses: uses.map((use) => withCostBefore(use, prices)) } };
}

function withCostBefore(use: PlannedUse, prices: Prices | string): PlannedUse {
  const { price, before } = use;
  const cost = typeof prices === 'string' ? undefined : costOfAmount(price, before?.amount, prices);
  return before === undefined || cost === undefined ? use : { ...use, before: { ...before, cost } };
}

interface OtherBefore extends FileBefore {
  /** True if `key` is the key of another parameter file, which is not in force yet because its upload waits. */
  readonly isWaiting: boolean;
}

/**
 * Finds the state of the dataset group before the upload. `state` is the state of the file in force. `key` is the key
 * of the file that the upload would replace: the file in force, or the file of an upload that waits.
 * @param inProgress uploads of the dataset group in progress
 * @returns undefined if no file is in force, and no upload under another key waits
 */
async function fileBefore(
  aws: DeployedAws,
  { key, state: { datasetGroup: group } }: ValidFile,
  inProgress: readonly UploadInProgress[],
  replaces: string | undefined,
): Promise<OtherBefore | undefined> {
  const datasetGroup = group.name;
  const inForce = await aws.filesInForce.find(datasetGroup);
  const isRunning = async (execution: string) => inProgress.some(({ id }) => execution.endsWith(`:${id}`));
  const waiting = await new WaitingUploads(aws.records, { isRunning }).find(datasetGroup, inForce);
  const others = [waiting, inForce].flatMap((file) => (file === undefined || file.key === key ? [] : [file.key]));
  if (inForce === undefined && others.length === 0) return undefined;
  const state = inForce && (await readState(aws, inForce));
  const withKey = (other: string) => {
    const isWaiting = other === waiting?.key && other !== key && other !== inForce?.key;
    return { key: other, isWaiting, ...present({ state }) };
  };
  const bucket = new DataBucketReader(aws.s3, aws.names.dataBucket);
  const [first = key] = others;
  // The upload is refused if the bucket still has a file that --replaces does not name. If --replaces names the waiting
  // file, and the bucket still has the file in force, the plan names the waiting file: it can be replaced once it is in
  // force.
  for (const other of others)
    if (other !== replaces && (await bucket.has(other)))
      return { ...withKey(first === replaces ? first : other), isKept: true };
  return withKey(others.find((other) => other === replaces) ?? first);
}

/** Other dataset groups whose file in force has this key, because an earlier version of the file named them. */
async function otherFollowers(aws: DeployedAws, { key, state }: ValidFile): Promise<readonly string[]> {
  const followers = await aws.filesInForce.followersOf(key, await aws.datasetGroups.names());
  return followers.filter((name) => name !== state.datasetGroup.name);
}

/** Removes warnings about default quotas, because a plan uses the account's actual quotas and resources. */
function withoutQuotas(file: LocalParameterFile): LocalParameterFile {
  return { ...file, problems: file.problems.filter(({ rule }) => rule !== 'default-quota') };
}

/** @throws CliFailure for a parameter file in a folder of the bucket from which Amazon Personalize cannot import csv */
function assertReadable(files: readonly ValidFile[], bucket: string): void {
  const reasons = files.flatMap(({ path, key, state }) => {
    const reason = unreadableFolder(bucket, folderOf(key), state.datasets);
    return reason === undefined ? [] : [`${printable(path)}: ${reason}`];
  });
  if (reasons.length > 0) throw new CliFailure(reasons.join('\n'));
}

/** A line for each given value that differs from the deployment's. */
function differences({ names: { parameterValues } }: DeployedAws, given: Values = {}): readonly string[] {
  const different = Object.entries(given).filter(([name, value]) => parameterValues[name] !== value);
  return different.map(([name, value]) => {
    const deployed = parameterValues[name] === undefined ? `no ${name}` : `${name}=${parameterValues[name]}`;
    return `--value ${name}=${value}: the deployment has ${deployed} in parameter_values.`;
  });
}

/** @returns undefined if a file is invalid */
function validFiles(files: readonly LocalParameterFile[], output: Output): readonly ValidFile[] | undefined {
  const valid = files.filter((file): file is ValidFile => file.state !== undefined);
  for (const { path, content, problems } of files) {
    printProblems(output, path, content, problems);
  }
  if (valid.length === files.length) return valid;
  for (const { path, problems, state } of files) if (state === undefined) printVerdict(output, path, { problems });
  output.document(files.map(({ path, problems, state }) => ({ file: path, valid: state !== undefined, problems })));
  return undefined;
}
