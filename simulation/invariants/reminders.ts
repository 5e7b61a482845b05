import type { LoggedDecision } from '../simulate/promotion-log';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';

const DAY = 24 * 3_600_000;
/**
 * Tolerance of all times here, in milliseconds. A reminder of a decision may still be sent this long after the next decision, and this
 * much before a full day has passed. The tolerance includes the difference between the functions' clocks.
 */
const TOLERANCE = 300_000;
const OPEN = ['HELD', 'CANDIDATE'];

interface Reminder {
  /** Time of the reminder, in epoch milliseconds. */
  readonly at: number;
  /** ARN of the solution version. */
  readonly version: string;
  readonly datasetGroup: string;
}

export const openDecisionsAreReportedAgain: Invariant = {
  name: 'only open decisions are reported again: at least once if open for two days, at most once for each day, if the file says so',
  check: async (world, broken) => {
    const sent = remindersOf(world);
    const { decisions } = world.promotionLog;
    for (const { at, version, datasetGroup } of sent) {
      if (!editionsOf(world, datasetGroup).some((edition) => edition?.promotion?.reminds))
        broken(`a reminder of ${version} was sent, but no file of ${datasetGroup} requests it`);
      const open = openSince(decisions, version, at);
      if (open === undefined) broken(`a reminder of ${version} was sent, but the version waits for no decision`);
      else if (at - open < DAY - TOLERANCE)
        broken(`a reminder of ${version} was sent ${(at - open) / 1000} s after its decision`);
    }
    for (const version of new Set(sent.map((each) => each.version))) {
      const own = sent.filter((each) => each.version === version);
      const first = decisions.find((each) => each.version === version && OPEN.includes(each.decision));
      const days = Math.floor(((own.at(-1)?.at ?? 0) + TOLERANCE - Date.parse(first?.decidedAt ?? '')) / DAY);
      // A reminder is sent again if its sender is interrupted after it has published the reminder, but before it records it.
      if (own.length > days + world.faults.interruptions.length)
        broken(`${own.length} reminders of ${version} were sent within ${days} days`);
    }
    for (const decision of forgotten(world, sent)) broken(`no reminder was sent of ${decision.version}`);
  },
};

/** Returns when the version's open decision was taken, in epoch milliseconds. The decision must be open at `at` or just before; otherwise undefined. */
function openSince(decisions: readonly LoggedDecision[], version: string, at: number): number | undefined {
  const earlier = decisions.filter((each) => each.version === version && Date.parse(each.decidedAt) <= at);
  const recent = earlier.filter((each) => at - Date.parse(each.decidedAt) < TOLERANCE);
  const before = earlier.at(-1 - recent.length);
  const open = [earlier.at(-1), before].find((each) => each && OPEN.includes(each.decision));
  return open && Date.parse(open.decidedAt);
}

/**
 * Returns the decisions without a reminder that were open for two days before the last uploads. Only considers the last decision on each
 * solution, and dataset groups whose files all request reminders.
 */
function forgotten(world: World, sent: readonly Reminder[]): readonly LoggedDecision[] {
  const { decisions } = world.promotionLog;
  return [...new Set(decisions.map(({ solution }) => solution))].flatMap((solution) => {
    const last = decisions.findLast((each) => each.solution === solution);
    const team = world.teams.find(({ name }) => solution.startsWith(`${name}-`));
    if (last === undefined || team === undefined || !OPEN.includes(last.decision)) return [];
    const isAsked = editionsOf(world, team.name).every((edition) => edition?.promotion?.reminds);
    const hasWaited = world.restedAt - Date.parse(last.decidedAt) > 2 * DAY + TOLERANCE;
    return isAsked && hasWaited && !sent.some(({ version }) => version === last.version) ? [last] : [];
  });
}

function editionsOf({ uploads }: World, datasetGroup: string) {
  return uploads.filter(({ group, edition }) => group === datasetGroup && edition).map(({ edition }) => edition);
}

interface Message {
  readonly runId?: string;
  readonly datasetGroup?: string;
  readonly decisions?: readonly { readonly version: string }[];
}

/** Returns the reminders. They are the notifications that report decisions and belong to no run. */
function remindersOf({ local }: World): readonly Reminder[] {
  return local.sns.messages().flatMap(({ at, message }) => {
    if (!message.lambda?.startsWith('{')) return [];
    const { runId, datasetGroup = '', decisions = [] } = JSON.parse(message.lambda) as Message;
    if (runId !== undefined) return [];
    return decisions.map(({ version }) => ({ at: Date.parse(at), version, datasetGroup }));
  });
}
