import type { LogLine } from '../../cli/run-logs';
import type { RunWork } from '../../cli/run-work';
import type { Run } from '../../lib/record-table/runs';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, parameterFileOf, sample } from '../support/sample';
import { served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

/** A deployment in which a run failed, its retry succeeded, and then another file was refused. */
async function failedOnce() {
  const account = await openQuick();
  account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
  await account.run(completeSample());
  const deployment = await serve(account);
  await deployment.run(['retry', 'small', '--no-wait']);
  await account.settle();
  await account.put({ 'train/other/config.json': '{}' });
  await account.settle();
  return deployment;
}

describe('runs list, runs show and logs', () => {
  test('list runs, show why a run failed and what to do, and show the logs of its functions', async () => {
    // Prepare
    const deployment = await failedOnce();

    // Act
    const all = await deployment.json<readonly Run[]>(['runs', 'list']);
    const failed = await deployment.json<readonly Run[]>(['runs', 'list', 'small', '--failed']);
    const newest = await deployment.json<readonly Run[]>(['runs', 'list', '--limit', '1']);
    const listed = await deployment.run(['runs', 'list', '--failed']);
    const id = failed[0]?.id ?? '';
    const short = id.slice('small-'.length).slice(0, 8);
    const shown = await deployment.run(['runs', 'show', short]);
    const logged = await deployment.run(['logs', short]);
    const lines = await deployment.json<readonly LogLine[]>(['logs', id]);
    const errors = await deployment.json<readonly LogLine[]>(['logs', id, '--level', 'error']);

    // Assess
    expect(all.map(({ status, trigger }) => [status, trigger])).toEqual([
      ['REFUSED', 'upload'],
      ['SUCCEEDED', 'retry'],
      ['FAILED', 'upload'],
    ]);
    expect(failed.map(({ id: each }) => each)).toEqual([all[2]?.id]);
    expect(newest).toEqual(all.slice(0, 1));
    expect(listed.stdout.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^[0-9a-f]{8} +personalize-workflow +other +- +upload .* UTC +- +REFUSED$/),
      expect.stringMatching(new RegExp(`^${short} +personalize-workflow +small +- +upload .* UTC +[0-9].* +FAILED$`)),
    ]);
    expect(shown).toMatchObject({ status: 0, stderr: '' });
    for (const text of [
      `Run             ${id}\n`,
      'Status          FAILED\n',
      "campaign 'small-campaign': No capacity.",
      /\nparameter file of dataset group 'small' +0 s +SUCCEEDED\nexisting schedules +0 s +SUCCEEDED\ndataset group 'small' +\d/,
      /\nsolution version of solution 'small-solution' +\d.* SUCCEEDED/,
      /\ncampaign 'small-campaign' +\d.* FAILED/,
      /\ndataset 'small-interactions' +CREATED +\d/,
      /\ncampaign 'small-campaign' +FAILED +\d.*No capacity/,
      `#/v2/executions/details/${all[2]?.execution}`,
      /\nNext\n {2}Fix the cause .* `personalize-mlops retry small`\..*\n {2}Logs: `personalize-mlops logs [0-9a-f]{8}`\n$/,
    ])
      expect(shown.stdout).toMatch(text);
    expect(logged.stdout).toMatch(/\n\S+Z {2}INFO {3}upload {11}Run started {2}.*\n/);
    expect(logged.stdout).toMatch(
      /\n\S+Z {2}ERROR {2}ensure-resources {2}campaign 'small-campaign': FAILED {2}.*No capacity/,
    );
    expect(errors.length).toBeGreaterThan(0);
    expect(errors).toEqual(lines.filter(({ message }) => message.includes('"level":"ERROR"')));
    expect(lines.map(({ time }) => time)).toEqual(lines.map(({ time }) => time).sort());
    expect(new Set(lines.map(({ message }) => JSON.parse(message).runId))).toEqual(new Set([id]));
  });

  test('show no duration for a skipped run, and count the duration of unfinished work only until its run was stopped', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'rate(7 days)' } };
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 100 * 3600);
    for (let started = 0; started < 2; started += 1) {
      await account.runTask('solution-maintenance-full-small-solution');
      await account.passSeconds(600);
    }
    // This run waits for the lock of the solution, which the run of the training holds.
    await account.put(parameterFileOf(file));
    await account.passSeconds(600);
    const deployment = await serve(account);
    const [upload] = await deployment.json<readonly Run[]>(['runs', 'list']);
    await account.call('states', 'StopExecution', { executionArn: upload?.execution });
    await account.passSeconds(24 * 3600);

    // Act
    const listed = await deployment.run(['runs', 'list', 'small']);
    const shown = await deployment.run(['runs', 'show', upload?.id ?? '']);
    const { finishedAt, work } = await deployment.json<Run & { readonly work: readonly RunWork[] }>([
      'runs',
      'show',
      upload?.id ?? '',
    ]);

    // Assess
    expect(listed.stdout).toMatch(/ UTC +- +SKIPPED\n/);
    expect(listed.stdout).toMatch(/ UTC +1 d .* RUNNING\n/);
    expect(shown.stdout).toMatch(/\nsolution 'small-solution' +\d+ min.* STOPPED *\n/);
    expect(work.filter(({ status }) => status === 'RUNNING')).toEqual([]);
    expect(work.find((each) => each.work === "solution 'small-solution'")).toEqual({
      work: "solution 'small-solution'",
      status: 'STOPPED',
      startedAt: expect.any(String),
      finishedAt,
    });
  });

  test('name the run or dataset group that they cannot find, and refuse an ambiguous id', async () => {
    // Prepare
    const deployment = await failedOnce();

    // Act
    const unknown = await deployment.run(['runs', 'show', 'nothing']);
    const several = await deployment.run(['runs', 'show', '']);
    const group = await deployment.run(['runs', 'list', 'nothing']);
    const refused = await deployment.run([
      'runs',
      'show',
      (await deployment.json<readonly Run[]>(['runs', 'list']))[0]?.id ?? '',
    ]);

    // Assess
    expect(unknown).toMatchObject({ status: 1, stderr: expect.stringContaining("Run 'nothing' not found.") });
    expect(several).toMatchObject({ status: 1, stderr: expect.stringContaining("'' is the beginning of 3 runs: ") });
    expect(group).toMatchObject({ status: 1, stderr: expect.stringContaining("Dataset group 'nothing' not found") });
    expect(refused.stdout).toContain('Fix the parameter file and apply it again.');
  });
});
