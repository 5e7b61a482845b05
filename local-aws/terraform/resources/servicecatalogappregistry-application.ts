import { optional, text } from '../arguments';
import { defineModel } from '../resource-model';

/** Represented by its tag only: nothing in the local AWS uses the Service Catalog. */
export const servicecatalogappregistryApplication = defineModel(
  'aws_servicecatalogappregistry_application',
  { name: text, description: optional(text) },
  async ({ name }, { aws }) => {
    const id = aws.random.fork(`application ${name}`).hex(26);
    const arn = aws.arn('servicecatalog', `/applications/${id}`);
    return { id, arn, application_tag: { awsApplication: arn } };
  },
);
