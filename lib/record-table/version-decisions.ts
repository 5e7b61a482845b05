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
 * CANDIDATE: passed the rules and waits for approval. HELD: does not pass them. REJECTED: by an operator,
 * superseded while it was trained or, without rules, an update of what does not serve. ROLLED_BACK: by an operator.
 */
export const DECISIONS = ['CANDIDATE', 'PROMOTED', 'HELD', 'REJECTED', 'ROLLED_BACK'] as const;

export type Decision = (typeof DECISIONS)[number];

/** What was decided of a solution version: as JSON in an item `version-2#<solution>#<created>#<id>`. */
export interface VersionDecision {
  readonly solution: string;
  /** ARN. */
  readonly version: string;
  /** ISO time of the version's creation. */
  readonly createdAt: string;
  readonly decision: Decision;
  /** Reported by Personalize. */
  readonly metrics: Readonly<Record<string, number>>;
  /** ARN of the version that served or, for one that is rolled back, that serves in its place. */
  readonly comparedWith?: string;
  readonly verdicts: readonly Verdict[];
  /** `rules`, or who asked for it. */
  readonly decidedBy: string;
  /** ISO time. */
  readonly decidedAt: string;
  readonly reason?: string;
  /** Id of the run that decided; absent outside of one. */
  readonly run?: string;
  /** ISO time of the last reminder that it is open; absent before the first one. */
  readonly remindedAt?: string;
}

/** Which version of a solution serves: an item `serving#<solution>`. */
export interface Serving {
  /** ARN; absent while no version is promoted. */
  readonly version?: string;
  /** ISO time of creation of the newest version that is decided on: what was created until then serves only if it is `version`. */
  readonly decidedUpTo: string;
  /** ISO time since when the version has recommended no new items or actions, as a newer one exists; absent if it does, or never did. */
  readonly frozenSince?: string;
  /** How often it was recorded: 0 if it is new. */
  readonly revision: number;
}

const KEPT_DAYS = 365;

/** The decisions on solution versions, each taken once. */
export class VersionDecisions {
  constructor(private readonly table: RecordTable) {}

  /** @returns undefined if nothing was ever decided of the solution's versions */
  async serving(datasetGroup: string, solution: string): Promise<Serving | undefined> {
    const item = await this.table.get({ datasetGroup, item: `serving#${solution}` });
    if (item === undefined) return undefined;
    return {
      ...texts(item, 'decidedUpTo'),
      ...optionalTexts(item, 'version', 'frozenSince'),
      revision: Number(item.revision),
    };
  }

  /**
   * Records decisions on versions of one solution, and which version serves from then on: all or nothing.
   * @param serving with the revision of what served when they were taken
   * @returns false if another execution has decided meanwhile
   * @throws DecisionsClosed if the run that decides has ended, and its decisions were notified
   */
  async record(datasetGroup: string, decisions: readonly VersionDecision[], serving: Serving): Promise<boolean> {
    const { revision } = serving;
    // What served before the first decision is adopted in no run.
    const { run, decidedAt = '' } = decisions.find((decision) => decision.run !== undefined) ?? {};
    const opened = { datasetGroup, item: `deciding#${run}`, expiresAt: expiryOf(decidedAt, KEPT_DAYS) };
    const { written, unmet } = await this.table.writeAll([
      {
        put: { ...serving, datasetGroup, item: `serving#${decisions[0]?.solution}`, revision: revision + 1 },
        if: revision === 0 ? 'attribute_not_exists(#item)' : '#revision = :revision',
        values: { revision: revision === 0 ? undefined : revision },
      },
      ...decisions.flatMap((decision) => {
        const members = { decision: JSON.stringify(decision), expiresAt: expiryOf(decision.decidedAt, KEPT_DAYS) };
        return itemsOf(decision).map((item) => ({ put: { datasetGroup, item, ...members } }));
      }),
      ...(run === undefined ? [] : [{ put: opened, if: 'attribute_not_exists(#closedAt)' }]),
    ]);
    if (run !== undefined && unmet.at(-1) !== undefined)
      throw new DecisionsClosed(`Run ${run} has ended, and its decisions on solution versions were notified.`);
    return written;
  }

  async recordReminder(datasetGroup: string, decision: VersionDecision, now: Date): Promise<void> {
    const [item = ''] = itemsOf(decision);
    const condition = { if: 'attribute_exists(#item)' };
    await this.table.write({ update: { datasetGroup, item }, set: { remindedAt: now.toISOString() }, ...condition });
  }

  /** What a function decides from now on for the run, whose execution was stopped or failed while it was at work, is not recorded. */
  async close(datasetGroup: string, run: string, now: Date): Promise<void> {
    const closedAt = now.toISOString();
    const update = { datasetGroup, item: `deciding#${run}` };
    await this.table.write({ update, set: { closedAt, expiresAt: expiryOf(closedAt, KEPT_DAYS) } });
  }

  /** Those that a run took, the newest on each version, in the order of solutions and versions. */
  async ofRun(datasetGroup: string, run: string): Promise<readonly VersionDecision[]> {
    return (await this.table.query(datasetGroup, { prefix: `decision-2#${run}#` })).map(decisionOf);
  }

  /** Newest version first. */
  async ofSolution(datasetGroup: string, solution: string): Promise<readonly VersionDecision[]> {
    const range = { prefix: `version-2#${solution}#`, newestFirst: true };
    return (await this.table.query(datasetGroup, range)).map(decisionOf);
  }
}

/** The next run judges the versions. */
export class DecisionsClosed extends Error {
  override readonly name = 'DecisionsClosed';
}

/** The newest decision on the version and, for its notification, the newest of the run: an operator may decide at once on what rules held. */
function itemsOf({ solution, createdAt, version, run }: VersionDecision): readonly string[] {
  const place = `${solution}#${createdAt}#${version.slice(version.lastIndexOf('/') + 1)}`;
  return [`version-2#${place}`, ...(run === undefined ? [] : [`decision-2#${run}#${place}`])];
}

/** True if an item is the newest decision on a version. */
export function isDecision({ item }: Attributes): boolean {
  return textOf(item).startsWith('version-2#');
}

export function decisionOf(item: Attributes): VersionDecision {
  return { ...(JSON.parse(textOf(item.decision)) as VersionDecision), ...optionalTexts(item, 'remindedAt') };
}
