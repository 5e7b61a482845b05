import { existsSync } from 'node:fs';
import { REPLACES_METADATA, usualParameterFileKey } from '../../lib/aws/data-bucket-layout';
import { type DesiredState, desiredState } from '../../lib/parameter-file/desired-state';
import { literal, mapTexts } from '../../lib/parameter-file/placeholders';
import { validateUpload } from '../../lib/parameter-file/validate';
import { makePlan } from '../../lib/reconciler/plan/make-plan';
import type { PlannedChange } from '../../lib/reconciler/plan/plan';
import { differenceLines } from '../../lib/reconciler/resource-types/difference-lines';
import { type FileReference, uriOf } from '../../lib/record-table/file-reference';
import { printable, printableLines } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { CliFailure, WrongUsage } from '../failure';
import { filesOfRuns, isUnusedByRuns } from '../files-of-runs';
import { leftOutOf } from '../import-group/left-out';
import { assertLosesNothing } from '../import-group/losses';
import { ParameterFileBuilder } from '../import-group/parameter-file-of';
import { assertSchedules, type ScheduleOptions } from '../import-group/schedules';
import type { AwsOptions } from '../options';
import { assertOutFile, writeWhole } from '../out-file';
import { Output } from '../output';
import { printProblems } from '../print-problems';
import { readInForce } from '../read-file';
import { readLocalFile } from '../read-local-file';
import { shortId } from '../run-search';
import { uploadsInProgress } from '../uploads-in-progress';
import { putOnce, writeCondition } from '../write-condition';

export interface ImportOptions extends ScheduleOptions {
  readonly datasetGroup: string;
  /**
   * Key of the parameter file in the data bucket. Default: the key of the file in force. If no file is in force: a key
   * in a folder with the group's name.
   */
  readonly path?: string;
  /** True to import the csv beside the parameter file, even if the data in Personalize came from other csv. */
  readonly importData: boolean;
  readonly stdout: boolean;
  /** Path of a local copy of the file. */
  readonly out?: string;
}

/**
 * Generates the parameter file of a dataset group, and prints or uploads the file. With `--out`, also writes a local copy.
 * @returns exit status 0
 * @throws WrongUsage for options that cannot be used together, for an invalid schedule, if the folder of `--out` does not
 * exist, and if `--out` is a file with other content
 * @throws CliFailure if the parameter file is invalid, or if its upload would change something in Personalize or lose
 * something of the file in force
 * @throws CliFailure if `--out` is not a file, if the key belongs to another dataset group, or if an upload is in
 * progress
 */
export async function importDatasetGroup(options: AwsOptions & ImportOptions): Promise<number> {
  const { datasetGroup, stdout, json } = options;
  if (stdout && json)
    throw new WrongUsage(
      '--stdout prints the parameter file, and --json the result of its upload, so they cannot be used together.',
      'Leave one of them out. The parameter file is JSON already.',
    );
  if (options.out !== undefined) assertOutFile(options.out);
  const aws = await DeployedAws.open(options);
  assertSchedules({ timezone: aws.names.scheduleTimezone, ...options }, new Date(aws.now()));
  const inForce = await aws.filesInForce.find(datasetGroup);
  const key = options.path ?? inForce?.key ?? usualParameterFileKey(datasetGroup);
  const condition = stdout ? {} : await writeCondition(aws, key);
  if (!stdout) {
    await assertOwnKey(aws, datasetGroup, key, inForce);
    await assertNoUpload(aws, datasetGroup);
  }
  const { file, remarks } = await ParameterFileBuilder.build(aws, datasetGroup, options);
  const text = `${JSON.stringify(mapTexts(file, literal), undefined, 2)}\n`;
  if (stdout) process.stdout.write(printableLines(text));

  const content = new TextEncoder().encode(text);
  const state = await stateOf(aws, key, content, stdout);
  if (inForce !== undefined && !stdout) await assertLosesNothing(aws, inForce, state);
  const { changes, unmanaged } = await makePlan({ path: key, key, state }, aws);
  assertChangesNothing(changes, options);
  const leftOut = await leftOutOf(aws, unmanaged);
  const stderr = new Output(json, process.stderr);
  for (const remark of remarks) stderr.line(remark);
  for (const { solution, reason } of leftOut) {
    stderr.line(
      `Solution '${solution}' is left out of the file: ${reason}. The solution, its versions, campaigns and batch jobs stay as they are.`,
    );
  }
  if (stdout) return 0;

  const output = new Output(json);
  if (options.out !== undefined) {
    await writeNew(options.out, text);
    output.line(`Wrote ${printable(options.out)}.`);
  }
  const { dataBucket } = aws.names;
  // The keys differ only if the user has given another key with `--path`. Then the uploaded file replaces the file in
  // force.
  const replaced = inForce !== undefined &&
    inForce.key !== key && { [REPLACES_METADATA]: encodeURIComponent(inForce.key) };
  const object = { Bucket: dataBucket, Key: key, Body: content, ContentType: 'application/json', ...condition };
  const next = 'Nothing was uploaded: run the command again.';
  await putOnce(aws.s3, { ...object, ...(replaced && { Metadata: replaced }) }, next);
  const schedules = changes.filter(({ type, action }) => type === 'schedule' && action !== 'unchanged');
  output.document({ datasetGroup, file: `s3://${dataBucket}/${key}`, schedules, leftOut, remarks });
  output.line(`Uploaded s3://${dataBucket}/${key}. This deployment now manages '${datasetGroup}'.`);
  for (const { action, name, note, differences = [] } of schedules) {
    output.line(`  ${action} schedule ${name}${note ? ` (${note})` : ''}`);
    for (const line of differences.flatMap(differenceLines)) output.line(`      ${line}`);
  }
  return 0;
}

