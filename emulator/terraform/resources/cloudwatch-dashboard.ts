import { text } from '../arguments';
import type { JsonObject } from '../configuration';
import { defineModel } from '../resource-model';
import { StackError } from '../stack-error';

export const cloudwatchDashboard = defineModel(
  'aws_cloudwatch_dashboard',
  { dashboard_name: text, dashboard_body: text },
  async ({ dashboard_name: name, dashboard_body: body }, { aws, address, call }) => {
    const { DashboardEntries: found } = await call('monitoring', 'ListDashboards', {
      DashboardNamePrefix: name,
    });
    // AWS and the Terraform provider would silently replace an existing dashboard of this name.
    if ((found as readonly JsonObject[]).some(({ DashboardName: other }) => other === name)) {
      throw new StackError(
        address,
        `dashboard '${name}' exists already and would be replaced by this one: the name of a dashboard is unique in an account, across all regions`,
      );
    }
    await call('monitoring', 'PutDashboard', { DashboardName: name, DashboardBody: body });
    return { id: name, dashboard_arn: aws.arn('cloudwatch', `dashboard/${name}`, '') };
  },
);
