import { type Attributes, expiryOf, optionalTexts, textOf, texts } from './item';
import type { RecordTable } from './record-table';

/**
 * Verdict of a rule on a version. `candidate` and `serving` are the metric's values for the judged version and for the
 * serving version. A value is absent if Personalize does not report it. `serving` is also absent if no version serves.
 * For a serving UPDATE without metrics, `serving` is the value of the full training that the UPDATE builds on.
 */
export interface Verdict {
  readonly metric: string;
  /** Text such as `at least 0.05`, `drops by at most 10%`. */
  readonly rule: string;
  readonly candidate?: number;
  readonly serving?: number;
  /** Version of another solution; present if the rule compares with another solution. */
  readonly baseline?: BaselineVersion;
  readonly passed: boolean;
}

/** Version of another solution with which a rule compares the judged version. */
export interface BaselineVersion {
  /** Name of the other solution. */
  readonly solution: string;
  /**
   * ARN of the newest ACTIVE version of the other solution, and ISO time of this version's creation; absent if there is no
   * ACTIVE version.
   */
  readonly version?: string;
  readonly createdAt?: string;
  /**
   * ISO time of the last import that ended between the creation of this version and the creation of the judged version.
   * If there was such an import, the versions are not compared. Absent if there was none.
   */
  readonly importedAt?: string;
  /** Value of the metric; absent if Personalize does not report it. */
  readonly value?: number;
}

/**
 * Decisions on a version. An update is a version that was trained in UPDATE mode.
 * - CANDIDATE: the version passes the rules and waits for approval
 * - PROMOTED: the version serves from then on
 * - HELD: the version does not pass the rules; or it has no metrics and is an update of a version that does not serve
 * - REJECTED: an operator rejected the version; or a newer version was ready before the training of this version ended;
 * or there are no rules and the version is an update of a version that does not serve
 * - ROLLED_BACK: an operator rolled the version back
 */
export const DECISIONS = ['CANDIDATE', 'PROMOTED', 'HELD', 'REJECTED', 'ROLLED_BACK'] as const;

export type Decision = (typeof DECISIONS)[number];

/** A decision on a solution version: JSON in an item `version-2#<solution>#<created>#<id>`. */
export interface VersionDecision {
  readonly solution: string;
  /** ARN. */
  readonly version: string;
  /** ISO time of the version's creation. */
  readonly createdAt: string;
  readonly decision: Decision;
  /** Metrics that Personalize reports. */
  readonly metrics: Readonly<Record<string, number>>;
  /** ARN of the version that served before the decision. For a version that is rolled back: ARN of the version that replaces it. */
  readonly comparedWith?: string;
  readonly verdicts: readonly Verdict[];
  /** `rules`, or the operator who decided. */
  readonly decidedBy: string;
  /** ISO time. */
  readonly decidedAt: string;
  readonly reason?: string;
  /** Id of the run that decided; absent in the decision that adopts the version which served before any decision. */
  readonly run?: string;
  /** ISO time of the last reminder of an open decision; absent before the first reminder. */
  readonly remindedAt?: string;
}

/** The version of a solution that serves: item `serving#<solution>`. */
export interface Serving {
  /** ARN; absent while no version is promoted. */
  readonly version?: string;
  /**
   * ISO time at which the newest judged version was created. Among the versions that were created until this time, only
   * `version` may serve.
   */
  readonly decidedUpTo: string;
  /**
   * ISO time since which Personalize has added no new items or actions to the version. Personalize adds them only to a
   * solution's newest version. Absent if Personalize still adds them to this version, or never did.
   */
  readonly frozenSince?: string;
  /** Number of times that this item was written; 0 before the first time. */
  readonly revision: number;
}

const KEPT_DAYS = 365;

/** Reads and records the newest decision on each solution version, and which version serves. */
export class VersionDecisions {
  constructor(private readonly table: RecordTable) {}

  /** @returns undefined if nothing was ever decided on the solution's versions */
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
   * Records decisions on versions of one solution, and which version serves from then on. Either everything is
   * recorded, or nothing.
   * @param serving new serving version, with the revision on which the decisions are based
   * @returns false if another execution has decided in the meantime
   * @throws DecisionsClosed if the deciding run has failed or was stopped, and its decisions were closed
   */
  async record(datasetGroup: string, decisions: readonly VersionDecision[], serving: Serving): Promise<boolean> {
    const { revision } = serving;
    // A decision that adopts a version has no run, so that no run reports it.
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
      throw new DecisionsClosed(
        `Run ${run} has failed or was stopped, so it can record no more decisions on solution versions.`,
      );
    return written;
  }

  async recordReminder(datasetGroup: string, decision: VersionDecision, now: Date): Promise<void> {
    const [item = ''] = itemsOf(decision);
    const condition = { if: 'attribute_exists(#item)' };
    await this.table.write({ update: { datasetGroup, item }, set: { remindedAt: now.toISOString() }, ...condition });
  }

  /** Closes the decisions of a run that was stopped or failed. Functions that still work for the run then cannot record more decisions. */
  async close(datasetGroup: string, run: string, now: Date): Promise<void> {
    const closedAt = now.toISOString();
    const update = { datasetGroup, item: `deciding#${run}` };
    await this.table.write({ update, set: { closedAt, expiresAt: expiryOf(closedAt, KEPT_DAYS) } });
  }

  /** A run's newest decision on each version, in the order of solutions and versions. */
  async ofRun(datasetGroup: string, run: string): Promise<readonly VersionDecision[]> {
    return (await this.table.query(datasetGroup, { prefix: `decision-2#${run}#` })).map(decisionOf);
  }

  /**
   * ISO time since which all decisions on a solution's versions are known; older decisions have expired. Empty if
   * nothing was ever decided.
   */
  async knownSince(datasetGroup: string, solution: string, now: Date): Promise<string> {
    if ((await this.serving(datasetGroup, solution)) === undefined) return '';
    return new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  }

  /** The newest decision on each version of a solution, the newest version first. */
  async ofSolution(datasetGroup: string, solution: string): Promise<readonly VersionDecision[]> {
    const range = { prefix: `version-2#${solution}#`, newestFirst: true };
    return (await this.table.query(datasetGroup, range)).map(decisionOf);
  }
}

/** Thrown if a run's decisions are closed. The next run judges the versions. */
export class DecisionsClosed extends Error {
  override readonly name = 'DecisionsClosed';
}

/**
 * Sort keys of the items that a decision replaces. The first item is the newest decision on the version. The second is
 * the run's newest decision on the version, for the run's notification. A decision of a later run replaces only the
 * first item.
 */
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
