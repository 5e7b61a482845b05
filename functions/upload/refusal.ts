import type { Problem } from '../../parameter-file/problem';
import { demandOf } from '../../parameter-file/rules/demands';
import { cutText, printable, show } from '../../personalize/text';
import type { FileReference } from '../../record-table/file-reference';
import { describeProblems, placeOf } from '../shared/errors';
import type { UploadedObject } from './uploaded-object';

/** Why a parameter file is not used, as people are told. */
export interface Refusal {
  readonly summary: string;
  readonly description: string;
  /** Name of the dataset group that the file gives, if it does. */
  readonly namedGroup?: string;
}

/** 1 MB as S3 counts it. */
const SIZE_LIMIT_BYTES = 1_048_576;

/** @returns undefined for a file of acceptable size */
export function refusalForSize(object: UploadedObject): Refusal | undefined {
  const { size } = object;
  if (size <= SIZE_LIMIT_BYTES) return undefined;
  return {
    summary: `${fileOf(object)} refused: it has ${size} bytes, the limit is ${SIZE_LIMIT_BYTES}.`,
    description:
      'Nothing was changed. Is it a data file? Data belongs into .csv files beside the parameter file.',
  };
}

export function refusalOfDeleted(object: UploadedObject): Refusal {
  return {
    summary: `${fileOf(object)} refused: its version ${object.versionId} was deleted before it was read.`,
    description: 'Nothing was changed. If the file is still wanted, upload it again.',
  };
}

export function refusalForProblems(object: UploadedObject, problems: readonly Problem[]): Refusal {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return {
    summary: `${fileOf(object)} refused: ${errors.length} error${errors.length === 1 ? '' : 's'}.`,
    description: [
      'Nothing was changed. Mend these and upload the file again:',
      '',
      ...describeProblems(errors, { describe }),
      ...(warnings.length > 0 ? ['', 'Warnings:', '', ...describeProblems(warnings, { describe })] : []),
    ].join('\n'),
  };
}

/** Warnings that a run's notification lists; its input carries them. */
const WARNINGS_LISTED = 10;
/** UTF-16 units. */
const LONGEST_WARNING = 400;

/** What is likely unwanted in an accepted file, a line each. @param problems of the file, warnings all of them */
export function warningLines(problems: readonly Problem[]): readonly string[] {
  return describeProblems(problems, { listed: WARNINGS_LISTED }).map((line) =>
    cutText(line, LONGEST_WARNING),
  );
}

/** A problem as a mail shows it: on lines of their own its value, its rule and what to do. */
function describe(problem: Problem): string {
  const { message, value, rule, hint } = problem;
  const demand = demandOf(rule);
  return [
    `${placeOf(problem)}: ${message}`,
    ...(value === undefined ? [] : [`  Value: ${show(value)}`]),
    `  Rule: ${rule}${demand === undefined ? '' : `: ${demand}`}`,
    ...(hint === undefined ? [] : [`  What to do: ${hint}`]),
  ].join('\n');
}

function fileOf({ bucket, key }: FileReference): string {
  return `Parameter file s3://${bucket}/${printable(key)}`;
}
