import { type Attributes, expiryOf, optionalTexts, textOf, texts } from './item';
import type { RecordTable } from './record-table';

/** What a rule says of a version. Values are absent if Personalize does not report them, or nothing serves. */
export interface Verdict {
  readonly metric: string;
  /** In words: `at least 0.05`, `drops by at most 10%`. */
  readonly rule: string;
  readonly candidate?: number;
  readonly serving?: number;
  readonly passed: boolean;
}

/**
 * Decisions, with their titles. CANDIDATE: passed the rules and waits for approval. HELD: does not pass them. REJECTED: by an operator, or
 * superseded while it was trained. ROLLED_BACK: by an operator.
 */
export const DECISIONS = {
  CANDIDATE: 'Candidate',
  PROMOTED: 'Promoted',
  HELD: 'Held',
  REJECTED: 'Rejected',
  ROLLED_BACK: 'Rolled back',
} as const;

export type Decision = keyof typeof DECISIONS;

/** What was decided of a solution version: an item `version#<solution>#<created>#<id>`. */
export interface VersionDecision {
  readonly solution: string;
  /** ARN. */
  readonly version: string;
  /** ISO time of the version's creation. */
  readonly createdAt: string;
  readonly decision: Decision;
  /** Reported by Personalize. */
  readonly metrics: Readonly<Record<string, number>>;
  /** ARN of the version that served. */
  readonly comparedWith?: string;
  readonly verdicts: readonly Verdict[];
  /** `rules`, or who asked for it. */
  readonly decidedBy: string;
  /** ISO time. */
  readonly decidedAt: string;
  readonly reason?: string;
  /** Id of the run that decided; absent outside of one. */
  readonly run?: string;
}

/** Which version of a solution serves: an item `serving#<solution>`. */
export interface Serving {
  /** ARN; absent while no version is promoted. */
  readonly version?: string;
  /** ISO time of creation of the newest version that is decided on. */
  readonly decidedUpTo: string;
  /** ISO time: without rules, a version that was created until then serves only if it is `version`. Absent while rules alone decided. */
  readonly chosenUpTo?: string;
}

/** What {@link VersionDecisions.serving} found. */
export interface RecordedServing extends Serving {
  readonly revision: number;
}

/** Days for which decisions are kept. */
const KEPT_DAYS = 365;

/** The decisions on solution versions, each taken once. */
export class VersionDecisions {
  constructor(private readonly table: RecordTable) {}

  /** @returns undefined if nothing was ever decided of the solution's versions */
  async serving(datasetGroup: string, solution: string): Promise<RecordedServing | undefined> {
    const item = await this.table.get({ datasetGroup, item: servingItem(solution) });
    if (item === undefined) return undefined;
    const revision = Number(item.revision);
    return { ...texts(item, 'decidedUpTo'), ...optionalTexts(item, 'version', 'chosenUpTo'), revision };
  }

  /**
   * Records decisions on versions of one solution, and which version serves from then on: all or nothing.
   * @param before what served when they were taken
   * @returns false if another execution has decided meanwhile
   */
  async record(
    datasetGroup: string,
    decisions: readonly VersionDecision[],
    before: RecordedServing | undefined,
    { version, decidedUpTo, chosenUpTo }: Serving,
  ): Promise<boolean> {
    const [solution = ''] = decisions.map((decision) => decision.solution);
    const revision = before?.revision ?? 0;
    const serving = { item: servingItem(solution), version, decidedUpTo, chosenUpTo, revision: revision + 1 };
    const { written } = await this.table.writeAll([
      {
        put: { datasetGroup, ...serving },
        if: before === undefined ? 'attribute_not_exists(#item)' : '#revision = :revision',
        values: { revision: before?.revision },
      },
      ...decisions.flatMap((decision) =>
        itemsOf(decision).map((item) => ({ put: { datasetGroup, item, ...attributesOf(decision) } })),
      ),
    ]);
    return written;
  }

  /** Those that a run took, the newest on each version, in the order of solutions and versions. */
  async ofRun(datasetGroup: string, run: string): Promise<readonly VersionDecision[]> {
    return (await this.table.query(datasetGroup, { prefix: runPrefix(run) })).map(decisionOf);
  }

  /** Newest version first. */
  async ofSolution(datasetGroup: string, solution: string): Promise<readonly VersionDecision[]> {
    const range = { prefix: `version#${solution}#`, newestFirst: true };
    return (await this.table.query(datasetGroup, range)).map(decisionOf);
  }
}

/** What decides which version serves needs no more. */
export type Decisions = Pick<VersionDecisions, 'serving' | 'record'>;

function servingItem(solution: string): string {
  return `serving#${solution}`;
}

function runPrefix(run: string): string {
  return `decision#${run}#`;
}

/** The newest decision on the version and, for its notification, the newest of the run: somebody may decide at once on what rules held. */
function itemsOf({ solution, createdAt, version, run }: VersionDecision): readonly string[] {
  const place = `${solution}#${createdAt}#${version.slice(version.lastIndexOf('/') + 1)}`;
  return [`version#${place}`, ...(run === undefined ? [] : [`${runPrefix(run)}${place}`])];
}

function attributesOf({ metrics, verdicts, ...members }: VersionDecision): Attributes {
  return {
    ...members,
    metrics: JSON.stringify(metrics),
    verdicts: JSON.stringify(verdicts),
    expiresAt: expiryOf(members.decidedAt, KEPT_DAYS),
  };
}

/** Whether an item is the newest decision on a version. */
export function isDecision({ item }: Attributes): boolean {
  return textOf(item).startsWith('version#');
}

export function decisionOf(item: Attributes): VersionDecision {
  const { metrics, verdicts } = texts(item, 'metrics', 'verdicts');
  return {
    ...texts(item, 'solution', 'version', 'createdAt', 'decidedBy', 'decidedAt'),
    ...{ decision: item.decision as Decision, metrics: JSON.parse(metrics), verdicts: JSON.parse(verdicts) },
    ...optionalTexts(item, 'comparedWith', 'reason', 'run'),
  };
}
