import { randomUUID } from 'node:crypto';
import type { BudgetUnit } from '../parameter-file/budget';
import type { Put } from './expressions';
import { type Attributes, expiryOf, optionalTexts, present, textOf, texts } from './item';
import type { RecordTable } from './record-table';

/** Work of Personalize that counts against a budget: item `budget#<month>#use#<id>`. */
export interface BudgetUse {
  /** Id that is the same at each attempt to begin the work. For work that was found in Personalize, the id is the ARN of the work. */
  readonly id: string;
  readonly unit: BudgetUnit;
  /** Units that the work is expected to use or, once the work has ended, has used. */
  readonly amount: number;
  /** ISO time of the reservation. For work that was found in Personalize, ISO time at which the work was created. */
  readonly reservedAt: string;
  /** ARN of the work; absent until Personalize has confirmed that the work exists. */
  readonly arn?: string;
  /**
   * ARN that a job will have, derived from the job's name. Absent for trainings, because Personalize chooses the ARNs
   * of solution versions.
   */
  readonly jobArn?: string;
  /** Note for users about work that begins although the budget does not cover it. */
  readonly note?: string;
  /** True once the work has ended. From then on, `amount` does not change. */
  readonly isFinal?: boolean;
}

/**
 * An amount by which an operator has raised the budget of a month. A negative amount takes earlier raises back. Item
 * `budget#<month>#raise#<ISO time>#<random id>`.
 */
export interface BudgetRaise {
  readonly unit: BudgetUnit;
  readonly amount: number;
  /** Operator who decided. */
  readonly by: string;
  readonly reason: string;
  /** ISO time. */
  readonly at: string;
}

/** A month of a dataset group's budget, as recorded. */
export interface BudgetMonth {
  /** Number that grows with each reservation, and each time that raises are taken back. */
  readonly revision: number;
  readonly uses: readonly BudgetUse[];
  /** Raises, the oldest first. */
  readonly raises: readonly BudgetRaise[];
}

/** Operations by which a step reads and changes the records of a budget. */
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
   * Reserves the units that some work is expected to use. An earlier reservation with the same id is replaced.
   * @param revision revision of the month as it was read
   * @returns false if nothing was reserved, because the revision has changed since the month was read: other work was
   * reserved, or raises were taken back
   */
  async reserve(datasetGroup: string, month: string, use: BudgetUse, revision: number): Promise<boolean> {
    const { written } = await this.table.writeAll([
      nextRevision(datasetGroup, month, revision, use.reservedAt),
      { put: itemOf(datasetGroup, month, use) },
    ]);
    return written;
  }

  /**
   * Records the ARN of the work for which units were reserved.
   * @returns the reservation; undefined if there is none
   */
  async begin(datasetGroup: string, month: string, id: string, arn: string): Promise<BudgetUse | undefined> {
    const update = { datasetGroup, item: `${keyOf(month)}#use#${id}` };
    const { written, item } = await this.table.write({ update, set: { arn }, if: 'attribute_exists(#item)' });
    return written && item !== undefined ? useOf(item) : undefined;
  }

  /** Records the use of work that has ended. The use may exceed the reservation. */
  async record(datasetGroup: string, month: string, use: BudgetUse): Promise<void> {
    await this.table.write({ put: itemOf(datasetGroup, month, use) });
  }

  /** Deletes the reservation of work that did not begin. */
  async free(datasetGroup: string, month: string, id: string): Promise<void> {
    await this.table.write({ delete: { datasetGroup, item: `${keyOf(month)}#use#${id}` } });
  }

  /**
   * Records that the budget does not cover some work. Such work is either skipped or begun nevertheless.
   * @param subject id of the work, the same in each run, e.g. `solutionVersion#top-picks#UPDATE`
   * @param terms text that describes the circumstances, such as the last raise. If this text changes, the same finding
   * is news again
   * @returns true if the finding is news: this run was the first to record the finding in the month, or the first to
   * record it after the terms changed
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
   * Records raises that were decided together. Either all raises are recorded, or none.
   * @param revision revision of the month as it was read
   * @returns false if nothing was recorded, because a raise is negative and the revision has changed since the month
   * was read: other work was reserved, or raises were taken back
   */
  async raise(datasetGroup: string, month: string, raises: readonly BudgetRaise[], revision: number): Promise<boolean> {
    const { at = '' } = raises[0] ?? {};
    const expiresAt = expiryOf(at, KEPT_DAYS);
    const takesBack = raises.some(({ amount }) => amount < 0);
    const { written } = await this.table.writeAll([
      ...(takesBack ? [nextRevision(datasetGroup, month, revision, at)] : []),
      ...raises.map((raise) => {
        // The random id distinguishes two decisions of the same millisecond.
        const item = `${keyOf(month)}#raise#${at}#${randomUUID()}`;
        return { put: { datasetGroup, item, ...raise, expiresAt } };
      }),
    ]);
    return written;
  }
}

/** The write that increases a month's revision. If two requests have read the same revision, only one of their writes succeeds. */
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
