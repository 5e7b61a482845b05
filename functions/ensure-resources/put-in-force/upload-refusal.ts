import { uriOf } from '../../../lib/record-table/file-reference';
import type { RunRequest } from '../../../lib/record-table/run-request';
import type { Failure } from '../../../lib/record-table/runs';
import { cutText, plural, printable } from '../../../lib/text/format';

type Refused = Pick<RunRequest, 'datasetGroup' | 'file'>;

/** Maximum number of conflicts that a refusal lists. */
const LISTED = 20;
/** Longest conflict in UTF-16 units. An execution's cause has at most 32,768. */
const LONGEST = 600;

/** A conflict because of which a file is refused. */
export interface Conflict {
  readonly text: string;
  readonly with: 'what exists in Amazon Personalize' | 'what an upload in progress creates' | 'its budget';
}

/** @param superseded version ids of the files whose runs ended because of this upload */
export function conflictRefusal(
  { file }: Refused,
  conflicts: readonly Conflict[],
  superseded: readonly string[] = [],
): Failure {
  const left = conflicts.length - LISTED;
  const others = [...new Set(conflicts.map((conflict) => `with ${conflict.with}`))];
  return {
    error: 'ResourceConflict',
    cause: [
      `Nothing was changed: ${printable(uriOf(file))} has ${plural(conflicts.length, 'conflict')} ${others.join(' and ')}.`,
      ...conflicts.slice(0, LISTED).map(({ text }) => `- ${cutText(text, LONGEST)}`),
      ...(left > 0 ? [`- and ${left} more: \`personalize-mlops plan\` shows all of them.`] : []),
      ...superseded.map((version) => `The run of version ${version} ended because of this upload, and did nothing.`),
    ].join('\n'),
  };
}

/** @param key key of the file in force */
export function otherFileRefusal({ datasetGroup, file }: Refused, key: string): Failure {
  return {
    error: 'OtherFileInForce',
    cause: [
      `Nothing was changed: dataset group '${datasetGroup}' follows ${printable(uriOf({ ...file, key }))}, which is still in the bucket.`,
      `Only one file of a group is in force. Delete that object and upload ${printable(file.key)} again,`,
      `or let it take over: \`personalize-mlops apply --replaces ${printable(key)} PATH\`, with the path of the file on your machine.`,
    ].join('\n'),
  };
}
