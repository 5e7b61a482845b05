import { optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const cloudwatchEventTarget = defineModel(
  'aws_cloudwatch_event_target',
  { rule: text, target_id: text, arn: text, event_bus_name: optional(text), input: optional(text) },
  async ({ rule, target_id: id, arn, event_bus_name: bus, input }, { call }) => {
    await call('events', 'PutTargets', {
      Rule: rule,
      EventBusName: bus,
      Targets: [{ Id: id, Arn: arn, ...(input !== undefined && { Input: input }) }],
    });
    return { id: bus === undefined ? `${rule}-${id}` : `${bus}-${rule}-${id}` };
  },
);
