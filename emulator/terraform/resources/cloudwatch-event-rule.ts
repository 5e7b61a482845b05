import { optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

export const cloudwatchEventRule = defineModel(
  'aws_cloudwatch_event_rule',
  {
    tags: withoutEffect('the local AWS does not use the tags of a rule'),
    name: text,
    description: optional(text),
    event_bus_name: optional(text),
    event_pattern: text,
    state: optional(text),
  },
  async ({ name, description, event_bus_name: bus, event_pattern: pattern, state }, { call }) => {
    const { RuleArn: arn } = await call('events', 'PutRule', {
      Name: name,
      Description: description,
      EventBusName: bus,
      EventPattern: pattern,
      State: state,
    });
    return { id: bus === undefined ? name : `${bus}/${name}`, arn };
  },
);
