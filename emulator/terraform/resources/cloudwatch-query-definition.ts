import { list, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

/** A saved query of Logs Insights. The local AWS does not store it, because the local CloudWatch Logs runs no such queries. */
export const cloudwatchQueryDefinition = defineModel(
  'aws_cloudwatch_query_definition',
  { name: text, query_string: text, log_group_names: optional(list(text)) },
  async ({ name }, { aws }) => {
    const id = aws.random.fork(`query ${name}`).uuid();
    return { id, query_definition_id: id };
  },
);
