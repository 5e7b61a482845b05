import type { LocalAws } from '../emulator/local-aws';
import { UPLOAD_WORKFLOW } from '../lib/parameter-file/workflows';
import { failed, type RunRow } from './runs';

/** Records the S3 events that functions receive. An upload whose event is not delivered becomes a failed run, not a silent success. */
export class UploadEvents {
  private readonly received = new Set<string>();
  private readonly refusals = new Map<string, string>();

  constructor(private readonly local: LocalAws) {
    local.aws.onCall(({ service, call, caller, error }) => {
      if (service !== 'lambda' || call.operation !== 'Invoke' || caller.kind !== 'service') return;
      for (const key of keysOf(String(call.input.Payload))) {
        if (error === undefined) this.received.add(key);
        else this.refusals.set(key, error.message);
      }
    });
  }

  /** @returns a failed run for each key whose event no function received */
  undelivered(keys: readonly string[]): readonly RunRow[] {
    return keys
      .filter((key) => !this.received.has(key))
      .map((key) => {
        const why = this.refusals.get(key) ?? 'the bucket has no notification that matches its key.';
        const file = `s3://${this.local.names.dataBucket}/${key}`;
        return failed(
          { datasetGroup: key.split('/').at(-2) ?? '', workflow: UPLOAD_WORKFLOW, trigger: 'upload' },
          this.local.clock.now(),
          [`No function received the event of the uploaded file ${file}: ${why}`],
        );
      });
  }
}

/** Keys of an S3 event, decoded. In the event, keys are form-URL-encoded. */
function keysOf(payload: string): readonly string[] {
  const { Records: records = [] } = JSON.parse(payload) as {
    readonly Records?: readonly { readonly s3?: { readonly object: { readonly key: string } } }[];
  };
  return records.flatMap(({ s3 }) =>
    s3 === undefined ? [] : [decodeURIComponent(s3.object.key.replaceAll('+', ' '))],
  );
}
