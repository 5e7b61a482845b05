import type { DashboardStore } from '../services/cloudwatch/dashboards';
import { Roles } from '../services/iam/roles';

/**
 * Parts of an AWS account that all of its regions share. Buckets are kept by region, because the stack puts the region into their names, so
 * these cannot collide.
 */
export class AccountWide {
  readonly roles = new Roles();
  readonly dashboards: DashboardStore = new Map();
}
