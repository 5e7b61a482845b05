import { batchFolder, folderOf, isCsvOf } from '../../lib/aws/data-bucket-layout';
import { label } from '../../lib/reconciler/inventory';
import { isKept, isToBeDeleted, type LeftResource } from '../../lib/reconciler/plan/left-resources';
import { isImpossible, type Plan } from '../../lib/reconciler/plan/plan';
import { present } from '../../lib/record-table/item';
import { plural, printable } from '../../lib/text/format';
import { authorOf } from '../author';
import { DeployedAws } from '../aws';
import type { DigestedFile } from '../changed-files';
import { canAsk } from '../confirmation';
import { describeDeployment } from '../deployment-names';
import { explain, WrongUsage } from '../failure';
import { type Followed, FollowFailure, follow, isApplied } from '../follow/follow';
import { runSource } from '../follow/run-source';
import { printSchedules } from '../follow/schedules';
import type { AwsOptions, DataOptions, FollowOptions, PriceOptions, ReplacingOptions, ValueOptions } from '../options';
import { Output } from '../output';
import { differencesOf, fingerprintsOf } from '../plan/fingerprints';
import { printPlans } from '../plan/print-plan';
import { assertApplicable, outdatedBy, planAgain, readSavedPlan } from '../plan/saved-plan';
import { type PreparedUpload, prepareUpload } from '../prepare-upload';
import { confirm, mustAsk, type Question } from '../prune/confirm';
import { deleteResources, type Ended } from '../prune/delete-resources';
import { type Deletions, deletionsOf, type PruneOptions, printDeletions } from '../prune/deletions';
import { findUploadRun } from '../runs';
import { argument } from '../shell-text';
import type { ValidFile } from '../source';
import type { Sent } from '../upload/send';
import { sendAll } from '../upload/send-all';
import { decideAll, inForceAlready, inProgress, reasons } from '../upload/unchanged-files';

export interface ApplyOptions
  extends AwsOptions,
    FollowOptions,
    DataOptions,
    ValueOptions,
    ReplacingOptions,
    PriceOptions,
    PruneOptions {
  /** True to send unchanged parameter files again, even if their last run succeeded. */
  readonly force: boolean;
}

/**
 * Checks and plans parameter files, sends the data and then the parameter files, and follows the runs that the files
 * start. With `--no-wait`, the runs are not followed. If a file cannot be applied, nothing is sent. For a saved plan,
 * the plan is computed again and compared; only its deletions need a confirmation. An outdated plan is refused, even if
 * it became outdated while the user was asked to confirm it. If something fails after files were sent, `--json` prints
 * the document with the error.
 * @param path source of the files, or a saved plan
 * @returns exit status: 1 if a file is invalid, in conflict or refused, the plan is outdated, a run fails, or another
 * upload supersedes a run or its file
 * @throws WrongUsage if a confirmation cannot be asked for, or `--no-wait` is given with deletions that must wait for runs
 * (see {@link confirm}), and for options that cannot be given with a saved plan
 * @throws CliFailure if the answer is no, a saved plan is not of this deployment, a file cannot be sent, or a run does
 * not begin
 */
