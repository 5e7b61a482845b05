import type { Recipe } from '../../../../lib/personalize/recipes';
import type { Context } from '../context';
import type { Row } from '../data/dataset-contents';
import { invalidInput } from '../errors';
import { appliedFilter } from '../filtering/applied-filter';
import type { FilterValues } from '../filtering/values';
import type { Candidate } from '../model/model';
import { type Resource, textMember } from '../resource';
import { historyOf } from '../runtime/history';
import { fieldsOf } from '../types/dataset';
import { columnsOf, meaningOf } from './attributes';
import type { LineQuery } from './line-forms';

/** Answers a job's input lines with the job's solution version. */
export class Answers {
  private readonly version: Resource;
  private readonly rows: (itemId: string) => Row | undefined;

  constructor(
    private readonly job: Resource,
    private readonly recipe: Recipe,
    private readonly context: Context,
  ) {
    this.version = context.store.get('solutionVersion', textMember(job, 'solutionVersionArn'));
    const items = context.models.trainingOf(this.version).sources.get('ITEMS')?.contents.records;
    this.rows = (itemId) => items?.get(itemId)?.row;
  }

  /**
   * Answers one input line: returns the model's first `count` recommendations that pass the job's filter, without the
   * line's own item. If the line has a list to rank, the answer may be as long as that list, and `count` is ignored.
   * @throws ServiceError InvalidInputException if the line's filter values do not fit the filter, or if a line for a
   * segment names an unknown item or column (see `personalize-segment-lines` in docs/local-aws.md)
   */
  to(query: LineQuery, filterValues: FilterValues | undefined, count: number): readonly Candidate[] {
    const { itemAttributes, userId, itemId, inputList } = query;
    const { models } = this.context;
    const model = models.modelOf(models.trainingOf(this.version));
    this.assertColumns(itemAttributes ?? '');
    if (itemId !== undefined && model.knows?.(itemId) === false)
      throw invalidInput(`itemId is '${itemId}', it must be an item with interactions in the training data.`);
    const passes = this.filter(query, filterValues);
    const meaning = itemAttributes === undefined ? undefined : meaningOf(itemAttributes);
    const ranked = model.rank({
      ...query,
      history: userId === undefined ? [] : historyOf(userId, this.version, false, this.context),
      isInSegment: (id) => meaning?.(this.rows(id) ?? new Map()) === true,
    });
    // The candidates of a segment are users, and a user may have the id of the line's item.
    const own = this.job.type === 'batchSegmentJob' ? undefined : itemId;
    const found: Candidate[] = [];
    for (const candidate of ranked) {
      if (found.length === (inputList?.length ?? count)) break;
      if (candidate.id !== own && passes(candidate.id)) found.push(candidate);
    }
    return found;
  }

  /** Returns the most frequent value in the metadata of the found items. If no item has metadata, the theme is `Similar items`. */
  themeOf(found: readonly Candidate[]): string {
    const counts = new Map<string, number>();
    for (const { id } of found) {
      for (const [column, cell] of this.rows(id) ?? []) {
        if (column === 'ITEM_ID') continue;
        for (const value of cell?.split('|') ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const [[theme] = ['Similar items']] = [...counts].sort(([, one], [, other]) => other - one);
    return theme;
  }

  private assertColumns(itemAttributes: string): void {
    const items = this.context.dataset(textMember(this.job, 'datasetGroupArn'), 'ITEMS');
    const known = items === undefined ? [] : fieldsOf(items, this.context).map(({ name }) => name);
    const unknown = columnsOf(itemAttributes).find((column) => !known.includes(column.toUpperCase()));
    if (unknown === undefined) return;
    throw invalidInput(
      `itemAttributes has '${unknown}', which is not a column of Items: its columns are ${known.join(', ') || 'none'}.`,
    );
  }

  private filter({ userId, itemId }: LineQuery, filterValues: FilterValues | undefined): (id: string) => boolean {
    const { filterArn } = this.job.members;
    if (typeof filterArn !== 'string') return () => true;
    return appliedFilter(
      { filterArn, ...(filterValues && { filterValues }) },
      { ...(userId !== undefined && { userId }), ...(itemId !== undefined && { itemId }) },
      textMember(this.job, 'datasetGroupArn'),
      this.recipe.name,
      this.context,
    );
  }
}
