import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const cloudwatchDashboard = defineModel(
  'aws_cloudwatch_dashboard',
  { dashboard_name: text, dashboard_body: text },
  async ({ dashboard_name: name, dashboard_body: body }, { aws, call }) => {
    await call('monitoring', 'PutDashboard', { DashboardName: name, DashboardBody: body });
    return { id: name, dashboard_arn: aws.arn('cloudwatch', `dashboard/${name}`, '') };
  },
);