export async function apply(path: string, options: ApplyOptions): Promise<number> {
  const output = new Output(options.json);
  const saved = await readSavedPlan(path);
  if (saved !== undefined) refuseDecided(options);
  const aws = await DeployedAws.open(options);
  if (saved !== undefined) assertApplicable(path, saved, aws);
  const { path: source, replaces } = saved ?? { path, replaces: options.replaces };
  const prepared = await prepareUpload(aws, source, { ...options, ...present({ replaces }) }, output, true);
  if (prepared === undefined) {
    output.line(output.colors.red('Nothing was sent: fix these errors first.'));
    return 1;
  }
  const { parameterFiles, files, data, fingerprints, plans } = prepared;
  printPlans(prepared, output);
  const known = await decideAll(prepared, (file) => reasonToSend(file, data.changed, options.force), replaces);
  const resent = known.filter(({ decision }) => decision.action === 'SEND');
  const toSend = [...data.changed, ...files.changed, ...resent];
  const document = {
    bucket: aws.names.dataBucket,
    plans,
    skipped: data.unchanged.length + files.unchanged.length - resent.length,
    again: reasons(known, 'SEND'),
    inProgress: reasons(known, 'WAIT'),
    uploaded: [],
    removals: [],
    runs: [],
  };
  if (plans.some(isImpossible)) {
    output.document(document);
    output.line(output.colors.red('Nothing was sent: resolve what is marked with ! first.'));
    return 1;
  }
  const again = saved === undefined ? 'Run `apply` again, to see the plan as it is now.' : planAgain(source, path);
  const refuse = (outdated: readonly string[]) => {
    output.document({ ...document, outdated });
    output.section([
      `The plan${saved === undefined ? '' : ` in ${printable(path)}`} is outdated:`,
      ...outdated.map(printable),
    ]);
    output.line(output.colors.red(`Nothing was sent. ${again}`));
    return 1;
  };
  const outdated = saved === undefined ? [] : outdatedBy(saved, fingerprints, plans);
  if (outdated.length > 0) return refuse(outdated);
  output.line();
  for (const { key, reason } of document.again) output.line(printable(`${key} is sent again: ${reason}`));
  for (const { key, reason } of document.inProgress) output.line(printable(`${key} is not sent again: ${reason}`));
  const deletions = deletionsOf(prepared, options, saved !== undefined);
  const hasRuns = toSend.length > 0 || document.inProgress.length > 0;
  const isReviewed = saved !== undefined;
  const question: Question = { place: describeDeployment(aws), files: toSend.length, hasRuns, deletions, isReviewed };
  printDeletions(deletions, output);
  const { by } = deletions.length > 0 ? authorOf(options) : { by: '' };
  if (!canAsk(options) && mustAsk(question, options)) output.document(document);
  await confirm(question, options);
  // Another person may have applied something since this plan was computed, for example while the user was asked to
  // confirm it.
  const changed = differencesOf(fingerprints, await fingerprintsOf(prepared));
  if (changed.length > 0) return refuse(changed);
  const replaced = plans.flatMap(({ replaces }, index) => {
    const key = parameterFiles[index]?.key;
    return key === undefined || replaces === undefined ? [] : [[key, replaces] as const];
  });
  const keysOf = (some: readonly Sent[]) => some.map(({ key }) => key);
  const sending = {
    files: toSend,
    replaced: new Map(replaced),
    parameterFiles,
    next: again,
    printFailure: (some: readonly Sent[], error: string) =>
      output.document({ ...document, uploaded: keysOf(some), error }),
  };
  const sent = await sendAll(aws, sending, output);
  output.line(`${plural(sent.length, 'file')} uploaded to ${aws.names.dataBucket}, ${document.skipped} unchanged.`);
  const versions = [...sent, ...known.flatMap(inProgress)];
  const kept = keptDespiteFile(plans, deletions);
  if (kept.length > 0)
    output.line(
      `Not deleted, though onRemoval is "delete": ${kept.map(label).join(', ')}. In a terminal, without --yes and --no-wait, \`personalize-mlops apply ${argument(source)}\` asks before it deletes them.`,
    );
  const followed = followedOf(aws, parameterFiles, versions);
  if (followed.length === 0 && deletions.length === 0) {
    const isPruned = options.prune && plans.every(({ notInFile }) => notInFile.length === 0);
    const left = isPruned ? 'Nothing is left to delete. ' : '';
    output.line(`${left}The runs of the last uploads succeeded. To run them again, pass --force.`);
  } else if (followed.length > 0 && !options.wait)
    output.line(
      `Follow the runs with \`personalize-mlops apply ${argument(source)}\`: it sends nothing again while a run is in progress or about to begin.`,
    );
  const ended: Ended = { removals: [], runs: [] };
  const print = (error?: string) =>
    output.document({ ...document, uploaded: keysOf(sent), ...ended, ...present({ error }) });
  try {
    if (options.wait) await followAll(prepared, followed, options.interval, ended, output);
    const isDone = ended.runs.every(isApplied);
    if (!isDone && deletions.length > 0) output.line('Nothing was deleted, as a run has not succeeded.');
    const approved = [...versions, ...known.flatMap(inForceAlready)];
    await deleteResources(aws, isDone ? deletions : [], approved, { ...options, by }, ended, output);
  } catch (error) {
    const { message } = explain(error) ?? {};
    if (message !== undefined) print(message);
    throw error;
  }
  print();
  return ended.runs.every(isApplied) ? 0 : 1;
}

