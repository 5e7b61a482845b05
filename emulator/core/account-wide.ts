import type { DashboardStore } from '../services/cloudwatch/dashboards';
import { Roles } from '../services/iam/roles';

/** Parts of an AWS account that all of its regions share. Buckets are not among them: the stack's bucket names include the region. */
export class AccountWide {
  readonly roles = new Roles();
  readonly dashboards: DashboardStore = new Map();
}
