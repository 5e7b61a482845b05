import { DELETION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { type FileReference, uriOf } from '../../lib/record-table/file-reference';
import { printable } from '../../lib/text/format';

interface DescribedRun {
  readonly datasetGroup: string;
  /** Empty if the run ended before its workflow was known. */
  readonly workflow: string;
  readonly trigger: string;
  /** The parameter file or, for a deletion of users, the csv. */
  readonly file?: FileReference | undefined;
}

/** Lines of a mail that say what a run works on, and why. */
export function runLines({ datasetGroup, workflow, trigger, file }: DescribedRun): readonly string[] {
  const what = workflow === DELETION_WORKFLOW ? 'Users' : 'Parameter file';
  return [
    `Dataset group: ${datasetGroup}`,
    ...(workflow === '' ? [] : [`Workflow: ${workflow}`]),
    `Trigger: ${trigger}`,
    ...(file === undefined ? [] : [`${what}: ${printable(uriOf(file))}, version ${file.versionId}${withValues(file)}`]),
  ];
}

/** Text such as `, with stage=dev`; empty if there are no values. */
function withValues({ values = {} }: FileReference): string {
  const texts = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return texts.length === 0 ? '' : `, with ${texts.join(', ')}`;
}
