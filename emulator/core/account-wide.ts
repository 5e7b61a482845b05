import type { DashboardStore } from '../services/cloudwatch/dashboards';
import { Roles } from '../services/iam/roles';

/** What an AWS account has only once for all of its regions. Bucket names, which all accounts share, include the region. */
export class AccountWide {
  readonly roles = new Roles();
  readonly dashboards: DashboardStore = new Map();
}
