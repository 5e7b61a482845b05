import { ARN_PREFIXES } from '../../../lib/personalize/arn';
import type { ResourceType } from '../../../lib/personalize/resource-types';

export interface FailureOrder {
  /**
   * Resource that fails: the part of its ARN after the account, or its whole leading parts. `campaign/NAME` is the next creation or update
   * of that campaign, `solution/NAME` the solution's next version, `dataset-import-job` the next import. A `*` at the end is a wildcard:
   * `dataset-import-job/movies*`.
   */
  readonly resource: string;
  /** Reported `failureReason`. */
  readonly reason: string;
}

/** Planned failures. Each occurs once, the oldest first. */
export class Failures {
  private readonly orders: FailureOrder[] = [];

  order(order: FailureOrder): void {
    this.orders.push(order);
  }

  /** Cancels a planned failure that has not occurred. */
  withdraw(order: FailureOrder): void {
    const index = this.orders.indexOf(order);
    if (index >= 0) this.orders.splice(index, 1);
  }

  /** Planned failures that have not occurred. */
  outstanding(): readonly FailureOrder[] {
    return this.orders;
  }

  /** Returns the failure reason of this creation or update, if one was planned. */
  take(arn: string): string | undefined {
    const resource = arn.split(':').slice(5).join(':');
    const index = this.orders.findIndex((order) => matches(order.resource, resource));
    return index < 0 ? undefined : this.orders.splice(index, 1)[0]?.reason;
  }
}

/** Types whose names are generated. They begin with a name that the user knows. */
const NAMED_BY_WORKFLOW: readonly ResourceType[] = ['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob'];

/**
 * Converts `TYPE/NAME` to {@link FailureOrder.resource}. TYPE is a resource type (`solutionVersion`) or the word in its ARN (`campaign`).
 * For jobs, NAME is the beginning of their names; for a solution version, the name of the solution.
 * @throws Error that lists the types
 */
export function failingResource(text: string): string {
  const [word = '', ...rest] = text.split('/');
  const types = Object.keys(ARN_PREFIXES) as ResourceType[];
  const type = types.find((candidate) => candidate === word || ARN_PREFIXES[candidate] === word);
  const name = rest.join('/');
  if (type === undefined || name === '') {
    throw new Error(`'${text}' is not TYPE/NAME with a TYPE of: ${types.join(', ')}.`);
  }
  // The service generates a tracker's id, so its name is not part of its ARN.
  if (type === 'eventTracker') return ARN_PREFIXES[type];
  const open = NAMED_BY_WORKFLOW.includes(type) && !name.endsWith('*');
  return `${ARN_PREFIXES[type]}/${name}${open ? '*' : ''}`;
}

function matches(order: string, resource: string): boolean {
  if (order.endsWith('*')) return resource.startsWith(order.slice(0, -1));
  return resource === order || resource.startsWith(`${order}/`);
}
