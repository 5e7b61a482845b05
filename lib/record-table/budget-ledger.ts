import { randomUUID } from 'node:crypto';
import type { BudgetUnit } from '../parameter-file/budget';
import type { Put } from './expressions';
import { type Attributes, expiryOf, optionalTexts, present, textOf, texts } from './item';
import type { RecordTable } from './record-table';

/** Work of Personalize that counts against a budget: item `budget#<month>#use#<id>`. */
export interface BudgetUse {
  /** Id that is the same at each attempt to begin the work. Work that was found in Personalize has its ARN as id. */
  readonly id: string;
  readonly unit: BudgetUnit;
  /** Units that the work is expected to use or, once it has ended, has used. */
  readonly amount: number;
  /** ISO time of the reservation. */
  readonly reservedAt: string;
  /** Absent until Personalize has said that the work exists. */
  readonly arn?: string;
  /**
   * ARN that a job will have, derived from the job's name. Absent for trainings: Personalize chooses the ARNs of
   * versions.
   */
  readonly jobArn?: string;
  /** Note for users on work that begins above the budget. */
  readonly note?: string;
  /** True once the work has ended. From then on, its amount stays the same. */
  readonly isFinal?: boolean;
}

/**
 * An amount that an operator has added to the budget of a month. A negative amount takes earlier raises back. Item
 * `budget#<month>#raise#<ISO time>#<random id>`.
 */
export interface BudgetRaise {
  readonly unit: BudgetUnit;
  readonly amount: number;
  /** Who decided. */
  readonly by: string;
  readonly reason: string;
  /** ISO time. */
  readonly at: string;
}

/** A month of a dataset group's budget, as recorded. */
export interface BudgetMonth {
  /** Grows with each reservation, and each time that raises are taken back. */
  readonly revision: number;
  readonly uses: readonly BudgetUse[];
  /** The oldest first. */
  readonly raises: readonly BudgetRaise[];
}

/** Records of a budget that a step reads and writes. */
export type Budgets = Pick<BudgetLedger, 'month' | 'reserve' | 'begin' | 'record' | 'free' | 'noteSkip'>;

/** Days for which reservations, raises and notes of skipped work are kept. */
const KEPT_DAYS = 400;

/** Reservations, use and raises of budgets, by dataset group and month (`2026-11`). */
export class BudgetLedger {
  constructor(private readonly table: RecordTable) {}

  async month(datasetGroup: string, month: string): Promise<BudgetMonth> {
    const items = await this.table.query(datasetGroup, { prefix: keyOf(month) });
    const below = (kind: string) => items.filter(({ item }) => textOf(item).startsWith(`${keyOf(month)}#${kind}#`));
    const head = items.find(({ item }) => item === keyOf(month));
    return {
      revision: Number(head?.revision ?? 0),
      uses: below('use').map(useOf),
      raises: below('raise').map(raiseOf),
    };
  }

  /**
   * Reserves the units that some work is expected to use. This replaces an earlier reservation with the same id.
   * @param revision revision of the month as it was read
   * @returns false if the revision has changed since: other work was reserved, or raises were taken back
   */
  async reserve(datasetGroup: string, month: string, use: BudgetUse, revision: number): Promise<boolean> {
    const { written } = await this.table.writeAll([
      nextRevision(datasetGroup, month, revision, use.reservedAt),
      { put: itemOf(datasetGroup, month, use) },
    ]);
    return written;
  }

  /**
   * Records the ARN of the work that a reservation is for.
   * @returns the reservation; undefined if there is none
   */
  async begin(datasetGroup: string, month: string, id: string, arn: string): Promise<BudgetUse | undefined> {
    const update = { datasetGroup, item: `${keyOf(month)}#use#${id}` };
    const { written, item } = await this.table.write({ update, set: { arn }, if: 'attribute_exists(#item)' });
    return written && item !== undefined ? useOf(item) : undefined;
  }

  /** Records the work as it is by now. It may have used more than was reserved. */
  async record(datasetGroup: string, month: string, use: BudgetUse): Promise<void> {
    await this.table.write({ put: itemOf(datasetGroup, month, use) });
  }

  /** Frees what was reserved for work that did not begin. */
  async free(datasetGroup: string, month: string, id: string): Promise<void> {
    await this.table.write({ delete: { datasetGroup, item: `${keyOf(month)}#use#${id}` } });
  }

  /**
   * Records that the budget does not cover some work. The work is skipped, or begun nevertheless.
   * @param subject id of the work, the same in each run, e.g. `solutionVersion#top-picks#UPDATE`
   * @param terms text of the circumstances, such as the last raise. If they have changed, the same finding is news
   * again
   * @returns true if this is news: the run is the first in the month to find this, or the first with these terms
   */
  async noteSkip(datasetGroup: string, month: string, subject: string, run: string, terms: string, now: Date) {
    const { written, item } = await this.table.write({
      put: {
        datasetGroup,
        item: `${keyOf(month)}#skip#${subject}`,
        run,
        terms,
        expiresAt: expiryOf(now.toISOString(), KEPT_DAYS),
      },
      if: 'attribute_not_exists(#item) OR #terms <> :terms',
      values: { terms },
    });
    return written || item?.run === run;
  }

  /**
   * Records raises that are decided at one time: all or nothing.
   * @param revision revision of the month as it was read
   * @returns false if a raise is negative, and the revision has changed since: other work was reserved, or raises were
   * taken back
   */
  async raise(datasetGroup: string, month: string, raises: readonly BudgetRaise[], revision: number): Promise<boolean> {
    const { at = '' } = raises[0] ?? {};
    const expiresAt = expiryOf(at, KEPT_DAYS);
    const takesBack = raises.some(({ amount }) => amount < 0);
    const { written } = await this.table.writeAll([
      ...(takesBack ? [nextRevision(datasetGroup, month, revision, at)] : []),
      ...raises.map((raise) => {
        // One person may decide twice in a millisecond.
        const item = `${keyOf(month)}#raise#${at}#${randomUUID()}`;
        return { put: { datasetGroup, item, ...raise, expiresAt } };
      }),
    ]);
    return written;
  }
}

/** The write of a month's next revision. If two requests have read the same revision, only one can make this write. */
function nextRevision(datasetGroup: string, month: string, revision: number, at: string): Put {
  const before = revision === 0 ? undefined : revision;
  return {
    put: { datasetGroup, item: keyOf(month), revision: revision + 1, expiresAt: expiryOf(at, KEPT_DAYS) },
    if: before === undefined ? 'attribute_not_exists(#item)' : '#revision = :before',
    values: { before },
  };
}

function keyOf(month: string): string {
  return `budget#${month}`;
}

function itemOf(datasetGroup: string, month: string, { id, ...use }: BudgetUse) {
  const expiresAt = expiryOf(use.reservedAt, KEPT_DAYS);
  return { datasetGroup, item: `${keyOf(month)}#use#${id}`, ...present(use), expiresAt };
}

function useOf(item: Attributes): BudgetUse {
  return {
    id: textOf(item.item).split('#').slice(3).join('#'),
    unit: item.unit as BudgetUnit,
    amount: Number(item.amount),
    ...texts(item, 'reservedAt'),
    ...optionalTexts(item, 'arn', 'jobArn', 'note'),
    ...(item.isFinal === true && { isFinal: true }),
  };
}

function raiseOf(item: Attributes): BudgetRaise {
  return { unit: item.unit as BudgetUnit, amount: Number(item.amount), ...texts(item, 'by', 'reason', 'at') };
}
