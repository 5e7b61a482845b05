import { machineOf } from '../execution-log';
import type { Invariant } from './invariant';

interface File {
  readonly key: string;
  readonly versionId: string;
}

/** The state after which an upload's workflow changes something. */
const WORK = 'Ensure the datasets';

export const supersededUploadsDoNothing: Invariant = {
  name: 'an upload does nothing if another one of its dataset group was accepted before its workflow began',
  watch: ({ local }, broken) => {
    const accepted = new Map<string, File>();
    const superseded = new Map<string, string>();
    local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 'dynamodb' || operation !== 'PutItem' || error !== undefined) return;
      const { datasetGroup, item, key, versionId } = input.Item as Readonly<Record<string, { readonly S?: string }>>;
      if (item?.S === 'parameter-file')
        accepted.set(datasetGroup?.S ?? '', { key: key?.S ?? '', versionId: versionId?.S ?? '' });
    });
    local.stepFunctions.onEvent((event) => {
      const { arn, inputText } = event.execution;
      if (machineOf(event.execution) !== 'personalize-workflow') return;
      if (event.kind === 'executionStarted') {
        const { datasetGroup, file } = JSON.parse(inputText) as { readonly datasetGroup: string; readonly file: File };
        const latest = accepted.get(datasetGroup) ?? file;
        if (latest.key !== file.key || latest.versionId !== file.versionId)
          superseded.set(arn, `${latest.key} (${latest.versionId})`);
      }
      const by = superseded.get(arn);
      if (event.kind === 'stateEntered' && event.state === WORK && by !== undefined)
        broken(`${arn} does the work of a file although ${by} was accepted before it began`);
    });
  },
};
