import type { LocalAws } from '../../emulator/local-aws';

/** A decision on a solution version, in the form in which the record table has it. */
export interface LoggedDecision {
  readonly solution: string;
  /** ARN of the solution version. */
  readonly version: string;
  readonly decision: string;
  /** Time of the decision, as ISO text. */
  readonly decidedAt: string;
  /** `rules`, or the person who requested the decision. */
  readonly decidedBy: string;
  /** Id of the run that made the decision; absent if the decision was not made in a run. */
  readonly run?: string;
  readonly comparedWith?: string;
  readonly reason?: string;
  readonly metrics: Readonly<Record<string, number>>;
  readonly verdicts: readonly LoggedVerdict[];
  /** Time at which the decision was recorded, in epoch milliseconds. */
  readonly recordedAt: number;
  /** ARN of the version that was recorded as serving when the decision was made; undefined if no version was recorded. */
  readonly served: string | undefined;
}

export interface LoggedVerdict {
  readonly metric: string;
  readonly candidate?: number;
  readonly serving?: number;
  readonly baseline?: LoggedBaseline;
  readonly passed: boolean;
}

/** Version of another solution with which a rule compared the candidate. */
export interface LoggedBaseline {
  readonly solution: string;
  readonly version?: string;
  readonly createdAt?: string;
  readonly importedAt?: string;
  readonly value?: number;
}

/** Serving version in the record table. */
export interface LoggedServing {
  readonly version: string | undefined;
  /** Creation time of the newest version with a decision, in ISO 8601. */
  readonly decidedUpTo: string | undefined;
  /** Creation time, in ISO 8601, of the version that was the newest version with a decision when an operator last decided. */
  readonly chosenUpTo: string | undefined;
  readonly revision: number;
}

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string } | undefined>>;

/**
 * Log of the decisions on solution versions. Each decision is added once, when it is written to the record table. The log
 * identifies a solution by its name, which is unique in an account.
 */
export class PromotionLog {
  readonly decisions: LoggedDecision[] = [];
  /** Texts about transactions in which the recorded serving version contradicts the decisions. */
  readonly contradictions: string[] = [];
  private readonly latest = new Map<string, LoggedDecision>();
  private readonly serving = new Map<string, LoggedServing>();
  /**
   * Serving versions before each write of the record or deletion of the solution, with the time of the write or deletion; the oldest first.
   * A version may still serve after a write.
   */
  private readonly replaced: {
    readonly solution: string;
    readonly at: number;
    readonly version: string | undefined;
  }[] = [];

  constructor(private readonly local: LocalAws) {
    local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (error !== undefined) return;
      if (operation === 'DeleteSolution') this.forget(String(input.solutionArn));
      if (service !== 'dynamodb' || operation !== 'TransactWriteItems') return;
      const writes = input.TransactItems as readonly { readonly Put?: { readonly Item: Item } }[];
      this.note(writes.flatMap(({ Put }) => (Put === undefined ? [] : [Put.Item])));
    });
  }

  /** Returns the recorded serving version of a solution; undefined before the first decision. */
  servingOf(solution: string): LoggedServing | undefined {
    return this.serving.get(solution);
  }

  /**
   * Returns the ARNs of the versions of a solution that served at any time since `since`. An undefined element stands for a
   * time at which no version served.
   * @param since epoch milliseconds
   */
  servedSince(solution: string, since: number): readonly (string | undefined)[] {
    const earlier = this.replaced.filter((each) => each.solution === solution && each.at >= since);
    return [...earlier.map(({ version }) => version), this.serving.get(solution)?.version];
  }

  /** Returns the latest decision on a version. @param version ARN */
  latestOf(version: string): LoggedDecision | undefined {
    return this.latest.get(version);
  }

  /**
   * Notes that a deleted solution has no serving version. A later solution of the same name has no serving version until
   * its first decision.
   */
  private forget(solutionArn: string): void {
    const solution = solutionArn.slice(solutionArn.indexOf('/') + 1);
    const before = this.serving.get(solution);
    if (before === undefined) return;
    this.replaced.push({ solution, at: this.local.clock.now(), version: before.version });
    this.serving.set(solution, { ...before, version: undefined });
  }

  private note(items: readonly Item[]): void {
    const serving = items.find(({ item }) => item?.S?.startsWith('serving#'));
    const solution = serving?.item?.S?.slice('serving#'.length);
    if (serving === undefined || solution === undefined) return;
    const revision = Number(serving.revision?.N);
    const before = this.serving.get(solution);
    // This is the retry of a transaction that was already carried out. Such a retry succeeds, but changes nothing.
    if (before !== undefined && revision <= before.revision) return;
    let served = before?.version;
    const decidedUpTo = serving.decidedUpTo?.S;
    let chosenUpTo = before?.chosenUpTo;
    for (const item of items.filter(({ item: key }) => key?.S?.startsWith('version-2#'))) {
      const decision = { ...decisionOf(item), served, recordedAt: this.local.clock.now() };
      this.decisions.push(decision);
      this.latest.set(decision.version, decision);
      if (decision.decision === 'PROMOTED') served = decision.version;
      if (decision.decidedBy !== 'rules') chosenUpTo = decidedUpTo;
    }
    const version = serving.version?.S;
    // Versions may serve without a decision before the first decision on a solution. So the first transaction cannot
    // contradict the log.
    if (version !== served && before !== undefined)
      this.contradictions.push(
        `solution ${solution}: the record says that ${version ?? 'no version'} serves, but the decisions say ${served ?? 'no version'}`,
      );
    if (before !== undefined) this.replaced.push({ solution, at: this.local.clock.now(), version: before.version });
    this.serving.set(solution, { version, decidedUpTo, chosenUpTo, revision });
  }
}

function decisionOf({ decision }: Item): Omit<LoggedDecision, 'served' | 'recordedAt'> {
  return JSON.parse(decision?.S ?? '') as Omit<LoggedDecision, 'served' | 'recordedAt'>;
}