/**
 * Writes the local copy. Called before the upload, so that nothing is uploaded if the copy cannot be written.
 * @throws WrongUsage if a file with other content exists at the path
 */
async function writeNew(path: string, text: string): Promise<void> {
  if (existsSync(path) && (await readLocalFile(path)).toString() !== text)
    throw new WrongUsage(`${path} exists already, with other content.`, 'Nothing was uploaded. Give another --out.');
  await writeWhole(path, text);
}

/**
 * Checks that the upload overwrites no file of another group or team.
 * @throws CliFailure if another group's file in force has the key
 * @throws CliFailure if no run of this group has used the newest version of the object at the key. Not checked if this
 * group's file in force has the key
 */
async function assertOwnKey(aws: DeployedAws, datasetGroup: string, key: string, inForce: FileReference | undefined) {
  const others = (await aws.datasetGroups.names()).filter((name) => name !== datasetGroup);
  const [follower] = await aws.filesInForce.followersOf(key, others);
  const uri = uriOf({ bucket: aws.names.dataBucket, key });
  const hint =
    'Nothing was uploaded. Pass a --path at which no object exists, e.g. in a folder with the name of the dataset group.';
  if (follower !== undefined)
    throw new CliFailure(`${uri} is the parameter file of dataset group '${follower}'.`, hint);
  if (key === inForce?.key) return;
  const own = await filesOfRuns(aws, datasetGroup);
  if (await isUnusedByRuns(aws, key, new Set(own.map(({ versionId }) => versionId))))
    throw new CliFailure(`${uri} exists, but no run of dataset group '${datasetGroup}' has used it.`, hint);
}

/**
 * Checks that no upload of the dataset group is in progress. The generated file would lack the changes of that upload
 * and, if that upload still waits under the same key, would supersede it.
 * @throws CliFailure
 */
async function assertNoUpload(aws: DeployedAws, datasetGroup: string): Promise<void> {
  const [upload] = await uploadsInProgress(aws, datasetGroup);
  if (upload === undefined) return;
  throw new CliFailure(
    `An upload of dataset group '${datasetGroup}' is in progress: run ${shortId(upload.id)} of ${printable(upload.file)}.`,
    `Nothing was uploaded. Wait until \`personalize-mlops status ${datasetGroup}\` shows that it has ended, and run the command again.`,
  );
}

/** @throws CliFailure if an upload would refuse the file */
async function stateOf(aws: DeployedAws, key: string, content: Uint8Array, stdout: boolean): Promise<DesiredState> {
  const inForce = (datasetGroup: string) => readInForce(aws, datasetGroup);
  const { file, problems } = await validateUpload(content, {}, new Date(aws.now()), inForce);
  if (file !== undefined) return desiredState(file);
  printProblems(new Output(false, process.stderr), key, content, problems);
  throw new CliFailure(
    'The generated file is invalid: an upload would be refused.',
    stdout ? 'Fix the file and upload it.' : 'Get the file with --stdout, fix it and upload it.',
  );
}

/** @throws CliFailure if the upload would change anything except schedules or, with `--import-data`, imports */
function assertChangesNothing(changes: readonly PlannedChange[], { stdout, importData }: ImportOptions): void {
  const isImport = ({ type, action }: PlannedChange) => type === 'datasetImportJob' && action === 'create';
  const touching = changes.filter(
    (change) => change.type !== 'schedule' && change.action !== 'unchanged' && !(importData && isImport(change)),
  );
  if (touching.length === 0) return;
  const trains = touching.some(({ type }) => type === 'solutionVersion');
  const list = touching.map(({ action, label, note }) => `  ${action} ${label}${note ? `: ${note}` : ''}`);
  throw new CliFailure(
    `An upload of this file would change something in Personalize:\n${list.join('\n')}`,
    touching.every(isImport)
      ? 'The data in Personalize were imported from other csv. Add --import-data if the csv files beside the parameter file may be imported now.'
      : stdout
        ? 'If you want these changes, upload the file.'
        : `Nothing was uploaded. ${trains ? 'An upload trains solutions that have no ACTIVE version or whose newest training failed. To adopt the group unchanged, train them first. ' : ''}If you want these changes, get the file with --stdout and upload it.`,
  );
}
