import { IMPORT_WORKFLOW, UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import { isActive } from '../../lib/personalize/statuses';
import { importSince, isByPerson } from '../../lib/reconciler/resource-types/acceptances';
import { findBaseline } from '../../lib/reconciler/resource-types/import-baseline';
import { csvOf, planCheck } from '../../lib/reconciler/resource-types/import-check-plan';
import { enforcedRules } from '../../lib/reconciler/resource-types/import-checks';
import { dataDecisionText, knownRefusal, unfitItems } from '../../lib/reconciler/resource-types/known-refusals';
import { type DataStatistics, DataStatisticsRecords } from '../../lib/record-table/data-statistics';
import { referenceOf } from '../../lib/record-table/file-reference';
import { present } from '../../lib/record-table/item';
import { DATA_ACCEPT_TRIGGER, type RunRequest } from '../../lib/record-table/run-request';
import type { Run } from '../../lib/record-table/runs';
import { printable } from '../../lib/text/format';
import { type AuthorOptions, authorOf } from '../author';
import { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import { noFileInForce } from '../file-in-force';
import { isApplied } from '../follow/follow';
import type { AwsOptions, FollowOptions } from '../options';
import { moment, Output } from '../output';
import { type ChecksInForce, checksInForce, type RecordedChecks } from '../recorded-checks';
import { recentRuns } from '../runs';
import { type StartedRun, startRun } from '../start-run';

export interface DataDecisionOptions extends AwsOptions, AuthorOptions {
  /** Base name of the dataset's csv. */
  readonly dataset?: string;
}

/**
 * Accepts data that were refused because of limits in the parameter file. Then imports these data, with all other new
 * data of the dataset group. If another dataset has refused data, the run records the acceptance, but imports nothing.
 * @returns exit status: 1 if the run fails, or if the budget does not cover an import
 * @throws CliFailure if no parameter file is in force, if no data of the dataset group (or of `--dataset`) are refused,
 * or if several datasets have refused data and `--dataset` is not given
 * @throws CliFailure if the refused data or the rules that they are checked against have changed, if the data break
 * rules of Personalize, if a person has rejected csv that are due for an import, or if new items do not fit the
 * interactions
 */
export async function acceptData(group: string, options: DataDecisionOptions & FollowOptions): Promise<number> {
  const author = authorOf(options);
  const aws = await DeployedAws.open(options);
  const { file, state, datasets } = await datasetsInForce(aws, group);
  await assertAcceptable(group, datasets);
  const refused = datasets.flatMap(({ dataset, step, checks: [check] }) =>
    check?.verdict === 'REFUSED' ? [{ dataset, step, check }] : [],
  );
  const { dataset, step, check } = oneOf(refused, options.dataset, 'refused', group);
  const enforced = enforcedRules(check);
  if (enforced.length > 0)
    throw new CliFailure(
      `The ${dataset.csvName} of dataset group '${group}' break rules of Amazon Personalize, not only limits: ${enforced.join(', ')}.`,
      'Correct the csv and upload them.',
    );
  const data = await csvOf(step, dataset);
  if (data === undefined || (await planCheck(step, dataset, data)).fingerprint !== check.fingerprint)
    throw new CliFailure(
      `The ${dataset.csvName} of dataset group '${group}', or the rules that they are checked against, have changed since ${moment(check.checkedAt)}: nothing was accepted.`,
      `Check them as they are now: \`personalize-mlops retry ${group}\`.`,
    );
  const output = new Output(options.json);
  output.line(`Refused ${moment(check.checkedAt)}, fingerprint ${check.fingerprint}, ${check.rows} rows:`);
  for (const problem of check.problems) output.line(problem);
  const acceptance = { dataset: dataset.csvName, fingerprint: check.fingerprint, ...author };
  const request: RunRequest = {
    datasetGroup: state.datasetGroup.name,
    workflow: IMPORT_WORKFLOW,
    trigger: DATA_ACCEPT_TRIGGER,
    file: referenceOf(file),
    acceptance,
  };
  const print = (started: StartedRun) => output.document({ ...acceptance, datasetGroup: group, ...started });
  const what = `The import of the accepted ${dataset.csvName}`;
  const runs = await startRun(aws, request, what, options, output, print);
  if (!runs.every(isApplied)) return 1;
  const skipped = runs.flatMap(({ resources }) =>
    resources.filter(({ type, result }) => type === 'datasetImportJob' && result === 'SKIPPED'),
  );
  for (const { resource, note } of skipped) output.line(`Not imported: ${resource}. ${note ?? ''}`);
  if (skipped.length > 0) return 1;
  const trainings = state.tasks.filter(({ input }) => input.trainingMode === 'FULL');
  const commands = trainings.map(({ name }) => `\`personalize-mlops schedules run ${name}\``).join(', ');
  output.line(`This run trains nothing.${commands === '' ? '' : ` The schedules do; to train now: ${commands}.`}`);
  output.line(`To do the work that a refused upload did not reach: \`personalize-mlops retry ${group}\`.`);
  return 0;
}

/**
 * Takes back an acceptance for good, if the accepted data are not imported yet. Otherwise, rejects the import with which
 * later data would be compared, usually the last one: later checks then compare data with the import before it. Imported
 * rows stay in Personalize.
 * @throws CliFailure if no parameter file is in force, if the dataset group (or `--dataset`) has nothing to reject, or
 * if several datasets have something to reject and `--dataset` is not given
 * @throws CliFailure if no import before the rejected import is known, if a run may be importing the accepted data now,
 * or if a check of the data ends meanwhile
 */
export async function rejectData(group: string, options: DataDecisionOptions): Promise<number> {
  const author = authorOf(options);
  const aws = await DeployedAws.open(options);
  const { datasets } = await datasetsInForce(aws, group);
  const candidates = [];
  for (const each of datasets) {
    const waiting = await waitingAcceptance(each);
    const check = waiting ?? (await findBaseline(each.step, each.checks)).check;
    if (check !== undefined) candidates.push({ ...each, check, isWaiting: check === waiting });
  }
  const found = oneOf(candidates, options.dataset, 'waiting as accepted, or the comparison for later data', group);
  const { dataset, step, check, checks, isWaiting } = found;
  if (isWaiting) await assertNotImporting(aws, group, found);
  const { csvName } = dataset;
  const rejected = checks.map((each) =>
    isSameImport(each, check) ? { ...each, verdict: 'REJECTED' as const, decision: author } : each,
  );
  const { check: before } = await findBaseline(step, rejected);
  if (before === undefined && !isWaiting)
    throw new CliFailure(
      `No earlier import of the ${csvName} of dataset group '${group}' is known: nothing was rejected.`,
    );
  if (!(await new DataStatisticsRecords(aws.records).replace(group, csvName, checks, rejected)))
    throw new CliFailure(
      `The ${csvName} of dataset group '${group}' were checked in the meantime: nothing was rejected.`,
      'Try again.',
    );
  const output = new Output(options.json);
  output.document({
    datasetGroup: group,
    dataset: csvName,
    rejected: check.fingerprint,
    ...present({ baseline: before?.fingerprint }),
    ...author,
  });
  if (isWaiting)
    output.line(`The ${check.rows} rows of ${csvName} that were accepted, and not imported yet, are rejected.`);
  if (before !== undefined)
    output.line(
      `Later ${csvName} are compared with the ${before.rows} rows checked ${moment(before.checkedAt)}, not with the ${check.rows} rows checked ${moment(check.checkedAt)}.`,
    );
  output.line(
    isWaiting
      ? 'The last import stays as it is. To reject it, repeat the command.'
      : 'The imported rows stay in Amazon Personalize: upload the earlier csv to replace them.',
  );
  output.line(
    `Runs refuse these csv from now on, and \`data accept\` cannot accept them again: to import ${csvName}, upload other csv.`,
  );
  return 0;
}

/**
 * The newest check of a dataset, if a person has accepted the checked data and Personalize has not imported these data
 * yet. Otherwise undefined.
 */
async function waitingAcceptance({ step, checks: [newest] }: RecordedChecks): Promise<DataStatistics | undefined> {
  if (newest === undefined || !isByPerson(newest)) return undefined;
  return isActive((await importSince(step, newest))?.status ?? '') ? undefined : newest;
}

/** @throws CliFailure if the accepted data are being imported, or a run in progress may still import them */
async function assertNotImporting(
  aws: DeployedAws,
  group: string,
  { dataset, step, check }: Pick<RecordedChecks, 'dataset' | 'step'> & { readonly check: DataStatistics },
): Promise<void> {
  const isImporting = ({ status, workflow }: Run) =>
    status === 'RUNNING' && (workflow === UPLOAD_WORKFLOW || workflow === IMPORT_WORKFLOW);
  const [run] = await recentRuns(aws, group, 1, isImporting);
  if (run === undefined && (await importSince(step, check)) === undefined) return;
  throw new CliFailure(
    `The accepted ${dataset.csvName} of dataset group '${group}' may be imported at this moment: nothing was rejected.`,
    'Repeat the command once the run or import in progress has ended.',
  );
}

const isSameImport = (one: DataStatistics, other: DataStatistics) => one.importFingerprint === other.importFingerprint;

/**
 * The file in force, and its datasets with their recorded checks. If the file no longer checks the rows of a dataset,
 * the dataset's recorded checks are left out.
 */
async function datasetsInForce(aws: DeployedAws, group: string): Promise<ChecksInForce> {
  const known = await checksInForce(aws, group);
  if (known === undefined) throw noFileInForce(group);
  const datasets = known.datasets.map((each) => (each.dataset.checks === undefined ? { ...each, checks: [] } : each));
  return { ...known, datasets };
}

/**
 * Checks the data of all datasets, because a run imports all of them or none.
 * @throws CliFailure if an operator has rejected csv that are due for an import, or if too many interactions are with
 * items that the new csv of items lack (`maximumUnknownItems`)
 */
async function assertAcceptable(group: string, datasets: readonly RecordedChecks[]): Promise<void> {
  for (const { dataset, step, checks } of datasets) {
    const check = await knownRefusal(step, checks);
    if (check?.verdict === 'REJECTED')
      throw new CliFailure(
        `The ${dataset.csvName} of dataset group '${group}' were ${dataDecisionText(check)}: a run would refuse them and import nothing.`,
        `Upload other ${dataset.csvName}: what was rejected cannot be accepted again.`,
      );
    const unfit = await unfitItems(step);
    if (unfit !== undefined)
      throw new CliFailure(`Nothing of dataset group '${group}' can be accepted, because ${unfit}`);
  }
}

/**
 * Finds the dataset with the given name or, if no name is given, the only dataset of `all`.
 * @throws CliFailure if there is no such dataset, or more than one
 */
function oneOf<D extends { readonly dataset: { readonly csvName: string } }>(
  all: readonly D[],
  name: string | undefined,
  what: string,
  group: string,
): D {
  const found = all.filter(({ dataset }) => name === undefined || dataset.csvName === name);
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  const names = all.map(({ dataset }) => dataset.csvName).join(', ');
  if (one === undefined)
    throw new CliFailure(
      `No data of ${name === undefined ? '' : `dataset '${printable(name)}' of `}dataset group '${group}' are ${what}${names && `. Such data are in: ${names}`}.`,
      `\`personalize-mlops status ${group} --data\` shows the checks of data.`,
    );
  throw new CliFailure(`Data of several datasets are ${what}: ${names}.`, 'Choose one with --dataset.');
}
