import { isDeepStrictEqual } from 'node:util';
import { schemaArn } from '../../personalize/arn';
import { differences } from './differences';
import { type NamedResource, named } from './resource-type';

export const schema: NamedResource = {
  ...named('schema', ({ scope, resource }) => schemaArn(scope, resource.name)),
  differences: async ({ resource }, { description }) => {
    const { schema: text, ...members } = resource.request;
    const found = differences(members, description);
    // Schemas are compared as what they mean, not as they are written.
    const same = isDeepStrictEqual(JSON.parse(String(text)), JSON.parse(String(description.schema)));
    return same ? found : [...found, { member: 'schema', actual: description.schema, desired: text }];
  },
  resolution:
    'A schema cannot be changed, and its name is shared by the whole account and region: give this schema another name.',
};
