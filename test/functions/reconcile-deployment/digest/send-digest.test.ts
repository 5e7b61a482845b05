import { type DigestServices, sendDigest } from '../../../../functions/reconcile-deployment/digest/send-digest';
import type { Notification } from '../../../../functions/shared/notifications';
import { Digests } from '../../../../lib/record-table/digests';
import { Results } from '../../../../lib/record-table/results';
import { RunHistory } from '../../../../lib/record-table/run-history';
import { type RunStatus, runKey } from '../../../../lib/record-table/runs';
import { Tasks } from '../../../../lib/record-table/tasks';
import { stateOf } from '../../../support/planned';
import { recordTable } from '../../../support/record-table';
import { sample } from '../../../support/sample';

const STATE = stateOf(JSON.stringify(sample('shop')));
const VERSION = 'arn:aws:personalize:us-east-1:123456789012:solution/shop-solution';

/** A record table with runs by the day of January 2026 on which each ended. */
async function prepare(runs: Readonly<Record<string, RunStatus>>, changes: Partial<DigestServices> = {}) {
  const { table } = await recordTable();
  const results = new Results(table, 90);
  const record = async (day: string, status: RunStatus) => {
    const finishedAt = `2026-01-${day}T12:00:00.000Z`;
    await table.write({
      put: { ...runKey('shop', finishedAt, `run-${day}`), status, startedAt: finishedAt, finishedAt },
    });
    const created = { type: 'solutionVersion', resource: 'version', result: 'CREATED' } as const;
    await results.write({ datasetGroup: 'shop', runId: `run-${day}`, pointer: '/solutions/0' }, created, new Date());
  };
  for (const [day, status] of Object.entries(runs)) await record(day, status);
  const mails: Notification[] = [];
  const error = jest.fn();
  const services: DigestServices = {
    logger: { error },
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    setting: 'daily',
    notifier: 'request-1',
    timeZone: 'UTC',
    digests: new Digests(table),
    runs: new RunHistory(table),
    results,
    tasks: new Tasks(table),
    decisions: { serving: async () => undefined, ofSolution: async () => [] },
    personalize: {
      list: async () => [1, 2].map((number) => ({ status: 'ACTIVE', solutionVersionArn: `${VERSION}/${number}` })),
      metrics: async (version: string) => ({ coverage: Number(version.slice(-1)) / 10 }),
    } as unknown as DigestServices['personalize'],
    usageOf: async () => [],
    notify: async (mail) => void mails.push(mail),
    ...changes,
  };
  const send = (day: string, again: Partial<DigestServices> = {}) =>
    sendDigest(STATE, new Date(`2026-01-${day}T03:17:00Z`), { ...services, ...again });
  return { record, send, mails, error, runsSent: () => mails.map(({ runs }) => runs?.join()) };
}

describe('a digest', () => {
  it('has each run once, in the digest after its end', async () => {
    // Prepare
    const { send, runsSent } = await prepare({ '05': 'SUCCEEDED', '06': 'FAILED', '07': 'SUCCEEDED' });

    // Act
    for (const day of ['06', '06', '07', '08', '09']) await send(day);

    // Assess
    expect(runsSent()).toEqual(['run-05', 'run-06', 'run-07']);
  });

  it.each([
    ['daily', ['run-05', 'run-06', 'run-11', 'run-12,run-13']],
    ['weekly', ['run-05,run-06,run-11', 'run-12,run-13']],
    ['off', []],
  ])(
    'is sent for the nights of two weeks as %s says, with runs of days in which nothing changed later: %j',
    async (setting, expected) => {
      // Prepare
      const { send, runsSent } = await prepare(
        { '05': 'SUCCEEDED', '06': 'FAILED', '11': 'SUCCEEDED', '12': 'UNCHANGED', '13': 'SUCCEEDED' },
        { setting },
      );

      // Act
      for (let day = 5; day <= 19; day += 1) await send(String(day).padStart(2, '0'));

      // Assess
      expect(runsSent()).toEqual(expected);
    },
  );

  it('is not sent if no run changed anything', async () => {
    // Prepare
    const { send, mails } = await prepare({ '05': 'UNCHANGED' });

    // Act
    await send('06');

    // Assess
    expect(mails).toEqual([]);
  });

  it('is sent again by the retry, or by the next night, if it was interrupted before its record', async () => {
    // Prepare
    const { send, runsSent } = await prepare({ '05': 'SUCCEEDED', '06': 'SUCCEEDED' });
    const ended = async () => {
      throw new Error('The function ends.');
    };

    // Act
    await expect(send('06', { notify: ended })).rejects.toThrow('The function ends.');
    await send('06');
    await expect(send('07', { notify: ended })).rejects.toThrow('The function ends.');
    await send('08', { notifier: 'request-2' });

    // Assess
    expect(runsSent()).toEqual(['run-05', 'run-06']);
  });

  it('is left to another invocation that is about to send it', async () => {
    // Prepare
    const { send, runsSent } = await prepare({ '05': 'SUCCEEDED' });
    let second: Promise<void> | undefined;
    const notify = async () => {
      second = send('06', { notifier: 'request-2' });
      await second;
    };

    // Act
    await send('06', { notify });

    // Assess
    expect(second).toBeDefined();
    expect(runsSent()).toEqual([]);
  });

  it('says which version serves, with metrics beside the ones before', async () => {
    // Prepare
    const { send, mails } = await prepare({ '05': 'SUCCEEDED' });

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description).toContain(
      "- solution 'shop-solution': version 1, trained 1970-01-01 00:00 UTC\n  coverage: 0.2 -> 0.1 (-50.0%)\n",
    );
  });

  it('says what could not be read, and has everything else', async () => {
    // Prepare
    const usageOf = async () => {
      throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    };
    const { send, mails, error } = await prepare({ '05': 'SUCCEEDED' }, { usageOf });

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description).toContain('Used:\n- could not be read: ThrottlingException: Rate exceeded\n');
    expect(mails[0]?.description).toContain('Trained:\n- version: created\n');
    expect(error).toHaveBeenCalledTimes(1);
  });
});
