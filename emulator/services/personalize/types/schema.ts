import type { CreateSchemaRequest } from '@aws-sdk/client-personalize';
import { schemaArn } from '../../../../lib/personalize/arn';
import type { Domain } from '../../../../lib/personalize/dataset-types';
import { checkSchema, schemaDatasetType, schemaFields } from '../../../../lib/personalize/schema';
import type { EmulatedType } from '../emulated-type';
import { inUse, invalidInput } from '../errors';
import { METADATA_FIELDS, TEXTUAL_FIELDS } from '../limits';
import type { ValidatedInput } from '../validated-input';

/** Schemas. They have no status, and can be used as soon as CreateSchema returns. */
export const schema: EmulatedType = {
  type: 'schema',

  draft(input, { scope }) {
    const { name, schema: text, domain } = input as unknown as ValidatedInput<CreateSchemaRequest>;
    const problems = checkSchema(text, domain === undefined ? {} : { domain }).filter(({ rule }) => rule !== 'quota');
    if (problems.length > 0) {
      throw invalidInput(`Invalid schema: ${problems.map(({ message }) => message).join(' ')}`);
    }
    assertFieldCounts(text, domain);
    return { arn: schemaArn(scope, name), name, members: {} };
  },

  assertDeletable({ arn }, { store }) {
    const [dataset] = store.list('dataset', { schemaArn: arn });
    if (dataset !== undefined) throw inUse(`Schema ${arn} is used by dataset ${dataset.arn}.`);
  },
};

function assertFieldCounts(text: string, domain: Domain | undefined): void {
  const info = schemaDatasetType(text);
  if (info === undefined) return;
  const { required, reserved } = info.fields[domain ?? 'CUSTOM'];
  const ruled = new Set([...required, ...reserved].map(({ name }) => name));
  const fields = schemaFields(text);
  const metadata = fields.filter(({ name }) => !ruled.has(name)).length;
  const max = METADATA_FIELDS[info.datasetType];
  if (metadata > max) {
    throw invalidInput(
      `Invalid schema: ${metadata} metadata fields in ${info.recordName}, at most ${max} are possible.`,
    );
  }
  const textual = fields.filter((field) => field.textual).length;
  if (textual > TEXTUAL_FIELDS) {
    throw invalidInput(`Invalid schema: ${textual} textual fields, at most ${TEXTUAL_FIELDS} are possible.`);
  }
}
