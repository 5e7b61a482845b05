import type { Aws } from '../../core/aws';
import { type Operations, operation } from '../../core/emulated-service';
import { requiredText } from '../../core/protocols/input';
import { type Input, ServiceError } from '../../core/service';

interface Dashboard {
  readonly name: string;
  /** Widgets and layout, as JSON text. */
  readonly body: string;
  /** Time of the last PutDashboard, in epoch milliseconds. */
  readonly modifiedAt: number;
}

const NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** The account's dashboards by name. All regions share them. */
export type DashboardStore = Map<string, Dashboard>;

/**
 * Stores dashboards. A new dashboard replaces the dashboard of the same name, also across regions.
 * Source: CloudWatch API reference, PutDashboard, 2026-11: "All dashboards in your account are global, not
 * region-specific."
 */
export class Dashboards {
  readonly operations: Operations = {
    PutDashboard: operation(['DashboardName', 'DashboardBody'], (input) => this.put(input)),
    GetDashboard: operation(['DashboardName'], (input) => this.get(input)),
    ListDashboards: operation(['DashboardNamePrefix'], (input) => this.list(input)),
    DeleteDashboards: operation(['DashboardNames'], ({ DashboardNames: names = [] }) => {
      for (const name of names as readonly string[]) this.find(name);
      for (const name of names as readonly string[]) this.dashboards.delete(name);
      return {};
    }),
  };

  constructor(
    private readonly aws: Aws,
    private readonly dashboards: DashboardStore,
  ) {}

  private put(input: Input): unknown {
    const name = requiredText(input, 'DashboardName', 'InvalidParameterInput');
    const body = requiredText(input, 'DashboardBody', 'InvalidParameterInput');
    if (!NAME.test(name)) {
      throw new ServiceError(
        'InvalidParameterInput',
        `DashboardName '${name}' must have 1 to 255 characters of A-Z a-z 0-9 - _.`,
      );
    }
    if (!hasWidgets(body)) {
      throw new ServiceError(
        'InvalidParameterInput',
        `The body of dashboard ${name} must be a JSON object with widgets.`,
      );
    }
    this.dashboards.set(name, { name, body, modifiedAt: this.aws.clock.now() });
    return { DashboardValidationMessages: [] };
  }

  private get(input: Input): unknown {
    const { name, body } = this.find(requiredText(input, 'DashboardName', 'InvalidParameterInput'));
    return { DashboardName: name, DashboardArn: dashboardArn(this.aws, name), DashboardBody: body };
  }

  private list({ DashboardNamePrefix: prefix }: Input): unknown {
    const found = [...this.dashboards.values()]
      .filter(({ name }) => name.startsWith(String(prefix ?? '')))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      DashboardEntries: found.map(({ name, body, modifiedAt }) => ({
        DashboardName: name,
        DashboardArn: dashboardArn(this.aws, name),
        LastModified: new Date(modifiedAt),
        Size: Buffer.byteLength(body),
      })),
    };
  }

  private find(name: string): Dashboard {
    const dashboard = this.dashboards.get(name);
    if (dashboard === undefined) throw new ServiceError('ResourceNotFound', `Dashboard ${name} does not exist`, 404);
    return dashboard;
  }
}

/** Returns a dashboard's ARN, which has no region. */
export function dashboardArn(aws: Aws, name: string): string {
  return aws.arn('cloudwatch', `dashboard/${name}`, '');
}

function hasWidgets(body: string): boolean {
  try {
    const { widgets } = JSON.parse(body) as { readonly widgets?: unknown };
    return Array.isArray(widgets);
  } catch {
    return false;
  }
}
