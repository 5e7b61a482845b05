import type { CreateSchemaRequest } from '@aws-sdk/client-personalize';
import { schemaArn } from '../../../personalize/arn';
import { checkSchema } from '../../../personalize/schema';
import type { Checked } from '../checked-input';
import { inUse, invalidInput } from '../errors';
import type { ResourceKind } from '../kind';

/** Schemas have no status: they can be used as soon as CreateSchema returns. */
export const schema: ResourceKind = {
  type: 'schema',

  draft(input, { scope }) {
    const { name, schema: text, domain } = input as unknown as Checked<CreateSchemaRequest>;
    const problems = checkSchema(text, domain === undefined ? {} : { domain });
    if (problems.length > 0) {
      throw invalidInput(`Invalid schema: ${problems.map(({ message }) => message).join(' ')}`);
    }
    return { arn: schemaArn(scope, name), name, members: {} };
  },

  assertDeletable({ arn }, { store }) {
    const [dataset] = store.list('dataset', { schemaArn: arn });
    if (dataset !== undefined) throw inUse(`Schema ${arn} is used by dataset ${dataset.arn}.`);
  },
};
