import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { folderOf, isCsvOf } from '../aws/data-bucket-layout';
import { datasetPurpose } from '../parameter-file/dataset-purpose';
import { checkDataset, type DatasetReport } from '../personalize/data-rules/check-dataset';
import { plural, printable, show } from '../personalize/text';
import type { DataOptions } from './options';
import type { Output } from './output';
import type { LocalFile, Source } from './source';
import { Progress } from './upload/send';

export interface CheckedDataset extends DatasetReport {
  /** Path of the parameter file. */
  readonly parameterFile: string;
  /** Base name of its csv files. */
  readonly dataset: string;
}

/**
 * Checks the csv files of valid parameter files, as far as they are on this machine, and prints their violations.
 * @throws Error of the file system if one cannot be read
 */
export async function checkData(
  { parameterFiles, data }: Source,
  { sample, showValues }: DataOptions,
  output: Output,
): Promise<readonly CheckedDataset[]> {
  const sizes = new Map(await Promise.all(data.map(async ({ path }) => [path, (await stat(path)).size] as const)));
  const datasets = parameterFiles.flatMap(({ path: parameterFile, key, state }) =>
    (state?.datasets ?? []).map((dataset) => ({
      parameterFile,
      dataset: dataset.csvName,
      purpose: state && datasetPurpose(state, dataset),
      files: csvOf(data, folderOf(key), dataset.csvName).map(({ path }) => ({ path, size: sizes.get(path) ?? 0 })),
    })),
  );
  const progress = new Progress(
    datasets.flatMap(({ files }) => files),
    !output.json,
  );
  const checked: CheckedDataset[] = [];
  try {
    for (const { parameterFile, dataset, purpose, files } of datasets) {
      if (purpose === undefined || files.length === 0) continue;
      const csv = files.map((file) => ({
        name: file.path,
        bytes: file.size,
        open: () => readFollowed(file, progress),
      }));
      const report = await checkDataset(csv, purpose, sample);
      const violations = report.violations.map(({ value, ...rest }) => (showValues ? { ...rest, value } : rest));
      checked.push({ parameterFile, dataset, ...report, violations });
    }
  } finally {
    progress.end();
  }
  for (const report of checked) printViolations(report, output);
  return checked;
}

export function isSound({ violations }: DatasetReport): boolean {
  return violations.every(({ severity }) => severity !== 'error');
}

/** `interactions: 1200 rows in 1 file, 40 users, 50 items, from 2026-01-01 to 2026-03-31` */
export function describeData({ dataset, files, total, isComplete }: CheckedDataset): string {
  const { rows, users, items, actions, from, to } = total;
  const ids = [
    ...(users === undefined ? [] : [plural(users, 'user')]),
    ...(items === undefined ? [] : [plural(items, 'item')]),
    ...(actions === undefined ? [] : [plural(actions, 'action')]),
  ];
  const times = from === undefined || to === undefined ? '' : `, from ${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  const read = isComplete ? '' : ' were read';
  return `${dataset}: ${[`${plural(rows, 'row')} of ${plural(files.length, 'file')}${read}`, ...ids].join(', ')}${times}`;
}

/** The files that an import reads: those in the dataset's folder, or else its one file. */
function csvOf(data: readonly LocalFile[], folder: string, csvName: string): readonly LocalFile[] {
  const own = data.filter(({ key }) => isCsvOf(folder, csvName, key));
  const inFolder = own.filter(({ key }) => key.startsWith(`${folder}${csvName}/`));
  return inFolder.length > 0 ? inFolder : own;
}

async function* readFollowed(file: { readonly path: string; readonly size: number }, progress: Progress) {
  let read = 0;
  try {
    for await (const chunk of createReadStream(file.path) as AsyncIterable<Buffer>) {
      yield chunk;
      read += chunk.length;
      progress.at(read);
    }
  } finally {
    progress.fileDone(file);
  }
}

function printViolations({ dataset, violations, counts }: CheckedDataset, output: Output): void {
  const { colors } = output;
  for (const { severity, file, line, message, value, rule } of violations) {
    const place = [file ?? dataset, ...(line === undefined ? [] : [line])].join(':');
    const paint = severity === 'error' ? colors.red : colors.yellow;
    const shown = value === undefined ? '' : ` Value: ${show(value)}.`;
    output.line(`${colors.bold(printable(place))} ${paint(severity)} ${message}${shown} ${colors.dim(`(${rule})`)}`);
  }
  for (const [rule, count] of Object.entries(counts)) {
    const more = count - violations.filter((violation) => violation.rule === rule).length;
    if (more > 0) output.line(`${dataset}: ${more} more ${colors.dim(`(${rule})`)}`);
  }
}
