import type { CreateFilterRequest } from '@aws-sdk/client-personalize';
import { filterArn } from '../../../personalize/arn';
import type { DatasetType } from '../../../personalize/dataset-types';
import {
  checkFilterExpression,
  type FilterExpression,
  filteredFields,
  parseFilterExpression,
} from '../../../personalize/filter-expression';
import type { SchemaField } from '../../../personalize/schema';
import { isBeingCreated, isDeleting } from '../../../personalize/statuses';
import type { Checked } from '../checked-input';
import type { Context } from '../context';
import { inUse, invalidInput, limitExceeded } from '../errors';
import type { ResourceKind } from '../kind';
import { FILTER_FIELD_QUOTAS } from '../quotas';
import { textMember } from '../resource';
import { datasetTypeOf, fieldsOf } from './dataset';

export const filter: ResourceKind = {
  type: 'filter',

  draft(input, context) {
    const { name, datasetGroupArn, filterExpression } = input as unknown as Checked<CreateFilterRequest>;
    context.active('CreateFilter', 'datasetGroup', datasetGroupArn);
    const expression = parse(filterExpression);
    const problem = checkFilterExpression(expression, schemasOf(datasetGroupArn, context)).find(
      ({ severity, rule }) => severity === 'error' && rule !== 'filter-fields-limit',
    );
    if (problem !== undefined) throw invalidInput(`Invalid Expression: ${problem.message}.`);
    assertFieldQuotas(expression, datasetGroupArn, context);
    return { arn: filterArn(context.scope, name), name, members: {} };
  },

  assertDeletable(resource, { store }) {
    const datasetGroupArn = textMember(resource, 'datasetGroupArn');
    const jobs = [
      ...store.list('batchInferenceJob', { filterArn: resource.arn }),
      ...store.list('batchSegmentJob', { filterArn: resource.arn }),
    ].filter(({ status }) => isBeingCreated(status));
    // Filters have been seen to stay as long as a campaign of their dataset group is being deleted.
    const campaigns = store.list('campaign', { datasetGroupArn }).filter(({ status }) => isDeleting(status));
    const [user] = [...jobs, ...campaigns];
    if (user !== undefined) {
      throw inUse(`Filter ${resource.arn} cannot be deleted while ${user.arn} is in status ${user.status}.`);
    }
  },
};

function parse(text: string): FilterExpression {
  const parsed = parseFilterExpression(text);
  if ('error' in parsed) {
    throw invalidInput(`Invalid input symbol at position ${parsed.error.offset}: ${parsed.error.message}.`);
  }
  return parsed.expression;
}

function schemasOf(
  datasetGroupArn: string,
  context: Context,
): Partial<Record<DatasetType, readonly SchemaField[]>> {
  const datasets = context.store.list('dataset', { datasetGroupArn });
  return Object.fromEntries(datasets.map((dataset) => [datasetTypeOf(dataset), fieldsOf(dataset, context)]));
}

function assertFieldQuotas(expression: FilterExpression, datasetGroupArn: string, { store }: Context): void {
  const own = [...filteredFields(expression).keys()];
  if (own.length > FILTER_FIELD_QUOTAS.filter) {
    throw limitExceeded(
      `The filter uses ${own.length} dataset fields, at most ${FILTER_FIELD_QUOTAS.filter} are possible.`,
    );
  }
  const others = store
    .list('filter', { datasetGroupArn })
    .flatMap((other) => [...filteredFields(parse(textMember(other, 'filterExpression'))).keys()]);
  const { size } = new Set([...own, ...others]);
  if (size > FILTER_FIELD_QUOTAS.datasetGroup) {
    throw limitExceeded(
      `The filters of the dataset group would use ${size} dataset fields, at most ${FILTER_FIELD_QUOTAS.datasetGroup} are possible.`,
    );
  }
}
