import type { Recipe } from '../../../../lib/personalize/recipes';
import type { Random } from '../../../core/random';
import { ServiceError } from '../../../core/service';
import type { Context } from '../context';
import { Bucket, BucketDenied, parseS3Path } from '../data/bucket';
import { CreationFailure } from '../errors';
import type { FilterValues } from '../filtering/values';
import { type Resource, textMember } from '../resource';
import { Answers } from './answers';
import { filterValuesProblem, type InputLine, type LineForm, lineForm } from './line-forms';

const DEFAULT_RESULTS = 25;

export interface InputQuotas {
  readonly files: number;
  readonly linesPerFile: number;
}

export interface BatchOptions {
  readonly recipe: Recipe;
  readonly themes: boolean;
  readonly quotas: InputQuotas;
}

interface Location {
  readonly path: string;
}

/**
 * Runs a batch inference or batch segment job. The input files have the format JSON Lines. The job writes `<input file name>.out` for each
 * input file into the output folder, and an empty file `_CHECK`. For an invalid input line, the output line has an error instead of a
 * result.
 * @throws CreationFailure if the input or output cannot be accessed, if the input has no files or exceeds the quotas, if a file has no
 * lines, or if no line is valid
 */
export async function runBatchJob(job: Resource, context: Context, options: BatchOptions): Promise<void> {
  const input = (job.members.jobInput as { s3DataSource: Location }).s3DataSource.path;
  const output = (job.members.jobOutput as { s3DataDestination: Location }).s3DataDestination.path;
  const caller = { roleArn: textMember(job, 'roleArn'), sourceArn: job.arn };
  const files = await readInput(context, input, caller, options.quotas);
  const form = lineForm(options.recipe, options.themes);
  const answers = new Answers(job, options.recipe, context);
  const random = context.aws.random.fork(`personalize batch ${job.arn}`);
  const count = typeof job.members.numResults === 'number' ? job.members.numResults : DEFAULT_RESULTS;
  context.batchInputs.set(job.arn, new Map(files.map(({ key, etag }) => [key, etag])));
  const answered = files.map(({ name, lines }) => ({
    name,
    lines: lines.map((line) => answer(line, form, answers, count)),
  }));
  assertSomeSucceeded(answered.flatMap(({ lines }) => lines));
  await inBucket('Invalid S3 output path', async () => {
    const path = parseS3Path(output);
    if (path === undefined) throw new CreationFailure('Invalid S3 output path');
    const folder = path.key === '' || path.key.endsWith('/') ? path.key : `${path.key}/`;
    const bucket = new Bucket(context.aws, path.bucket, caller);
    for (const { name, lines } of answered) {
      // Personalize writes output lines in another order than input lines.
      const texts = shuffled(lines, random).map((line) => `${JSON.stringify(line)}\n`);
      await bucket.write(`${folder}${name}.out`, texts.join(''));
    }
    await bucket.write(`${folder}_CHECK`, '');
  });
}

interface InputFile {
  readonly key: string;
  readonly etag: string;
  /** File name without its folder. */
  readonly name: string;
  readonly lines: readonly string[];
}

function readInput(
  context: Context,
  input: string,
  caller: { readonly roleArn: string; readonly sourceArn: string },
  quotas: InputQuotas,
): Promise<InputFile[]> {
  return inBucket('Invalid S3 input path', async () => {
    const path = parseS3Path(input);
    if (path === undefined) throw new CreationFailure('Invalid S3 input path');
    const bucket = new Bucket(context.aws, path.bucket, caller);
    const keys = await bucket.keys(path.key);
    if (keys.length === 0) throw new CreationFailure(`Invalid S3 input path: no objects found at ${input}.`);
    if (keys.length > quotas.files) {
      throw new CreationFailure(`The input has ${keys.length} files, at most ${quotas.files} are possible.`);
    }
    const files: InputFile[] = [];
    for (const key of keys) {
      const { body, etag } = await bucket.read(key);
      files.push({ key, etag, ...readFile(key, body, quotas) });
    }
    return files;
  });
}

function readFile(key: string, body: Uint8Array, { linesPerFile }: InputQuotas): Pick<InputFile, 'name' | 'lines'> {
  const lines = new TextDecoder()
    .decode(body)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new CreationFailure(`Input file ${key} is empty.`);
  if (lines.length > linesPerFile) {
    throw new CreationFailure(`Input file ${key} has ${lines.length} lines, at most ${linesPerFile} are possible.`);
  }
  return { name: key.split('/').at(-1) ?? key, lines };
}

async function inBucket<T>(refusal: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BucketDenied)) throw error;
    throw new CreationFailure(`${refusal}. Insufficient privileges for accessing data in Amazon S3. ${error.message}`);
  }
}

interface OutputLine {
  readonly input: unknown;
  readonly output?: unknown;
  readonly error: string | null;
}

function answer(text: string, form: LineForm, answers: Answers, count: number): OutputLine {
  const line = parseLine(text);
  if (line === undefined) return { input: text, output: null, error: 'The line is not a JSON object.' };
  const problem = form.problem(line) ?? filterValuesProblem(line);
  if (problem !== undefined) return { input: line, output: null, error: `${problem}.` };
  try {
    const found = answers.to(form.query(line), line.filterValues as FilterValues | undefined, count);
    return { input: line, output: form.output(found, () => answers.themeOf(found)), error: null };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { input: line, output: null, error: error.message };
  }
}

function parseLine(text: string): InputLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // The output must repeat the line. JSON.stringify throws if the line is nested too deeply, so that the line counts as invalid.
    JSON.stringify(value);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as InputLine) : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the job fail if no line is valid. If at least one line is valid, invalid lines do not make the job fail. AWS does not document this. */
function assertSomeSucceeded(lines: readonly OutputLine[]): void {
  const [first] = lines;
  if (first?.error == null || lines.some(({ error }) => error === null)) return;
  throw new CreationFailure(`None of the ${lines.length} input lines is valid. The first: ${first.error}`);
}

function shuffled<T>(elements: readonly T[], random: Random): readonly T[] {
  const order = [...elements];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
