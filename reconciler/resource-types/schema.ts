import { isDeepStrictEqual } from 'node:util';
import { schemaArn } from '../../personalize/arn';
import type { Description } from '../personalize-api/personalize-api';
import { differences } from './differences';
import type { NamedResource } from './resource-type';
import { findByArn } from './resource-type';

export const schema: NamedResource = {
  type: 'schema',
  find: (step) => findByArn(step, 'schema', schemaArn(step.scope, step.resource.name)),
  createRequest: async (step) => step.resource.request,
  differences: async (step, { description }) => {
    const { schema: text, ...members } = step.resource.request;
    const found = differences(members, description);
    const same = isDeepStrictEqual(parse(text), parse(description.schema));
    return same ? found : [...found, { member: 'schema', actual: description.schema, desired: text }];
  },
  updatable: [],
  resolution:
    'A schema cannot be changed, and its name is shared by the whole account and region: give this schema another name.',
};

/** Schemas are compared as what they mean, not as they are written. */
function parse(text: Description[string]): unknown {
  return JSON.parse(String(text));
}
