import { remindOfDecisions } from '../../../functions/reconcile-deployment/decision-reminders';
import type { Notification } from '../../../functions/shared/notifications';
import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import { promotionOf } from '../../../lib/parameter-file/promotion';
import type { Decision, Serving, VersionDecision } from '../../../lib/record-table/version-decisions';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
const SERVING: Serving = { version: `${ARN}/1`, decidedUpTo: '', revision: 1 };

/** A decision that was made on January 2 at 04:10 UTC. */
function decided(number: number, decision: Decision, remindedAt?: string): VersionDecision {
  return {
    solution: 'top',
    version: `${ARN}/${number}`,
    createdAt: '2026-01-02T02:00:00.000Z',
    decision,
    metrics: {},
    verdicts: [],
    decidedBy: 'rules',
    decidedAt: '2026-01-02T04:10:00.000Z',
    ...(remindedAt && { remindedAt }),
  };
}

/**
 * @param newestFirst decisions of the solution, the newest first
 * @param settings `gone`: ARNs of versions that do not exist any more
 * @returns the mails, and the numbers of the versions whose reminder is recorded
 */
async function remind(
  now: string,
  newestFirst: readonly VersionDecision[],
  {
    remindAfter = '1 day',
    serving = SERVING,
    gone = [],
  }: { remindAfter?: string; serving?: Serving | undefined; gone?: readonly string[] } = {},
) {
  const promotion = promotionOf({ rules: [], ...(remindAfter !== '' && { remindAfter }) });
  const state = { datasetGroup: { name: 'shop' }, solutions: [{ name: 'top', promotion }] } as unknown as DesiredState;
  const mails: Notification[] = [];
  const recorded: string[] = [];
  await remindOfDecisions(state, new Date(now), {
    decisions: {
      serving: async () => serving,
      ofSolution: async () => newestFirst,
      recordReminder: async (_group, { version }) => void recorded.push(version.slice(-1)),
    },
    notify: async (mail) => void mails.push(mail),
    personalize: { describe: async (_type, arn) => (gone.includes(arn) ? undefined : { status: 'ACTIVE' }) },
  });
  return { mails, recorded };
}

describe('a reminder of an open decision', () => {
  it('names the waiting version, the waiting time and what to do, and says since when the serving version recommends no new items', async () => {
    // Act
    const { mails } = await remind('2026-01-04T04:17:00Z', [decided(2, 'HELD'), decided(1, 'PROMOTED')], {
      serving: { ...SERVING, frozenSince: '2026-01-02T02:00:00.000Z' },
    });

    // Assess
    const [{ description = '', ...mail } = {}] = mails;
    expect(mails).toHaveLength(1);
    expect(mail).toMatchObject({
      datasetGroup: 'shop',
      result: 'HELD',
      headline: "a version of solution 'top' has waited for a decision for 2 d",
      summary: "Reminder of dataset group 'shop': a version of solution 'top' has waited for a decision for 2 d",
    });
    expect(description.split('\n')).toEqual([
      'Dataset group: shop',
      `HELD since 2026-01-02T04:10:00.000Z: version ${ARN}/2`,
      `Meanwhile, ${ARN}/1 serves.`,
      `Version ${ARN}/1, which serves, has recommended no new items or actions since 2026-01-02T02:00:00.000Z: Amazon Personalize adds them only to the newest version.`,
      '',
      `HELD: version ${ARN}/2 of solution 'top'`,
      `To let it serve: personalize-mlops versions promote ${ARN}/2 --reason TEXT`,
      `To reject it: personalize-mlops versions reject ${ARN}/2 --reason TEXT`,
      '',
      'Reminders stop once you decide. "promotion.remindAfter" in the parameter file says how often they come.',
    ]);
  });

  it('says that no campaign and no batch job is created if no version was ever promoted', async () => {
    // Act
    const { mails } = await remind('2026-01-04T04:17:00Z', [decided(1, 'CANDIDATE')], {
      serving: { decidedUpTo: '', revision: 1 },
    });

    // Assess
    expect(mails).toEqual([expect.objectContaining({ result: 'CANDIDATE' })]);
    expect(mails[0]?.description).toContain(
      "\nMeanwhile, no campaign and no batch job of solution 'top' is created.\n",
    );
  });

  it.each([
    ['comes once the period has passed', '2026-01-03T04:17:00Z', undefined, 1],
    ['does not come before the period has passed', '2026-01-03T04:09:00Z', undefined, 0],
    ['does not come twice in a period', '2026-01-03T23:00:00Z', '2026-01-03T04:17:00.000Z', 0],
    [
      'comes again after a day, even if the nightly function starts some seconds earlier than the day before',
      '2026-01-04T04:16:58Z',
      '2026-01-03T04:17:02.000Z',
      1,
    ],
    ['comes only once after several missed nights', '2026-01-09T04:17:00Z', '2026-01-03T04:17:00.000Z', 1],
  ])('%s', async (_, now, remindedAt, expected) => {
    // Act
    const { mails, recorded } = await remind(now, [decided(2, 'HELD', remindedAt)]);

    // Assess
    expect([mails.length, recorded.length]).toEqual([expected, expected]);
  });

  it('covers all waiting versions that are newer than the serving version', async () => {
    // Prepare
    const [newest, older] = [decided(4, 'CANDIDATE'), decided(2, 'HELD')];

    // Act
    const { mails, recorded } = await remind('2026-01-04T04:17:00Z', [
      ...[newest, decided(3, 'REJECTED'), older],
      ...[decided(1, 'PROMOTED'), decided(0, 'HELD')],
    ]);

    // Assess
    expect(mails).toEqual([expect.objectContaining({ result: 'HELD', decisions: [newest, older] })]);
    expect(recorded).toEqual(['4', '2']);
  });

  it('leaves out versions that do not exist in Personalize any more', async () => {
    // Prepare
    const [newest, older] = [decided(4, 'CANDIDATE'), decided(2, 'HELD')];
    const serving = { decidedUpTo: '', revision: 1 };

    // Act
    const one = await remind('2026-01-04T04:17:00Z', [newest, older], { serving, gone: [older.version] });
    const none = await remind('2026-01-04T04:17:00Z', [older], { serving, gone: [older.version] });

    // Assess
    expect(one.mails).toEqual([expect.objectContaining({ result: 'CANDIDATE', decisions: [newest] })]);
    expect(one.recorded).toEqual(['4']);
    expect(none).toEqual({ mails: [], recorded: [] });
  });

  it.each([
    ['after a rollback', [decided(2, 'ROLLED_BACK'), decided(1, 'PROMOTED')], '1 day'],
    ['after the version was promoted', [decided(2, 'PROMOTED')], '1 day'],
    ['without "remindAfter"', [decided(2, 'HELD')], ''],
  ])('is not sent %s', async (_, decisions, remindAfter) => {
    // Act and assess
    expect(await remind('2026-01-09T04:17:00Z', decisions, { remindAfter })).toEqual({ mails: [], recorded: [] });
  });
});
