import { BUDGET_MEMBERS } from '../../parameter-file/budget';
import type { DesiredState } from '../../parameter-file/desired-state';
import { keyOf } from '../../parameter-file/forecast/forecast';
import { joinPointer } from '../../parameter-file/json-pointer';
import { type Task, withoutDeactivated } from '../../record-table/task';
import { grouped } from '../../text/format';
import { provisionedBy } from '../budget/provisioned';
import type { PlannedChange } from './plan';

/** A parameter file to compare with the file in force. */
interface ComparedFile {
  readonly state: DesiredState;
  /** The file in force; undefined if no file is in force. Its state is undefined if this release cannot read the file. */
  readonly before: { readonly state?: DesiredState | undefined } | undefined;
  /** The tasks of the dataset group. */
  readonly tasks: readonly Task[];
  readonly now: Date;
  /** IANA time zone for tasks that name no time zone. */
  readonly timeZone: string;
  /** Returns the line of the file that has the value at a JSON pointer. */
  readonly lineOf?: ((pointer: string) => number) | undefined;
}

/** TPS-hours that a file adds beyond its budget. */
export interface ExcessTpsHours
  extends Required<Pick<PlannedChange, 'name' | 'label' | 'pointer' | 'note' | 'resolution'>> {
  /** True if the upload is refused; false if the file only asks for a notification. */
  readonly isRefused: boolean;
}

const LABEL = 'budget of dataset group';

/** Maximum number of campaigns and recommenders that the text names. */
const MAX_NAMED = 3;

/**
 * Compares the TPS-hours of a file with the file's budget and with the file in force. If a campaign replaces another
 * campaign, only the difference counts. Campaigns and recommenders that already serve are never refused, even if the new
 * file lowers the budget.
 * @returns undefined if the file adds no TPS-hours, if the budget covers them or does not limit them, or if this release
 * cannot read the file in force
 */
export function excessTpsHours({
  state,
  before,
  tasks,
  now,
  timeZone,
  lineOf,
}: ComparedFile): ExcessTpsHours | undefined {
  const limit = state.budget?.limits.provisionedTpsHours;
  if (limit === undefined || (before !== undefined && before.state === undefined)) return undefined;
  const provisioned = (of: DesiredState, created?: ReadonlySet<string>) =>
    provisionedBy(withoutDeactivated(of, tasks), now, { timeZone, ...(created && { created }) });
  const earlier = before?.state === undefined ? { uses: [], sum: 0 } : provisioned(before.state);
  // A recommender that the file in force does not have is new, so no schedule has stopped it.
  const known = new Set(before?.state?.recommenders.map(({ name }) => name));
  const created = new Set(state.recommenders.filter(({ name }) => !known.has(name)).map(keyOf));
  const after = provisioned(state, created);
  if (after.sum <= Math.max(earlier.sum, limit)) return undefined;
  const lineAt = (pointer: string) => (lineOf === undefined ? '' : `, line ${lineOf(pointer)}`);
  const added = after.uses
    .map((use) => ({ use, was: earlier.uses.find(({ what }) => what === use.what) }))
    .map(({ use, was }) => ({ ...use, was: was?.value ?? use.value, more: (use.amount ?? 0) - (was?.amount ?? 0) }))
    .filter(({ more }) => more > 0)
    .sort((one, other) => other.more - one.more)
    .map(({ what, more, by, was, value, pointer }) => {
      const values = was === value ? value : `${was} -> ${value}`;
      return `${what} ${grouped(more)} (${by} ${values}${lineAt(pointer)})`;
    });
  const others = added.length > MAX_NAMED ? `, and ${added.length - MAX_NAMED} more` : '';
  const name = BUDGET_MEMBERS.provisionedTpsHours;
  const pointer = joinPointer('/budget', name);
  return {
    isRefused: state.budget?.onExceeded === 'skip',
    name,
    label: `${LABEL} '${state.datasetGroup.name}'`,
    pointer,
    note: `${grouped(earlier.sum)} -> ${grouped(after.sum)} TPS-hours in 30 days, above ${name} ${grouped(limit)}${lineAt(pointer)}`,
    resolution: `Added: ${added.slice(0, MAX_NAMED).join(', ')}${others}. Lower a minimum, remove a campaign or recommender, or raise the budget in the file. Campaigns and recommenders that serve now are not affected.`,
  };
}

/** Text for users about the TPS-hours beyond the budget, on one line. */
export function excessText({ label, note, resolution }: ExcessTpsHours): string {
  return `${label}: ${note}. ${resolution}`;
}

/** True for a line that {@link excessText} made. */
export function isExcessText(text: string): boolean {
  return text.startsWith(`${LABEL} '`);
}
