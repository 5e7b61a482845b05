import { folderOf } from '../../lib/aws/data-bucket-layout';
import { label } from '../../lib/reconciler/inventory';
import { Destruction } from '../../lib/record-table/destructions';
import type { FileReference } from '../../lib/record-table/file-reference';
import { plural, printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { confirmName, type YesOptions } from '../confirmation';
import { deploymentOf, describeDeployment } from '../deployment-names';
import { DeletionsBlocked } from '../destroy/blocked-deletions';
import {
  describeObjects,
  describeOwnData,
  filesOfOthers,
  type OwnData,
  ownData,
  ownObjects,
  removeData,
} from '../destroy/data';
import { GroupRemoval } from '../destroy/remove';
import { fileTraces, type LostFile, type Survey, survey } from '../destroy/survey';
import { CliFailure, explain } from '../failure';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { argument } from '../shell-text';

export interface DestroyOptions extends AwsOptions, YesOptions {
  readonly withData: boolean;
  /** True to destroy a dataset group that the deployment does not manage. */
  readonly unmanaged: boolean;
  /** Seconds between polls of the resources that are being deleted. */
  readonly interval: number;
}

/** Something that is kept when its dataset group is destroyed. */
interface LeftBehind {
  readonly what: string;
  /** Why it is kept, or how to delete it. */
  readonly why: string;
}

/** Types of resources that are kept, because Personalize has no operation that deletes them. */
const JOBS: ReadonlySet<string> = new Set(['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob']);

const NO_OPERATION = 'Amazon Personalize has no operation that deletes them';

/**
 * Destroys a dataset group. All steps can be repeated, so if a call is interrupted, the next call completes the
 * destruction.
 * @throws DeletionsBlocked if a resource cannot be deleted
 * @throws CliFailure if the group is not found, or only its objects in the data bucket are left and `--with-data` is not
 * given
 * @throws CliFailure if the user does not type the group's name, or if the deployment does not manage the group and
 * `--unmanaged` is not given
 * @throws CliFailure if a call of AWS fails after the deletion has begun; its hint says how to continue
 * @throws WrongUsage if the name cannot be asked for: see {@link confirmName}
 */
export async function destroy(datasetGroup: string, options: DestroyOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const record = new Destruction(aws.records, datasetGroup);
  const recorded = await record.read();
  const last = await fileTraces(aws, datasetGroup);
  const found = await survey(aws, datasetGroup, [...(recorded?.schemas ?? []), ...(last?.schemas ?? [])]);
  const data = ownData(found, recorded, last, await filesOfOthers(aws, datasetGroup));
  const isListed = (await aws.datasetGroups.names()).includes(datasetGroup);
  if (recorded === undefined && !isListed && isNothing(found)) await assertData(aws, data, options.withData);
  const isManaged = recorded !== undefined || last?.isOnlyRefused === false;
  const isUnmanaged = !isManaged && found.resources.length > 0;
  if (isUnmanaged && !options.unmanaged) throw unmanagedGroup(datasetGroup, aws);
  const existing = describeOwnData(data, await ownObjects(aws.s3, aws.names.dataBucket, data));
  const left = leftBehind(aws, found, data, options.withData ? [] : existing);
  const { region, accountId } = aws.scope;
  const whose = isUnmanaged ? `, which ${describeDeployment(aws)} does not manage` : ` of ${describeDeployment(aws)}`;
  output.line(output.colors.bold(`To be deleted of dataset group '${datasetGroup}'${whose}:`));
  showPlan(found, options.withData ? existing : [], left, output);
  const question = `Delete dataset group '${datasetGroup}' and everything in it, in ${region}, account ${accountId}?`;
  const asked = { question, name: datasetGroup, otherwise: 'Nothing was deleted.' };
  await confirmName(asked, { ...options, isNameNeeded: isUnmanaged });

  const begunAt = aws.now();
  await record.begin({ ...data, schemas: found.schemas.map(({ arn }) => arn) }, begunAt);
  const removal = new GroupRemoval(aws, found, options.interval * 1000, output);
  const { kept, objects } = await orPartlyRemoved(removal, datasetGroup, output, async () => {
    await quiet(aws, datasetGroup, record, removal);
    const schemas = await removeAll(removal);
    const removed = options.withData ? await removeOwnData(aws, data, begunAt) : { objects: 0, kept: [] };
    const upload = await record.end(aws.now(), Number(aws.names.runHistoryDays));
    const again = upload === undefined ? [] : [inForceAgain(upload)];
    return { kept: [...schemas, ...removed.kept, ...again], objects: removed.objects };
  });

  for (const { what, why } of kept) output.line(`  Kept: ${printable(what)} (${printable(why)}).`);
  if (objects > 0) output.line(`- ${plural(objects, 'object')} of ${aws.names.dataBucket}`);
  output.line(`Dataset group '${datasetGroup}' is deleted.`);
  const { removed } = removal;
  output.document({ datasetGroup, schedules: found.schedules, removed, leftBehind: [...left, ...kept], objects });
  return 0;
}

function isNothing({ resources, tasks, executions, schemas, parameters }: Survey): boolean {
  return [resources, tasks, executions, schemas, parameters].every(({ length }) => length === 0);
}

function unmanagedGroup(datasetGroup: string, { names }: DeployedAws): CliFailure {
  return new CliFailure(
    `Deployment '${deploymentOf(names)}' does not manage dataset group '${datasetGroup}': it has no parameter file in force and no recorded run of an accepted file. Nothing was deleted.`,
    'Another deployment (--name) may manage it. To delete it with everything in it, pass --unmanaged: its name is then asked for, also with --yes.',
  );
}

/**
 * Checks that the data bucket has objects to destroy. Called if nothing else of the dataset group is left.
 * @throws CliFailure if the bucket has no objects of the group, or if `--with-data` is not given
 */
async function assertData({ s3, names }: DeployedAws, data: OwnData, withData: boolean): Promise<void> {
  const { datasetGroup } = data;
  const left = describeObjects(names.dataBucket, await ownObjects(s3, names.dataBucket, data));
  const message = `Neither dataset group '${datasetGroup}' nor a task of it was found.`;
  if (left === undefined)
    throw new CliFailure(message, '`personalize-mlops status` lists the dataset groups of this deployment.');
  if (withData) return;
  throw new CliFailure(
    `${message} Objects of the dataset group remain in ${left}.`,
    `\`personalize-mlops destroy ${argument(datasetGroup)} --with-data\` deletes them.`,
  );
}

/**
 * Deletes schedules and the SSM parameters that applications read, and stops runs. If an upload has put a parameter file in
 * force meanwhile, deletes the record of this file and repeats this, until no file is in force.
 */
async function quiet(aws: DeployedAws, datasetGroup: string, record: Destruction, removal: GroupRemoval) {
  await removal.quiet();
  for (;;) {
    const file = await aws.filesInForce.find(datasetGroup);
    if (file === undefined) return;
    await record.begin({ schemas: [], files: [file.key], csvNames: [] }, aws.now());
    await removal.quiet();
  }
}

/** @returns schemas that are kept, because a dataset has begun to use them since the user confirmed */
async function removeAll(removal: GroupRemoval): Promise<readonly LeftBehind[]> {
  await removal.resources();
  const kept = await removal.schemas();
  await removal.datasetGroup();
  return kept.map((schema) => ({ what: label(schema), why: 'a dataset uses it' }));
}

function inForceAgain({ key }: FileReference): LeftBehind {
  const what = `the record of parameter file ${key}`;
  return { what, why: 'an upload has put it in force meanwhile, and its run creates the dataset group again' };
}

/**
 * Deletes the dataset group's objects in the data bucket. Keeps objects that were written since `begunAt`, and objects
 * that other groups have begun to read since the user confirmed. Such objects may exist, because the removal of the
 * resources takes minutes. If a parameter file of the dataset group is in force again, deletes nothing.
 * @param begunAt milliseconds since 1970
 */
async function removeOwnData(aws: DeployedAws, data: OwnData, begunAt: number) {
  const { s3, names, filesInForce } = aws;
  const { datasetGroup } = data;
  if ((await filesInForce.find(datasetGroup)) !== undefined) {
    const existing = describeObjects(names.dataBucket, await ownObjects(s3, names.dataBucket, data));
    return { objects: 0, kept: dataKept(existing, 'an upload has put a parameter file in force meanwhile') };
  }
  const others = await filesOfOthers(aws, datasetGroup);
  const { objects, shared, written } = await removeData(s3, names.dataBucket, data, others, begunAt);
  const kept = dataKept(shared, 'another dataset group reads it now');
  return { objects, kept: [...kept, ...dataKept(written, 'written after the removal had begun')] };
}

function dataKept(what: string | undefined, why: string): readonly LeftBehind[] {
  return what === undefined ? [] : [{ what, why }];
}

/**
 * Does the work of a removal. If the work fails, `--json` prints what was removed until then.
 * @throws CliFailure whose hint says how to continue
 */
async function orPartlyRemoved<T>(
  { removed }: GroupRemoval,
  datasetGroup: string,
  output: Output,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DeletionsBlocked) {
      const notRemoved = error.blocked.map(({ resource, reason }) => {
        const { type, name, arn, status } = resource;
        return { type, name, arn, status, reason };
      });
      output.document({ datasetGroup, removed, notRemoved });
      throw error;
    }
    const { message, hint } = explain(error) ?? {};
    if (message === undefined) throw error;
    output.document({ datasetGroup, removed, error: message });
    const next = `The removal of dataset group '${datasetGroup}' has begun: run the same command again to continue it.`;
    throw new CliFailure(message, hint === undefined ? next : `${hint} ${next}`);
  }
}

