import type { CsvVersion, DataLocation } from '../../aws/data-bucket';
import { errorsOf, headerFaultsOf } from '../../personalize/data-rules/header-faults';
import { COMPRESSED } from '../../personalize/data-rules/rules';
import { schemaFields } from '../../personalize/schema';
import { plural, printable } from '../../text/format';
import { InvalidData, NotThereYet } from '../errors';
import { datasetOf, describeResource, type Step } from '../step';

/** Bytes to read from each file. This is more than the longest header that a schema can have. */
const BEGINNING = 64 << 10;
/** Number of parallel reads. */
const READS = 32;
/** Maximum number of problems that a message shows. */
const MAX_SHOWN = 5;

/**
 * Checks that Personalize can import the csv files.
 * @throws InvalidData if there are problems: see {@link importProblems}
 * @throws NotThereYet if a file was removed from the bucket during the check
 */
export async function assertImportable(step: Step, data: DataLocation): Promise<void> {
  const problems = await importProblems(step, data);
  if (problems.length > 0)
    throw new InvalidData(describeResource(step), messageOf(problems), 'Correct the files and upload them.');
}

/**
 * Problems for which Personalize would refuse the import: wrong headers, compressed files, or only empty csv files. Reads
 * only the beginning of each csv file.
 * @throws NotThereYet if a file was removed from the bucket during the check
 */
export async function importProblems(step: Step, { uri, contents, csv }: DataLocation): Promise<readonly string[]> {
  const filled = csv.filter(({ size }) => size > 0);
  // The data are empty only if every object is an empty csv that is stored in the bucket. Two kinds of objects may have
  // rows: files that a plan would upload, which are not in `csv`, and objects that are not csv, which Personalize may read.
  const stored = new Set(csv.map(({ key }) => key));
  const isEmpty = csv.length > 0 && filled.length === 0 && contents.every(([key]) => stored.has(key));
  const problems = isEmpty ? [`${uri} has only empty csv files.`] : [];
  for (const [key] of contents.filter(([each]) => COMPRESSED.test(each)))
    problems.push(`${printable(key)}: The file is compressed; Personalize reads only text.`);
  for (let at = 0; at < filled.length; at += READS) {
    const found = await Promise.all(filled.slice(at, at + READS).map((file) => problemsOf(step, file)));
    problems.push(...found.flat());
  }
  return problems;
}

function messageOf(problems: readonly string[]): string {
  const left = problems.length - MAX_SHOWN;
  return [...problems.slice(0, MAX_SHOWN), ...(left > 0 ? [`And ${plural(left, 'other problem')}.`] : [])].join(' ');
}

async function problemsOf(step: Step, file: CsvVersion): Promise<readonly string[]> {
  const beginning = await step.bucket.beginning(file, BEGINNING);
  if (beginning === undefined) throw new NotThereYet(`${file.key} was removed while it was read`);
  const fields = schemaFields(datasetOf(step).schema.request.schema).map(({ name }) => name);
  const errors = errorsOf(headerFaultsOf(beginning, fields));
  return errors === '' ? [] : [`${printable(file.key)}: ${errors}`];
}
