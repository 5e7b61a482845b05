import { isDeepStrictEqual } from 'node:util';
import { schemaArn } from '../../personalize/arn';
import { compare, conflict } from './assess';
import { dataset } from './dataset';
import { differences } from './differences';
import { type NamedResource, named } from './resource-type';

export const schema: NamedResource = {
  ...named('schema', ({ scope, resource }) => schemaArn(scope, resource.name)),
  differences: async ({ resource }, { description }) => {
    const { schema: text, ...members } = resource.request;
    const found = differences(members, description);
    // Schemas are compared as JSON, not as text.
    const same = isDeepStrictEqual(JSON.parse(String(text)), JSON.parse(String(description.schema)));
    return same ? found : [...found, { member: 'schema', actual: description.schema, desired: text }];
  },
  /** Checks that the datasets of the file can have the schema. A useless schema must not be created, because it would use up its name. */
  assertCreatable: async (step) => {
    for (const { dataset: resource, schema: own } of step.state.datasets) {
      const ofDataset = { ...step, resource };
      const there = own.name === step.resource.name ? await dataset.find(ofDataset) : undefined;
      const assessment = there && (await compare(dataset, ofDataset, there));
      if (assessment?.state === 'CONFLICT') throw conflict(dataset, ofDataset, assessment.conflicts);
    }
  },
  resolution:
    'A schema cannot be changed, and schema names are unique in an account and region: give this schema another name. An existing dataset takes another schema only if it adds fields that allow null, to items or users; otherwise, undo the change, or delete the dataset.',
};
