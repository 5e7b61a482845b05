import type { DashboardStore } from '../services/cloudwatch/dashboards';
import { Roles } from '../services/iam/roles';

/**
 * Parts of an AWS account that all regions share. S3 buckets are not included, because the stack's bucket names contain
 * the region.
 */
export class AccountWide {
  readonly roles = new Roles();
  readonly dashboards: DashboardStore = new Map();
}
