export interface FailureOrder {
  /**
   * What shall fail: the part of its ARN after the account, or whole leading parts of it. `campaign/NAME` is the next
   * creation or update of that campaign, `solution/NAME` the solution's next version, `dataset-import-job` the next
   * import. A `*` at the end stands for anything: `dataset-import-job/movies*`.
   */
  readonly resource: string;
  /** Becomes the `failureReason`. */
  readonly reason: string;
}

/** Failures that an operator or a test has ordered. Each happens once, the oldest first. */
export class Failures {
  private readonly orders: FailureOrder[] = [];

  order(order: FailureOrder): void {
    this.orders.push(order);
  }

  /** The reason why this creation or update shall fail, if one was ordered. */
  take(arn: string): string | undefined {
    const resource = arn.split(':').slice(5).join(':');
    const index = this.orders.findIndex((order) => matches(order.resource, resource));
    return index < 0 ? undefined : this.orders.splice(index, 1)[0]?.reason;
  }
}

function matches(order: string, resource: string): boolean {
  if (order.endsWith('*')) return resource.startsWith(order.slice(0, -1));
  return resource === order || resource.startsWith(`${order}/`);
}
