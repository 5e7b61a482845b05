import { isFailed } from '../../lib/personalize/statuses';
import { filesOfRun } from '../simulate/files-of-runs';
import { onOwnCall } from '../simulate/own-calls';
import type { Edition } from '../simulate/scenario';
import type { Broken, Invariant } from './invariant';

interface RecordedCheck {
  readonly fingerprint: string;
  readonly importFingerprint: string;
  readonly verdict: string;
  /** Time of the check, as ISO text. */
  readonly checkedAt: string;
  /**
   * True if the rows were only counted, as a baseline: they were imported before there were checks. A record with this member does not
   * accept the data.
   */
  readonly isOnlyCounted?: true;
  readonly comparedWith?: string;
  /** Decision of an operator on the data, if any. */
  readonly decision?: object;
}

const ITEM = 'data-statistics#interactions';

interface JudgedImport {
  readonly jobName: string;
  /** Number of times that an operator had accepted the data before this import, by the fingerprint of each accepted check. */
  readonly acceptances: ReadonlyMap<string, number>;
}

export const refusedDataIsNotImported: Invariant = {
  name: 'if the file has checks, interactions are imported only after a check or an operator has accepted them, the same data are checked once, and a run whose file has been replaced imports nothing',
  watch: (world, broken) => {
    const acceptances = (group: string, fingerprint: string) =>
      world.teams.find(({ name }) => name === group)?.accepted.get(fingerprint) ?? 0;
    const hasFailed = (job: string) =>
      world.ofType('datasetImportJob').some(({ name, status }) => name === job && isFailed(status));
    const imports = new CheckedImports(acceptances, hasFailed, broken);
    world.local.aws.onCall(({ call, caller, error }) => {
      if (error === undefined && call.operation === 'PutItem')
        imports.noteChecks(call.input.Item as WireItem, caller.kind === 'role');
    });
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation !== 'CreateDatasetImportJob') return;
      const own = world.executionLog.fileOfRun.get(run?.name ?? '');
      imports.judge(input, world.editionOf(own)?.checks);
      if (own !== undefined && !filesOfRun(world, run?.name).includes(own))
        broken(`${input.jobName} is imported by ${run?.name}, whose file has been replaced`);
    });
  },
};

/** Follows checks and imports of dataset groups. */
export class CheckedImports {
  /** Checks by dataset group, the newest first. */
  private readonly checks = new Map<string, readonly RecordedCheck[]>();
  /** Imports by dataset group, the oldest first. */
  private readonly imports = new Map<string, readonly JudgedImport[]>();

  /**
   * @param acceptances returns how often an operator has accepted the data with the given fingerprint for the dataset group
   * @param hasFailed returns true if the import job with the given name has failed
   */
  constructor(
    private readonly acceptances: (group: string, fingerprint: string) => number,
    private readonly hasFailed: (jobName: string) => boolean,
    private readonly broken: Broken,
  ) {}

  /**
   * Judges an import of interactions, and ignores other imports. The name of its job ends in the fingerprint of the imported data.
   * @param input input of the call that creates an import job
   * @param checks setting of checks in the file of the calling run
   */
  judge({ datasetArn, jobName }: Readonly<Record<string, unknown>>, checks: Edition['checks']): void {
    const [, group = '', type] = /:dataset\/([^/]+)\/(\w+)$/.exec(String(datasetArn)) ?? [];
    if (type !== 'INTERACTIONS') return;
    const ofData = ({ importFingerprint, isOnlyCounted }: RecordedCheck) =>
      !isOnlyCounted && String(jobName).endsWith(importFingerprint);
    const own = (this.checks.get(group) ?? []).filter(ofData);
    const [newest] = own;
    const accepted = own.filter(({ verdict }) => verdict === 'ACCEPTED');
    if (checks !== undefined && newest?.verdict !== 'ACCEPTED')
      this.broken(`interactions of ${group} are imported, although they are ${newest?.verdict ?? 'not checked'}`);
    else if (checks === 'refuse' && !accepted.some(({ fingerprint }) => this.isAccepted(group, fingerprint)))
      this.broken(
        `interactions of ${group} are imported, although the file refuses them and no operator has accepted them, or not since the last import of other interactions`,
      );
    const times = accepted.map(({ fingerprint }) => [fingerprint, this.acceptances(group, fingerprint)] as const);
    const others = this.imports.get(group) ?? [];
    this.imports.set(group, [...others, { jobName: String(jobName), acceptances: new Map(times) }]);
  }

  /** True if an operator has accepted the data, and the acceptance still holds. An acceptance ends when other data are imported after these data. */
  private isAccepted(group: string, fingerprint: string): boolean {
    const imports = (this.imports.get(group) ?? []).filter(({ jobName }) => !this.hasFailed(jobName));
    const own = imports.findLast(({ acceptances }) => acceptances.has(fingerprint));
    const usedUp = own === imports.at(-1) ? 0 : (own?.acceptances.get(fingerprint) ?? 0);
    return this.acceptances(group, fingerprint) > usedUp;
  }

  /** @param isOwn true for writes of the product, false for writes of an operator */
  noteChecks({ item, datasetGroup, checks }: WireItem, isOwn = true): void {
    if (item?.S !== ITEM) return;
    const all = (checks?.L ?? []).map(({ S = '{}' }) => JSON.parse(S) as RecordedCheck);
    const group = datasetGroup?.S ?? '';
    const [known] = this.checks.get(group) ?? [];
    this.checks.set(group, all);
    const [check, before] = all;
    if (!isOwn || check === undefined || check.decision !== undefined) return;
    // This is not a new check. The run has only ended an operator's acceptance.
    if (check.checkedAt === known?.checkedAt) return;
    const isSame = check.fingerprint === before?.fingerprint && check.comparedWith === before.comparedWith;
    // A second check with another verdict is allowed, because an upload may refuse data that a scheduled run accepts.
    if (isSame && check.verdict === before.verdict)
      this.broken(`interactions of ${group} are checked again, without a change`);
  }
}

type WireItem = Readonly<Record<string, WireValue>>;

interface WireValue {
  readonly S?: string;
  readonly L?: readonly { readonly S?: string }[];
}
