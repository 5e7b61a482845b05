import { folderOf } from '../../lib/aws/data-bucket-layout';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { parseJson } from '../../lib/parameter-file/json-document';
import { member } from '../../lib/parameter-file/json-value';
import { fillPlaceholders, type Values } from '../../lib/parameter-file/placeholders';
import type { Problem } from '../../lib/parameter-file/problem';
import { ruleText } from '../../lib/parameter-file/rules/rule-texts';
import { unreadableFolder } from '../../lib/personalize/data-location';
import type { FileReference } from '../../lib/record-table/file-reference';
import { cutText, printable, show } from '../../lib/text/format';
import { describeProblems, placeOf } from '../shared/errors';
import { isGroupName, type Refusal } from '../shared/refusals';
import type { UploadedObject } from '../shared/uploaded-object';

/** Maximum size of a parameter file: 1 MiB. */
const SIZE_LIMIT_BYTES = 1_048_576;

export function refusalForSize(object: UploadedObject): Refusal | undefined {
  if (object.size <= SIZE_LIMIT_BYTES) return undefined;
  return {
    summary: `${fileOf(object)} refused: it has ${object.size} bytes; it must have at most ${SIZE_LIMIT_BYTES}.`,
    description: 'Nothing was changed. If it is a data file, save it as a .csv file beside the parameter file.',
  };
}

/**
 * Refusal of a valid file, if Amazon Personalize could not read the csv in the file's folder; undefined if Personalize
 * could read them.
 */
export function refusalForFolder(object: UploadedObject, state: DesiredState): Refusal | undefined {
  const reason = unreadableFolder(object.bucket, folderOf(object.key), state.datasets);
  if (reason === undefined) return undefined;
  const summary = `${fileOf(object)} refused: its folder cannot be used.`;
  return { summary, description: `Nothing was changed. ${reason}`, namedGroup: state.datasetGroup.name };
}

export function refusalOfDeleted(object: UploadedObject): Refusal {
  return {
    summary: `${fileOf(object)} refused: its version ${object.versionId} was deleted before it was read.`,
    description: 'Nothing was changed. If you still need the file, upload it again.',
  };
}

export function refusalForProblems(object: UploadedObject, problems: readonly Problem[]): Refusal {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return {
    summary: `${fileOf(object)} refused: ${errors.length} error${errors.length === 1 ? '' : 's'}.`,
    description: [
      'Nothing was changed. Fix these errors and upload the file again:',
      '',
      ...describeProblems(errors, { describe }),
      ...(warnings.length > 0 ? ['', 'Warnings:', '', ...describeProblems(warnings, { describe })] : []),
    ].join('\n'),
  };
}

/** Name of the file's dataset group, even if the rest of the file is invalid; undefined if there is no valid name. */
export function namedGroup(content: Uint8Array, values: Values): string | undefined {
  const { document } = parseJson(content);
  const file = document && fillPlaceholders(document.value, values).value;
  const name = member(member(member(file, 'datasetGroup'), 'serviceConfig'), 'name');
  return isGroupName(name) ? name : undefined;
}

/** Maximum number of warnings in a run's notification. The run's input contains the warnings, so they must be few. */
const WARNINGS_LISTED = 10;
/** Longest warning in UTF-16 units. */
const LONGEST_WARNING = 400;

/**
 * Warnings of a valid file, a line each.
 * @param problems problems of the file, all of them warnings
 */
export function warningLines(problems: readonly Problem[]): readonly string[] {
  return describeProblems(problems, { listed: WARNINGS_LISTED }).map((line) => cutText(line, LONGEST_WARNING));
}

/** Text of a problem for a mail, with the value, the rule and what to do on separate lines. */
function describe(problem: Problem): string {
  const { message, value, rule, hint } = problem;
  const demand = ruleText(rule);
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
