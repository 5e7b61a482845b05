import type { RunRequest } from '../../records/run-request';
import type { Notification } from '../shared/notifications';

/** How the workflow of a run ended; error and cause as Step Functions gives them, only if it failed. */
export interface WorkflowEnd {
  readonly error?: string;
  readonly cause?: string;
  /** What the workflow gave, if it succeeded. */
  readonly output?: { readonly resources?: readonly ResourceEnd[]; readonly overtaken?: boolean };
}

interface ResourceEnd {
  readonly outcome: string;
  readonly note?: string;
}

/** What is worth knowing of a run that succeeded without doing what it usually does. */
export function noteOf({ workflow }: RunRequest, { output }: WorkflowEnd): string | undefined {
  if (output?.overtaken)
    return 'A newer version of the parameter file was uploaded meanwhile; its run does everything.';
  const resources = output?.resources ?? [];
  const note = resources.find((resource) => resource.note !== undefined)?.note;
  if (note !== undefined) return `Nothing new: ${note}`;
  const unchanged = resources.every(({ outcome }) => outcome === 'UNCHANGED');
  return workflow === 'dataset-import' && unchanged ? 'No csv is newer than its last import.' : undefined;
}

/** What people are told of a run. */
export function notificationOf(
  request: RunRequest,
  startedAt: string,
  end: WorkflowEnd,
  now: Date,
): Notification {
  const minutes = Math.round((now.getTime() - Date.parse(startedAt)) / 60_000);
  const failed = end.error !== undefined;
  const note = noteOf(request, end);
  const what = `${request.workflow} of dataset group '${request.datasetGroup}'`;
  return {
    datasetGroup: request.datasetGroup,
    outcome: failed ? 'FAILED' : 'COMPLETE',
    summary: failed ? `${what} failed: ${firstLine(end.cause ?? end.error ?? '')}` : `${what} succeeded`,
    description: [
      `Trigger: ${request.trigger}`,
      `Parameter file: s3://${request.file.bucket}/${request.file.key}, version ${request.file.versionId}`,
      `Began: ${startedAt}, took ${minutes} min`,
      ...(note === undefined ? [] : [note]),
      ...(failed
        ? ['', `${end.error}:`, end.cause ?? '', '', 'Mend the cause and upload the parameter file again.']
        : []),
    ].join('\n'),
  };
}

const SUMMARY_LIMIT = 400;

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > SUMMARY_LIMIT ? `${line.slice(0, SUMMARY_LIMIT)}…` : line;
}
