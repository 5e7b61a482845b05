import type { Invariant } from './invariant';

interface Change {
  readonly Arn: string;
  readonly Status: string;
  readonly From: string;
  readonly To: string;
}

/** Times of the requests to a resource, in epoch milliseconds, by the resource's ARN. */
const SENT = new WeakMap<object, Map<string, number[]>>();

export const idleHadNoRequests: Invariant = {
  name: 'no resource with a request in the lookback period is reported as idle',
  watch: ({ local }) => {
    const sent = new Map<string, number[]>();
    SENT.set(local, sent);
    local.personalize.onMetric(({ dimensions: [{ Value: arn = '' } = {}] }, { at }) =>
      sent.set(arn, [...(sent.get(arn) ?? []), at]),
    );
  },
  check: async ({ local }, broken) => {
    for (const event of local.events.events()) {
      if (event['detail-type'] !== 'Personalize Capacity Change') continue;
      const { Arn: arn, Status: status, From: from, To: to } = event.detail as unknown as Change;
      const wrong = SENT.get(local)
        ?.get(arn)
        ?.find((at) => at >= Date.parse(from) && at < Date.parse(to));
      if (status === 'IDLE' && wrong !== undefined)
        broken(
          `${arn} had a request at ${new Date(wrong).toISOString()}, and was reported as idle from ${from} to ${to}`,
        );
    }
  },
};
