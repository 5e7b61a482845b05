import type { Broken, Invariant } from './invariant';

/** A check as the record table has it. */
interface RecordedCheck {
  readonly fingerprint: string;
  readonly verdict: string;
  readonly comparedWith?: string;
}

/** A call that was carried out. */
interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const ITEM = 'data-statistics#interactions';

export const refusedDataIsNotImported: Invariant = {
  name: 'interactions with checks are imported only after the newest check accepted them, and the same data is checked once',
  watch: ({ local, teams }, broken) => {
    const checked = new Set(teams.filter(({ group }) => group.first.checks !== undefined).map(({ name }) => name));
    if (checked.size === 0) return;
    const imports = new CheckedImports(checked, broken);
    local.aws.onCall(({ call, caller, error }) => {
      if (caller.kind === 'role' && error === undefined) imports.follow(call);
    });
  },
};

/** Follows the checks and the imports of dataset groups. */
export class CheckedImports {
  private readonly newest = new Map<string, RecordedCheck>();

  constructor(
    private readonly groups: ReadonlySet<string>,
    private readonly broken: Broken,
  ) {}

  follow({ operation, input }: Call): void {
    if (operation === 'PutItem') this.noteCheck(input.Item as Readonly<Record<string, WireValue>>);
    if (operation !== 'CreateDatasetImportJob') return;
    const [, group = '', type] = /:dataset\/([^/]+)\/(\w+)$/.exec(String(input.datasetArn)) ?? [];
    if (type !== 'INTERACTIONS' || !this.groups.has(group)) return;
    const verdict = this.newest.get(group)?.verdict ?? 'not checked';
    if (verdict !== 'ACCEPTED') this.broken(`interactions of ${group} are imported, which are ${verdict}`);
  }

  private noteCheck({ item, datasetGroup, checks }: Readonly<Record<string, WireValue>>): void {
    const group = datasetGroup?.S ?? '';
    if (item?.S !== ITEM || !this.groups.has(group)) return;
    const [check, before] = (checks?.L ?? []).map(({ S = '{}' }) => JSON.parse(S) as RecordedCheck);
    if (check === undefined) return;
    this.newest.set(group, check);
    if (check.fingerprint === before?.fingerprint && check.comparedWith === before.comparedWith)
      this.broken(`interactions of ${group} are checked again, without a change`);
  }
}

interface WireValue {
  readonly S?: string;
  readonly L?: readonly { readonly S?: string }[];
}