function showPlan(
  { schedules, parameters, executions, deletions, resources, schemas }: Survey,
  data: readonly string[],
  left: readonly LeftBehind[],
  output: Output,
): void {
  const { colors } = output;
  const deleted = [
    ...schedules.map((schedule) => `schedule '${schedule}'`),
    ...parameters.map((parameter) => `parameter '${parameter}'`),
    ...executions.map((execution) => `run in progress ${execution}`),
    ...deletions
      .filter(({ finishedAt }) => finishedAt === undefined)
      .map(
        ({ file, job }) =>
          `deletion in progress of the users in ${file}, which will be recorded as FAILED${jobNote(job)}`,
      ),
    ...resources
      .filter(({ type }) => !JOBS.has(type))
      .map((resource) => `${label(resource)} ${resource.status}`)
      .reverse(),
    ...schemas.map(label),
    ...data.map((objects) => `in the data bucket, with old versions: ${objects}`),
  ];
  // If nothing else is to be deleted, only records of the dataset group are left in the deployment.
  if (deleted.length === 0) deleted.push('its name in the list of dataset groups that `status` shows');
  for (const each of deleted) output.line(`  ${colors.red('-')} ${printable(each)}`);
  output.line('To be kept:');
  for (const { what, why } of left) output.line(`  ${printable(what)} (${printable(why)})`);
  output.line();
}