/**
 * Reason to send an unchanged parameter file again; undefined if there is none. Changed data are such a reason, because
 * an upload of data alone starts no run.
 */
function reasonToSend(
  { key, state: { datasetGroup, datasets } }: ValidFile,
  changedData: readonly DigestedFile[],
  isForced: boolean,
): string | undefined {
  const isRead = (file: DigestedFile) =>
    file.key.startsWith(batchFolder(datasetGroup.name)) ||
    datasets.some(({ csvName }) => isCsvOf(folderOf(key), csvName, file.key));
  if (changedData.some(isRead)) return 'its data files have changed';
  return isForced ? '--force' : undefined;
}

/**
 * Follows the runs to their ends, and prints the schedules of the files that were applied.
 * @param ended this function adds the ended runs to `ended.runs`, even if it throws because other runs could not be
 * followed
 */
async function followAll(
  { aws, parameterFiles, plans }: PreparedUpload,
  followed: readonly Followed[],
  interval: number,
  ended: Ended,
  output: Output,
): Promise<void> {
  try {
    ended.runs.push(...(await follow(runSource(aws), followed, interval, output)));
  } catch (error) {
    if (error instanceof FollowFailure) ended.runs.push(...error.finished);
    throw error;
  }
  for (const [index, { state }] of parameterFiles.entries())
    if (ended.runs.some((run) => run.datasetGroup === state.datasetGroup.name && isApplied(run)))
      await printSchedules(plans[index]?.changes ?? [], state, aws, output);
}

/** Resources that were removed from the files, but are kept despite `onRemoval: delete`. */
function keptDespiteFile(plans: readonly Plan[], deletions: readonly Deletions[]): readonly LeftResource[] {
  const deleted = new Set(deletions.flatMap(({ resources }) => resources));
  return plans.flatMap(({ notInFile }) =>
    notInFile.filter(
      (each) => isToBeDeleted(each, notInFile) && isKept(each) && each.waitsFor === undefined && !deleted.has(each),
    ),
  );
}

/** @throws WrongUsage for `--replaces`, `--value` and `--force`, which cannot be given with a saved plan */
function refuseDecided({ replaces, value, force }: ApplyOptions): void {
  const given = Object.entries({ '--replaces': replaces, '--value': value, '--force': force || undefined });
  for (const [option, each] of given)
    if (each !== undefined)
      throw new WrongUsage(
        `${option} cannot be given with a saved plan.`,
        'A saved plan is applied as it is: leave the option out, or apply the file or folder instead.',
      );
}

/** @param versions object versions that were sent, or whose run is in progress */
function followedOf(aws: DeployedAws, files: readonly ValidFile[], versions: readonly Sent[]): readonly Followed[] {
  return files.flatMap(({ key, state }) => {
    const version = versions.find((sent) => sent.key === key);
    if (version === undefined) return [];
    const datasetGroup = state.datasetGroup.name;
    const file = { datasetGroup, key, fileVersion: version.versionId };
    return [{ datasetGroup, find: findUploadRun(aws, file) }];
  });
}
