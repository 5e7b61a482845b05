import { stat } from 'node:fs/promises';
import { folderOf, isCsvOf } from '../lib/aws/data-bucket-layout';
import { limitProblems, unknownItemsOf } from '../lib/parameter-file/data-checks';
import { datasetPurpose } from '../lib/parameter-file/dataset-purpose';
import type { DesiredDataset } from '../lib/parameter-file/desired-state';
import type { ChecksSection } from '../lib/parameter-file/sections';
import { alike, ruleTimes } from '../lib/personalize/data-rules/alike';
import { type CsvFile, checkDataset, type DatasetReport } from '../lib/personalize/data-rules/check-dataset';
import type { Findings, Violation } from '../lib/personalize/data-rules/findings';
import type { DatasetType } from '../lib/personalize/dataset-types';
import { present } from '../lib/record-table/item';
import { plural, printable, show } from '../lib/text/format';
import type { DataOptions } from './options';
import type { Output } from './output';
import { localBytes } from './read-local-file';
import type { LocalFile, Source } from './source';
import { ByteProgress } from './upload/send';

/** A violation of a csv rule, or of a limit in the parameter file. */
interface DatasetViolation extends Omit<Violation, 'rule'> {
  readonly rule: string;
}

/** A report with the path of the parameter file and the base name of the csv files. */
export interface CheckedDataset extends Omit<DatasetReport, 'violations'> {
  readonly parameterFile: string;
  readonly dataset: string;
  readonly violations: readonly DatasetViolation[];
}

/**
 * Checks the csv files on this machine that belong to valid parameter files, and prints the violations.
 * @param toSend files that an upload would send. If absent, all limits except those on drops and rises are checked, for
 * all datasets. If given, only the limit `minimumRows` is checked, and only for datasets that have csv among these
 * files. The other limits are then not checked: with the rows that are in the bucket already, or after an operator's
 * acceptance, the import may still pass them
 * @throws Error of the file system if a csv file cannot be read
 */
export async function checkCsvFiles(
  { parameterFiles, data, now }: Source,
  options: DataOptions,
  output: Output,
  toSend?: readonly LocalFile[],
) {
  const checked: CheckedDataset[] = [];
  for (const { path: parameterFile, key, state } of parameterFiles) {
    const found: Findings[] = [];
    const reports: { dataset: DesiredDataset; report: DatasetReport; checks: ChecksSection | undefined }[] = [];
    for (const dataset of state?.datasets ?? []) {
      const local = localCsvOf(data, folderOf(key), dataset.csvName);
      const files = await Promise.all(local.map(({ path }) => localCsv(path)));
      if (state === undefined || files.length === 0) continue;
      const progress = new ByteProgress(files, !output.json);
      const followed = files.map((file) => ({ ...file, open: (from?: number) => progress.through(file.open(from)) }));
      const checking = checkDataset(followed, datasetPurpose(state, dataset), { ...options, now, others: found });
      const report = await checking.finally(() => progress.end());
      reports.push({ dataset, report, checks: toSend ? limitsOfUpload(dataset, local, toSend) : dataset.checks });
    }
    // Limits are checked after all datasets were read, because a limit may need the findings in another dataset.
    for (const { dataset, report, checks } of reports) {
      const judged = checks === undefined ? report : withLimits(report, dataset, checks, found, now);
      checked.push({ parameterFile, dataset: dataset.csvName, ...judged });
    }
  }
  for (const report of checked) printViolations(report, output);
  return checked;
}

/** Limits of a dataset that an upload must meet; undefined if the upload sends no csv of the dataset. */
function limitsOfUpload({ checks = {} }: DesiredDataset, local: readonly LocalFile[], toSend: readonly LocalFile[]) {
  const keys = new Set(toSend.map(({ key }) => key));
  const { minimumRows, onViolation } = checks;
  return local.some(({ key }) => keys.has(key)) ? present({ minimumRows, onViolation }) : undefined;
}

/**
 * Adds violations of the parameter file's limits to the report, if all rows of the dataset were read. Limits on drops
 * and rises are not checked here. They need earlier data, so only runs check them.
 */
