import { ARN_PREFIXES } from '../../../lib/personalize/arn';
import type { ResourceType } from '../../../lib/personalize/resource-types';

export interface PlannedFailure {
  /**
   * Resource that fails: the part of its ARN after the account. The last segments may be left out. `campaign/NAME` is the next creation
   * or update of that campaign, `solution/NAME` the solution's next version, `dataset-import-job` the next import. A `*` at the end is a
   * wildcard: `dataset-import-job/movies*`.
   */
  readonly resource: string;
  /** Reported `failureReason`. */
  readonly reason: string;
}

/** Planned failures. Each occurs once, the oldest first. */
export class Failures {
  private readonly planned: PlannedFailure[] = [];

  plan(failure: PlannedFailure): void {
    this.planned.push(failure);
  }

  cancel(failure: PlannedFailure): void {
    const index = this.planned.indexOf(failure);
    if (index >= 0) this.planned.splice(index, 1);
  }

  /** Planned failures that have not occurred. */
  outstanding(): readonly PlannedFailure[] {
    return this.planned;
  }

  /** Removes the failure that is planned for a resource, and returns its reason. Returns undefined if there is none. */
  take(arn: string): string | undefined {
    const resource = arn.split(':').slice(5).join(':');
    const index = this.planned.findIndex((failure) => matches(failure.resource, resource));
    return index < 0 ? undefined : this.planned.splice(index, 1)[0]?.reason;
  }
}

/**
 * Types whose resource names the product generates from the name of a csv or a solution. The user knows the csv or the
 * solution, but not the generated name.
 */
const WITH_GENERATED_NAMES: readonly ResourceType[] = ['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob'];

/**
 * Converts `TYPE/NAME` to {@link PlannedFailure.resource}. TYPE is a resource type (`solutionVersion`) or the word in its ARN (`campaign`).
 * For import and batch jobs, NAME is the beginning of their names; for a solution version, the name of the solution.
 * @throws Error that lists the types
 */
export function failingResource(text: string): string {
  const [word = '', ...rest] = text.split('/');
  const types = Object.keys(ARN_PREFIXES) as ResourceType[];
  const type = types.find((candidate) => candidate === word || ARN_PREFIXES[candidate] === word);
  const name = rest.join('/');
  if (type === undefined || name === '') {
    throw new Error(`'${text}' must be TYPE/NAME, where TYPE is one of: ${types.join(', ')}.`);
  }
  // The service generates a tracker's id, so its name is not part of its ARN.
  if (type === 'eventTracker') return ARN_PREFIXES[type];
  const open = WITH_GENERATED_NAMES.includes(type) && !name.endsWith('*');
  return `${ARN_PREFIXES[type]}/${name}${open ? '*' : ''}`;
}

function matches(pattern: string, resource: string): boolean {
  if (pattern.endsWith('*')) return resource.startsWith(pattern.slice(0, -1));
  return resource === pattern || resource.startsWith(`${pattern}/`);
}
