import { ARN_PREFIXES } from '../../../lib/personalize/arn';
import type { ResourceType } from '../../../lib/personalize/resource-types';

export interface PlannedFailure {
  /**
   * Resource that fails, given as the part of its ARN after the account id. The last segments may be omitted. `campaign/NAME` makes the
   * next creation or update of this campaign fail, `solution/NAME` the next version of this solution, and `dataset-import-job` the next
   * import. A `*` at the end is a wildcard, e.g. `dataset-import-job/movies*`.
   */
  readonly resource: string;
  /** `failureReason` of the failed resource. */
  readonly reason: string;
}

/**
 * Planned failures. Each planned failure occurs once. If several planned failures match a resource, the one that was planned first occurs
 * first.
 */
export class Failures {
  private readonly planned: PlannedFailure[] = [];

  plan(failure: PlannedFailure): void {
    this.planned.push(failure);
  }

  cancel(failure: PlannedFailure): void {
    const index = this.planned.indexOf(failure);
    if (index >= 0) this.planned.splice(index, 1);
  }

  /** Returns the planned failures that no creation or update has taken yet. A creation or update takes its failure when it begins. */
  outstanding(): readonly PlannedFailure[] {
    return this.planned;
  }

  /**
   * Removes the first failure that is planned for a resource, and returns its reason. Returns undefined if no failure is planned for this
   * resource. Called when a creation or update begins; it fails only at its end.
   */
  take(arn: string): string | undefined {
    const resource = arn.split(':').slice(5).join(':');
    const index = this.planned.findIndex((failure) => matches(failure.resource, resource));
    return index < 0 ? undefined : this.planned.splice(index, 1)[0]?.reason;
  }
}

/**
 * Types whose resources have names that the product generates, from the name of a csv or a solution. A user knows the
 * name of the csv or solution, which is the beginning of the generated name.
 */
const WITH_GENERATED_NAMES: readonly ResourceType[] = ['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob'];

/**
 * Converts `TYPE/NAME`, the form that users type, to {@link PlannedFailure.resource}. TYPE is a resource type such as `solutionVersion`, or
 * the type's word in ARNs, such as `dataset-import-job`. For import and batch jobs, NAME is the beginning of the job's name. For a solution
 * version, NAME is the name of its solution. For a dataset, NAME is the end of its ARN, e.g. `movies/ITEMS`, or only its dataset group. For an
 * event tracker, NAME has no effect.
 * @throws Error that lists the known types, if the text has another form
 */
export function failingResource(text: string): string {
  const [word = '', ...rest] = text.split('/');
  const types = Object.keys(ARN_PREFIXES) as ResourceType[];
  const type = types.find((candidate) => candidate === word || ARN_PREFIXES[candidate] === word);
  const name = rest.join('/');
  if (type === undefined || name === '') {
    throw new Error(`'${text}' must be TYPE/NAME, where TYPE is one of: ${types.join(', ')}.`);
  }
  // The ARN of an event tracker has an id that Personalize generates, and not the tracker's name. So the failure applies to the next
  // tracker.
  if (type === 'eventTracker') return ARN_PREFIXES[type];
  const open = WITH_GENERATED_NAMES.includes(type) && !name.endsWith('*');
  return `${ARN_PREFIXES[type]}/${name}${open ? '*' : ''}`;
}

function matches(pattern: string, resource: string): boolean {
  if (pattern.endsWith('*')) return resource.startsWith(pattern.slice(0, -1));
  return resource === pattern || resource.startsWith(`${pattern}/`);
}
