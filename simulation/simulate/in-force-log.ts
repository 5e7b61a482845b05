import type { CallListener } from '../../emulator/core/aws';
import type { LocalAws } from '../../emulator/local-aws';

/** Calls `onPut` when a write to the record table puts a version of a parameter file in force. */
export function onPutInForce(
  { local }: { readonly local: LocalAws },
  onPut: (datasetGroup: string, versionId: string) => void,
): void {
  const listener: CallListener = ({ service, call: { operation, input }, error }) => {
    if (service !== 'dynamodb' || error !== undefined) return;
    for (const put of putsOf(operation, input)) {
      if (put.item?.S !== 'parameter-file' || put.datasetGroup?.S === undefined || put.versionId?.S === undefined)
        continue;
      onPut(put.datasetGroup.S, put.versionId.S);
    }
  };
  local.aws.onCall(listener);
}

type Item = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** Returns the items that a call puts, alone or in a transaction. */
function putsOf(operation: string, input: Readonly<Record<string, unknown>>): readonly Item[] {
  if (operation === 'PutItem') return [input.Item as Item];
  if (operation !== 'TransactWriteItems') return [];
  const writes = input.TransactItems as readonly { readonly Put?: { readonly Item: Item } }[];
  return writes.flatMap(({ Put }) => (Put === undefined ? [] : [Put.Item]));
}

/** Log of the parameter files that were put in force, in the order of time. */
export class InForceLog {
  private readonly files: { readonly group: string; readonly versionId: string; readonly since: number }[] = [];

  constructor(local: LocalAws) {
    onPutInForce({ local }, (group, versionId) => this.files.push({ group, versionId, since: local.clock.now() }));
  }

  /** Returns the versions that were in force for a dataset group at any time from `from` to `to` (epoch milliseconds). */
  during(group: string, from: number, to: number): readonly string[] {
    const until = this.files.filter((each) => each.group === group && each.since <= to);
    const first = until.findLastIndex(({ since }) => since <= from);
    return until.slice(Math.max(0, first)).map(({ versionId }) => versionId);
  }
}