function withLimits(
  report: DatasetReport,
  { datasetType }: DesiredDataset,
  checks: ChecksSection,
  found: readonly Findings[],
  now: Date,
) {
  const { total, isComplete, violations, counts } = report;
  if (!isComplete) return report;
  const ofType = (type: DatasetType) => found.find(({ purpose }) => purpose.datasetType === type);
  const [own, items] = [ofType(datasetType), ofType('ITEMS')];
  const unknownItems = own && items && unknownItemsOf(own, items);
  const limits = limitProblems(checks, { ...total, ...unknownItems, eventTypes: 0 }, undefined, now);
  // A violation of `maximumAge` is only a warning: csv that were recent enough when they were imported can be too old
  // today, and this must not stop an upload of other changes. (Uploads do not check this limit, `validate` does.)
  const severityOf = (rule: string) => (checks.onViolation === 'notify' || rule === 'maximumAge' ? 'warning' : 'error');
  return {
    ...report,
    violations: [
      ...violations,
      ...limits.map((limit): DatasetViolation => ({ severity: severityOf(limit.rule), ...limit })),
    ],
    counts: { ...counts, ...Object.fromEntries(limits.map(({ rule }) => [rule, 1])) },
  };
}

/** @throws Error of the file system if the file cannot be read */
export async function localCsv(path: string): Promise<CsvFile> {
  return { name: path, size: (await stat(path)).size, open: (start) => localBytes(path, start) };
}

export const isSound = ({ violations }: CheckedDataset) => violations.every(({ severity }) => severity !== 'error');

/** Text such as `interactions: 1200 rows of 1 file, 40 users, 50 items, from 2026-01-01 to 2026-03-31`. */
export function describeDataset({ dataset, files, total, isComplete }: CheckedDataset): string {
  const { rows, users, items, actions, from, to } = total;
  const read = `${isComplete ? '' : 'only '}${plural(rows, 'row')} of ${plural(files.length, 'file')}${isComplete ? '' : ' were read'}`;
  const counted = Object.entries({ user: users, item: items, action: actions }).filter(([, count]) => count > 0);
  // ISO times after the year 9999 begin with a plus sign. Such a TIMESTAMP is probably in milliseconds instead of
  // seconds. A violation reports this, so the times are omitted here.
  const isPlausible = from && to && !to.startsWith('+');
  const times = isPlausible ? [`from ${from.slice(0, 10)} to ${to.slice(0, 10)}`] : [];
  return `${dataset}: ${[read, ...counted.map(([name, count]) => plural(count, name)), ...times].join(', ')}`;
}

/**
 * The csv files that an import of the dataset reads. If the folder with the dataset's name has csv, these are read.
 * Otherwise the single csv with the dataset's name is read.
 */
export function localCsvOf(data: readonly LocalFile[], folder: string, csvName: string): readonly LocalFile[] {
  const own = data.filter(({ key }) => isCsvOf(folder, csvName, key));
  const inFolder = own.filter(({ key }) => key.startsWith(`${folder}${csvName}/`));
  return inFolder.length > 0 ? inFolder : own;
}

function printViolations({ dataset, violations, counts }: CheckedDataset, output: Output): void {
  const { colors } = output;
  const shown = alike(violations, counts);
  for (const violation of shown) {
    const { severity, file, line, message, value } = violation;
    const place = [file ?? dataset, ...(line === undefined ? [] : [line])].join(':');
    const paint = severity === 'error' ? colors.red : colors.yellow;
    const text = `${message}${value === undefined ? '' : ` Value: ${show(value)}.`}`;
    output.line(
      `${colors.bold(printable(place))} ${paint(severity)} ${text} ${colors.dim(`(${ruleTimes(violation)})`)}`,
    );
  }
  for (const [rule, count] of Object.entries(counts)) {
    const more = shown.reduce((left, violation) => (violation.rule === rule ? left - violation.times : left), count);
    if (more > 0) output.line(`${dataset}: ${more} more ${colors.dim(`(${rule})`)}`);
  }
}
