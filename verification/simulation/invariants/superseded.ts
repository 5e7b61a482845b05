import { machineOf } from '../execution-log';
import type { Invariant } from './invariant';

interface File {
  readonly key: string | undefined;
  readonly versionId: string | undefined;
}

/** States of an upload's workflow: the one that begins to change something, and the one that ends it before. */
const WORK = 'Ensure the datasets';
const NO_WORK = 'Superseded by a newer upload';

export const uploadsAreSupersededByOthers: Invariant = {
  name: 'an upload does nothing if another one of its dataset group was accepted before its workflow began, and only then',
  watch: ({ local }, broken) => {
    /** The file in force by dataset group. */
    const accepted = new Map<string, string>();
    /** By execution, the file that had superseded its own when it began. */
    const superseded = new Map<string, string>();
    /** By execution whose file has been the accepted one ever since it began. */
    const latest = new Map<string, { readonly datasetGroup: string; readonly file: string }>();
    local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 'dynamodb' || operation !== 'PutItem' || error !== undefined) return;
      const { datasetGroup, item, key, versionId } = input.Item as Readonly<Record<string, { readonly S?: string }>>;
      if (item?.S !== 'parameter-file' || datasetGroup?.S === undefined) return;
      const file = describe({ key: key?.S, versionId: versionId?.S });
      accepted.set(datasetGroup.S, file);
      for (const [arn, own] of latest) if (own.datasetGroup === datasetGroup.S && own.file !== file) latest.delete(arn);
    });
    local.stepFunctions.onEvent((event) => {
      const { arn, inputText } = event.execution;
      if (machineOf(event.execution) !== 'personalize-workflow') return;
      if (event.kind === 'executionStarted') {
        const input = JSON.parse(inputText) as { readonly datasetGroup: string; readonly file: File };
        const file = describe(input.file);
        const other = accepted.get(input.datasetGroup);
        if (other === file) latest.set(arn, { datasetGroup: input.datasetGroup, file });
        else if (other !== undefined) superseded.set(arn, other);
      }
      if (event.kind !== 'stateEntered') return;
      const by = superseded.get(arn);
      if (event.state === WORK && by !== undefined)
        broken(`${arn} does the work of a file although ${by} was accepted before it began`);
      const own = latest.get(arn);
      if (event.state === NO_WORK && own !== undefined)
        broken(`${arn} does nothing although its file, ${own.file}, is the accepted one`);
    });
  },
};

function describe({ key, versionId }: File): string {
  return `${key} (${versionId})`;
}
