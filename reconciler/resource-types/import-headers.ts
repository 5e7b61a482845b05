import type { CsvVersion, DataLocation } from '../../aws/data-bucket';
import { errorsOf, headerFaultsOf } from '../../personalize/data-rules/header-faults';
import { COMPRESSED } from '../../personalize/data-rules/rules';
import { schemaFields } from '../../personalize/schema';
import { plural, printable } from '../../personalize/text';
import { InvalidData, NotThereYet } from '../errors';
import { datasetOf, describeResource, type Step } from '../step';

/** Bytes; more than the longest header that a schema can have. */
const BEGINNING = 64 << 10;
/** Reads side by side. */
const READS = 32;
/** Files whose problems a message has. */
const NAMED = 5;

/**
 * Reads the header of each csv file, and nothing else of it.
 * @throws InvalidData if Personalize would refuse the import for a header or a compressed file, or has nothing to import
 * @throws NotThereYet if a file was removed meanwhile
 */
export async function assertImportable(step: Step, { uri, contents, csv }: DataLocation): Promise<void> {
  const filled = csv.filter(({ size }) => size > 0);
  // What a planned upload adds has no version yet.
  const stored = new Set(csv.map(({ key }) => key));
  const isAllThereIs = contents.every(([key]) => stored.has(key));
  if (csv.length > 0 && filled.length === 0 && isAllThereIs) throw refusal(step, `${uri} has only empty csv files.`);
  const compressed = contents.filter(([key]) => COMPRESSED.test(key));
  const problems = compressed.map(([key]) => `${printable(key)}: The file is compressed, Personalize reads only text.`);
  for (let at = 0; at < filled.length; at += READS) {
    const found = await Promise.all(filled.slice(at, at + READS).map((file) => problemOf(step, file)));
    problems.push(...found.filter((problem) => problem !== undefined));
  }
  if (problems.length === 0) return;
  const more = problems.length > NAMED ? ` And ${plural(problems.length - NAMED, 'other file')}.` : '';
  throw refusal(step, `${problems.slice(0, NAMED).join(' ')}${more}`);
}

async function problemOf(step: Step, file: CsvVersion): Promise<string | undefined> {
  const beginning = await step.bucket.beginning(file, BEGINNING);
  if (beginning === undefined) throw new NotThereYet(`${file.key} was removed while it was read`);
  const errors = errorsOf(headerFaultsOf(beginning, schemaFields(datasetOf(step).schema.request.schema)));
  return errors === '' ? undefined : `${printable(file.key)}: ${errors}`;
}

function refusal(step: Step, problem: string): InvalidData {
  return new InvalidData(describeResource(step), problem, 'No import was started. Correct the files and upload them.');
}
