import type { Drift } from '../../lib/reconciler/plan/find-drift';
import { differenceLines } from '../../lib/reconciler/resource-types/difference-lines';
import { type FileReference, uriOf } from '../../lib/record-table/file-reference';
import { cutText, plural, printable } from '../../lib/text/format';
import type { Notification } from '../shared/notifications';

/** Longest line about a resource, in UTF-16 units. */
const LONGEST = 400;

/** Differences of a resource as one line. Equal differences give equal lines. */
export function lineOf({ change: { action, label, differences = [], note } }: Drift): string {
  const changed = differences.flatMap(differenceLines).join('; ');
  switch (action) {
    case 'create':
      return `${label} is missing`;
    case 'blocked':
      return cutText(`${label} is missing, and cannot be created: ${note}`, LONGEST);
    case 'conflict':
      return cutText(`${label} differs, and Amazon Personalize cannot change it back: ${changed}`, LONGEST);
    default:
      return cutText(`${label} differs, actual value -> value in the file: ${changed}`, LONGEST);
  }
}

export function driftNotification(datasetGroup: string, file: FileReference, found: readonly Drift[]): Notification {
  const [line = '', ...others] = found.map(lineOf);
  const headline = others.length === 0 ? line : `${plural(found.length, 'resource')} missing or different`;
  const details = ['', ...[line, ...others].map((each) => `- ${each}`)].join('\n');
  return {
    datasetGroup,
    headline,
    result: 'DRIFT',
    summary: `Dataset group '${datasetGroup}' differs from its parameter file in force: ${headline}`,
    description: [
      `Dataset group: ${datasetGroup}`,
      `Parameter file in force: ${printable(uriOf(file))}, version ${file.versionId}`,
      details,
      '',
      `What to do: \`personalize-mlops retry ${datasetGroup}\`, or another upload of the file, restores the resources. Correct or accept refused data first. \`personalize-mlops plan\` shows the changes beforehand.`,
      'The next training of a solution also restores the settings of its campaigns, and the next scheduled start of a recommender its own.',
      'To keep what was changed, change the file in the same way, and upload it. Another mail comes only if something else differs, if the difference was gone for a night, or if it is there after a run has created or updated the resource.',
      'With the Terraform variable drift = "restore", each night restores what Amazon Personalize can create or change without a training, and creates missing recommenders.',
    ].join('\n'),
    details,
    resources: found.map(({ resource: { type }, change: { label, action } }) => ({
      type,
      resource: label,
      difference: action === 'create' || action === 'blocked' ? 'MISSING' : 'DIFFERENT',
    })),
  };
}
