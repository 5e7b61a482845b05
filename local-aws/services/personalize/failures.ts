import { ARN_PREFIXES } from '../../../personalize/arn';
import type { ResourceType } from '../../../personalize/resource-types';

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

  /** Takes an order back that nothing has matched so far. */
  withdraw(order: FailureOrder): void {
    const index = this.orders.indexOf(order);
    if (index >= 0) this.orders.splice(index, 1);
  }

  /** Orders that nothing has matched so far. */
  outstanding(): readonly FailureOrder[] {
    return this.orders;
  }

  /** The reason why this creation or update shall fail, if one was ordered. */
  take(arn: string): string | undefined {
    const resource = arn.split(':').slice(5).join(':');
    const index = this.orders.findIndex((order) => matches(order.resource, resource));
    return index < 0 ? undefined : this.orders.splice(index, 1)[0]?.reason;
  }
}

/** Types whose names the workflow makes: they begin with what a person knows. */
const NAMED_BY_WORKFLOW: readonly ResourceType[] = [
  'datasetImportJob',
  'batchInferenceJob',
  'batchSegmentJob',
];

/**
 * What a person means by `TYPE/NAME`, as {@link FailureOrder.resource}. TYPE is a resource type (`solutionVersion`) or the
 * word in its ARN (`campaign`); of jobs, NAME is how their names begin; of a solution version, it is the solution's.
 * @throws Error that names the types there are
 */
export function failingResource(text: string): string {
  const [word = '', ...rest] = text.split('/');
  const types = Object.keys(ARN_PREFIXES) as ResourceType[];
  const type = types.find((candidate) => candidate === word || ARN_PREFIXES[candidate] === word);
  const name = rest.join('/');
  if (type === undefined || name === '') {
    throw new Error(`'${text}' is no TYPE/NAME with a TYPE of: ${types.join(', ')}.`);
  }
  // The service draws a tracker's id: its name is not part of its ARN.
  if (type === 'eventTracker') return ARN_PREFIXES[type];
  const open = NAMED_BY_WORKFLOW.includes(type) && !name.endsWith('*');
  return `${ARN_PREFIXES[type]}/${name}${open ? '*' : ''}`;
}

function matches(order: string, resource: string): boolean {
  if (order.endsWith('*')) return resource.startsWith(order.slice(0, -1));
  return resource === order || resource.startsWith(`${order}/`);
}