function jobNote(job: string | undefined): string {
  return job === undefined ? '' : `: Amazon Personalize may still complete ${job}`;
}

const LOST =
  'the latest version of the file was never in force for this dataset group: delete file and csv yourself if no other group needs them';

function whyLost({ followers: [follower] }: LostFile): string {
  return follower === undefined ? LOST : `dataset group '${follower}' follows a version of it`;
}

/** @param objects descriptions of the group's own objects in the data bucket; empty with `--with-data`, which deletes them */
function leftBehind(
  { names }: DeployedAws,
  { datasetGroup, deletions, resources, sharedSchemas }: Survey,
  data: OwnData,
  objects: readonly string[],
): readonly LeftBehind[] {
  const jobs = resources.filter(({ type }) => JOBS.has(type)).length;
  return [
    ...sharedSchemas.map((schema) => ({ what: label(schema), why: 'a dataset of another group uses it' })),
    ...objects.map((each) => ({ what: `s3://${names.dataBucket}: ${each}`, why: '--with-data deletes it' })),
    ...data.lostFiles
      .filter(({ isThere }) => isThere)
      .map((file) => {
        // If the lost file is in the same folder as one of the group's own parameter files, the csv in this folder
        // belong to the group. Then only the lost file itself is kept.
        const isBesideOwn = data.files.some((own) => folderOf(own) === folderOf(file.key));
        const what = `s3://${names.dataBucket}: ${file.key}${isBesideOwn ? '' : ', and csv beside it'}`;
        return { what, why: whyLost(file) };
      }),
    ...(jobs === 0 ? [] : [{ what: `import and batch jobs: ${jobs}`, why: NO_OPERATION }]),
    ...(deletions.length === 0
      ? []
      : [{ what: `records of deletions of users: ${deletions.length}`, why: '`data-deletions list` shows them' }]),
    {
      what: `the history of runs of '${datasetGroup}', logs and metrics`,
      why: 'they expire as configured in the deployment',
    },
  ];
}
