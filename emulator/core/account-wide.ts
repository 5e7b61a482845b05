import type { DashboardStore } from '../services/cloudwatch/dashboards';
import { Roles } from '../services/iam/roles';

/**
 * Parts of an AWS account that all of its regions share. Buckets are not among them: the stack puts the region into a bucket's name, so
 * buckets of two regions cannot collide.
 */
export class AccountWide {
  readonly roles = new Roles();
  readonly dashboards: DashboardStore = new Map();
}
