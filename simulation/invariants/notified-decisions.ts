import type { LoggedDecision } from '../simulate/promotion-log';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { SentNotifications } from './sent-notifications';

const DETAIL_TYPE = 'Personalize Solution Version Promotion';

export const decisionsAreNotifiedOnce: Invariant = {
  name: 'every decision is made once in a run, and is in an event and in the notification of the run, unless notify_on leaves it to the digest',
  check: async (world, broken) => {
    const taken = new Set<string>();
    /**
     * Last decision of each run on each version. A run may contain two decisions on a version: rules hold the version, and
     * then an operator decides on the version at once.
     */
    const last = new Map<string, LoggedDecision>();
    for (const decision of world.promotionLog.decisions) {
      if (decision.run === undefined) continue;
      const place = `${decision.version} in run ${decision.run}`;
      const key = `${place} by ${decision.decidedBy}`;
      if (taken.has(key)) broken(`${decision.decision} of ${key} is the second decision`);
      taken.add(key);
      last.set(place, decision);
    }
    const events = eventsOf(world);
    const notifications = notificationsOf(world);
    const mails = SentNotifications.of(world).runs;
    for (const [place, { decision, decidedBy, run = '', version }] of last) {
      const published = [...(events.get(`${run} ${version}`) ?? [])];
      if (published.some((status) => status !== decision))
        broken(`${place}: the events say ${published}, but the decision is ${decision}`);
      if (!mustPublish(world, run)) continue;
      if (published.length === 0) broken(`${place}: no event says ${decision}`);
      // Promotions by rules may wait for the digest. If notify_on is 'failures', so may other promotions and rejections.
      // Open decisions may not wait, because they need a person.
      const isOpen = decision === 'HELD' || decision === 'CANDIDATE';
      const mayWait = !isOpen && (decidedBy === 'rules' || world.notifyOn === 'failures');
      if (mayWait && !mails.has(run)) continue;
      const text = notifications.get(run)?.get(version);
      if (text !== decision) broken(`${place}: the notification says ${text}, but the decision is ${decision}`);
    }
    for (const key of events.keys()) {
      const [run, version] = key.split(' ');
      if (!last.has(`${version} in run ${run}`))
        broken(`an event reports a decision on ${version} by run ${run}, which made none`);
    }
  },
};

/** True if the run must publish its decisions. If the end of a run could not be recorded, the run is reported without results. */
function mustPublish(world: World, run: string): boolean {
  const own = [...world.executionLog.runs.values()].find(({ name }) => name === run);
  return own !== undefined && !own.notifiedByItself && !SentNotifications.of(world).unrecordedStops.has(own.arn);
}

/** Returns the statuses in events, by the id of the run and the ARN of the version. */
function eventsOf({ local }: World): ReadonlyMap<string, ReadonlySet<unknown>> {
  const found = new Map<string, Set<unknown>>();
  for (const event of local.events.events()) {
    if (event['detail-type'] !== DETAIL_TYPE) continue;
    const { RunId, Arn, Status } = event.detail;
    const key = `${RunId} ${Arn}`;
    found.set(key, (found.get(key) ?? new Set()).add(Status));
  }
  return found;
}

interface Message {
  readonly runId?: string;
  readonly decisions?: readonly { readonly version: string; readonly decision: string }[];
}

/** Returns the decisions that the notification of a run names, by run and version. */
function notificationsOf({ local }: World): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const { message } of local.sns.messages()) {
    if (!message.lambda?.startsWith('{')) continue;
    const { runId, decisions } = JSON.parse(message.lambda) as Message;
    if (runId !== undefined && decisions !== undefined)
      found.set(runId, new Map(decisions.map(({ version, decision }) => [version, decision])));
  }
  return found;
}
