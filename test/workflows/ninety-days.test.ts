import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const { openQuick } = accounts();

const DAY = 24 * 3600;

describe('an import that takes ninety days', () => {
  it('succeeds, and a deletion of users that waits for it also succeeds, with histories of fewer than 15,000 events', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('datasetImportJob', 90 * DAY);
    const events: Record<string, number[]> = {};
    account.local.stepFunctions.onEvent(({ kind, execution }) => {
      if (kind !== 'executionFinished' || execution.stateMachine.name !== 'personalize-ensure-resources') return;
      const run = JSON.parse(execution.inputText) as { readonly workflow: string };
      events[run.workflow] = [...(events[run.workflow] ?? []), execution.history.events.length];
    });
    await account.upload(sample());
    await account.passSeconds(82.5 * DAY);

    // Act
    await account.put({ 'delete/small/users.csv': 'USER_ID\nuser-7\n' });
    await account.settle();

    // Assess
    const runs = await account.runs();
    expect(runs.map(({ workflow, status }) => `${workflow} ${status}`).sort()).toEqual([
      ...['data-deletion SUCCEEDED', 'personalize-workflow SUCCEEDED'],
    ]);
    const days = runs.map((run) => (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt)) / DAY / 1000);
    expect(Math.max(...days)).toBeGreaterThan(90);
    expect(Math.min(...days)).toBeGreaterThan(7.1);
    expect(events['personalize-workflow']).toHaveLength(1);
    expect(events['data-deletion']).toHaveLength(1);
    expect(Math.max(...Object.values(events).flat())).toBeLessThan(15_000);
    expect(account.local.sns.messages().filter(({ subject = '' }) => subject.startsWith('FAILED'))).toEqual([]);
    expect(await account.locks()).toEqual([]);
  });
});
