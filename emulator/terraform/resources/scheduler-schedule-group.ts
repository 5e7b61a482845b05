import { text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

export const schedulerScheduleGroup = defineModel(
  'aws_scheduler_schedule_group',
  { tags: withoutEffect('the local AWS does not use the tags of a schedule group'), name: text },
  async ({ name }, { call }) => {
    const { ScheduleGroupArn: arn } = await call('scheduler', 'CreateScheduleGroup', { Name: name });
    return { id: name, arn, state: 'ACTIVE' };
  },
);
