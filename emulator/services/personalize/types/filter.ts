import type { CreateFilterRequest } from '@aws-sdk/client-personalize';
import { filterArn } from '../../../../lib/personalize/arn';
import type { DatasetType } from '../../../../lib/personalize/dataset-types';
import {
  checkFilterExpression,
  type FilterExpression,
  filteredFields,
  parseFilterExpression,
} from '../../../../lib/personalize/filter-expression';
import type { SchemaField } from '../../../../lib/personalize/schema';
import type { Context } from '../context';
import type { EmulatedType } from '../emulated-type';
import { CreationFailure, inUse, invalidInput, limitExceeded } from '../errors';
import { assertPossible } from '../filter-restrictions';
import { FILTER_FIELDS } from '../limits';
import { textMember } from '../resource';
import { isBeingCreated, isDeleting } from '../statuses';
import type { ValidatedInput } from '../validated-input';
import { datasetTypeOf, fieldsOf } from './dataset';

export const filter: EmulatedType = {
  type: 'filter',

  draft(input, context) {
    const { name, datasetGroupArn, filterExpression } = input as unknown as ValidatedInput<CreateFilterRequest>;
    context.active('CreateFilter', 'datasetGroup', datasetGroupArn);
    const expression = parsedFilter(filterExpression);
    assertPossible(expression);
    assertDatasets(expression, datasetGroupArn, context);
    const problem = checkFilterExpression(expression, schemasOf(datasetGroupArn, context)).find(
      ({ severity }) => severity === 'error',
    );
    if (problem !== undefined) throw invalidInput(`Invalid Expression: ${problem.message}.`);
    assertFieldQuotas(expression, datasetGroupArn, context);
    const lack = lackOfData(expression, datasetGroupArn, context);
    if (lack !== undefined && !context.variants.has('personalize-filter-without-data')) throw invalidInput(lack);
    return { arn: filterArn(context.scope, name), name, members: {} };
  },

  creation(resource, context) {
    const expression = parsedFilter(textMember(resource, 'filterExpression'));
    const lack = lackOfData(expression, textMember(resource, 'datasetGroupArn'), context);
    if (lack === undefined) return {};
    return {
      work() {
        throw new CreationFailure(lack);
      },
    };
  },

  assertDeletable(resource, { store }) {
    const datasetGroupArn = textMember(resource, 'datasetGroupArn');
    const jobs = [
      ...store.list('batchInferenceJob', { filterArn: resource.arn }),
      ...store.list('batchSegmentJob', { filterArn: resource.arn }),
    ].filter(({ status }) => isBeingCreated(status));
    // AWS was observed to refuse the deletion of a filter while a campaign in the same dataset group is being deleted.
    const campaigns = store.list('campaign', { datasetGroupArn }).filter(({ status }) => isDeleting(status));
    const [user] = [...jobs, ...campaigns];
    if (user !== undefined) {
      throw inUse(`Filter ${resource.arn} cannot be deleted while ${user.arn} is in status ${user.status}.`);
    }
  },
};

/**
 * Parses a filter expression.
 * @throws ServiceError InvalidInputException if the text is not a valid expression
 */
export function parsedFilter(text: string): FilterExpression {
  const parsed = parseFilterExpression(text);
  if ('error' in parsed) {
    throw invalidInput(`Invalid input symbol at position ${parsed.error.offset}: ${parsed.error.message}.`);
  }
  return parsed.expression;
}

function schemasOf(datasetGroupArn: string, context: Context): Partial<Record<DatasetType, readonly SchemaField[]>> {
  const datasets = context.store.list('dataset', { datasetGroupArn });
  return Object.fromEntries(datasets.map((dataset) => [datasetTypeOf(dataset), fieldsOf(dataset, context)]));
}

/**
 * Returns an error message if a dataset that the filter names has no imported data; otherwise undefined. Source: "filters require data to be
 * present", in the source code of AWS's solution "Maintaining Personalized Experiences with Machine Learning" (version 1.5.0). It is
 * unconfirmed that AWS refuses such a filter: `personalize-filter-without-data` in docs/local-aws.md.
 */
function lackOfData(expression: FilterExpression, datasetGroupArn: string, context: Context): string | undefined {
  const empty = datasetsNamedIn(expression)
    .map((datasetType) => context.dataset(datasetGroupArn, datasetType))
    .find((dataset) => dataset !== undefined && !context.contents.has(dataset.arn));
  return (
    empty &&
    `Dataset ${empty.arn} has no data. Import data into each dataset that a filter names before you create the filter.`
  );
}

/**
 * Checks that all datasets that the expression names exist.
 * @throws ServiceError InvalidInputException if a dataset does not exist
 */
function assertDatasets(expression: FilterExpression, datasetGroupArn: string, context: Context): void {
  for (const datasetType of datasetsNamedIn(expression))
    if (context.dataset(datasetGroupArn, datasetType) === undefined)
      throw invalidInput(`Invalid Expression: ${datasetGroupArn} has no dataset of type ${datasetType}.`);
}

/** Returns the dataset types that a filter expression names, in capital letters. */
function datasetsNamedIn({ clauses }: FilterExpression): readonly string[] {
  const conditions = clauses.flatMap((clause) => [...clause.conditions, ...clause.userConditions]);
  return [...new Set(conditions.map(({ field }) => field.dataset.toUpperCase()))];
}

function assertFieldQuotas(expression: FilterExpression, datasetGroupArn: string, { store }: Context): void {
  const own = [...filteredFields(expression).keys()];
  if (own.length > FILTER_FIELDS.filter) {
    throw limitExceeded(`The filter uses ${own.length} dataset fields, at most ${FILTER_FIELDS.filter} are possible.`);
  }
  const others = store
    .list('filter', { datasetGroupArn })
    .flatMap((other) => [...filteredFields(parsedFilter(textMember(other, 'filterExpression'))).keys()]);
  const { size } = new Set([...own, ...others]);
  if (size > FILTER_FIELDS.datasetGroup) {
    throw limitExceeded(
      `The filters of the dataset group would use ${size} dataset fields, at most ${FILTER_FIELDS.datasetGroup} are possible.`,
    );
  }
}
