import { optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

export const cloudwatchEventBus = defineModel(
  'aws_cloudwatch_event_bus',
  {
    tags: withoutEffect('the local AWS does not use the tags of an event bus'),
    name: text,
    description: optional(text),
  },
  async ({ name, description }, { call }) => {
    const input = { Name: name, Description: description };
    const { EventBusArn: arn } = await call('events', 'CreateEventBus', input);
    return { id: name, arn };
  },
);
