import { type FileReference, uriOf } from '../../../lib/record-table/file-reference';
import type { RunRequest } from '../../../lib/record-table/run-request';
import type { Failure } from '../../../lib/record-table/runs';
import { cutText, plural, printable } from '../../../lib/text/format';

type Refused = Pick<RunRequest, 'datasetGroup' | 'file'>;

/** Maximum number of conflicts that a refusal lists. */
const LISTED = 20;
/** Maximum length of a conflict in UTF-16 units. The cause of an execution has at most 32,768 units. */
const LONGEST = 600;

/** A conflict that keeps a file from being put in force. */
export interface Conflict {
  readonly text: string;
  readonly with: 'what exists in Amazon Personalize' | 'what an upload in progress creates' | 'its budget';
}

export function conflictRefusal({ file }: Refused, conflicts: readonly Conflict[]): Failure {
  const left = conflicts.length - LISTED;
  const others = [...new Set(conflicts.map((conflict) => `with ${conflict.with}`))];
  return {
    error: 'ResourceConflict',
    cause: [
      `Nothing was changed: ${printable(uriOf(file))} has ${plural(conflicts.length, 'conflict')} ${others.join(' and ')}.`,
      ...conflicts.slice(0, LISTED).map(({ text }) => `- ${cutText(text, LONGEST)}`),
      ...(left > 0 ? [`- and ${left} more: \`personalize-mlops plan\` shows all of them.`] : []),
    ].join('\n'),
  };
}

/**
 * @param key key of the file that the upload would replace: the file in force, or the waiting upload
 * @param waiting the upload that waits to be put in force; undefined if there is none
 */
export function otherFileRefusal({ datasetGroup, file }: Refused, key: string, waiting?: FileReference): Failure {
  const [other, own] = [printable(uriOf({ ...file, key })), printable(file.key)];
  const takeOver = `\`personalize-mlops apply --replaces ${printable(key)} PATH\`, where PATH is your copy of ${own}.`;
  const only = 'Only one file of a group is in force.';
  const isWaiting = waiting?.key === key;
  const lines = isWaiting
    ? [
        `Nothing was changed: an upload of ${other} waits to be put in force for dataset group '${datasetGroup}'.`,
        `${only} Once that file is in force, let ${own} take over: ${takeOver}`,
        `Or delete ${other} now and upload ${own} again.`,
      ]
    : [
        `Nothing was changed: dataset group '${datasetGroup}' follows ${other}, which is still in the bucket.`,
        `${only} Delete that object and upload ${own} again,`,
        `or let it take over: ${takeOver}`,
      ];
  if (waiting?.key === file.key)
    lines.push(
      `An earlier upload of ${own}, version ${waiting.versionId}, was made with --replaces. It still waits, and will be put in force.`,
    );
  return { error: 'OtherFileInForce', cause: lines.join('\n') };
}
