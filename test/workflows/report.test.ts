import { join } from 'node:path';
import { mirroredFiles, upload } from '../../local/mirror';
import { Recording } from '../../local/recording';
import { renderPage } from '../../local/report/html/page';
import { collectResult } from '../../local/result';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { accounts } from '../support/accounts';
import { completeSample } from '../support/sample';

const { open } = accounts();

const DAY = 24 * 3_600_000;

describe('the report of a run', () => {
  test('shows every resource once, with its phases and polls, and all notifications, events and counts', async () => {
    // Prepare
    const account = await open();
    const { local } = account;
    const recording = new Recording(local);
    local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    const from = local.clock.now();

    // Act
    await account.run(completeSample());
    const data = await recording.page('small', await collectResult(local, from));
    const page = renderPage(data);

    // Assess
    const snapshot = local.personalize.snapshot();
    expect(data.resources.map(({ arn }) => arn)).toEqual(snapshot.map(({ arn }) => arn));
    for (const { arn } of snapshot) expect(page.split(`"arn":"${arn}"`)).toHaveLength(2);
    const version = data.resources.find(({ type }) => type === 'Solution Version');
    expect(version?.phases.map(({ kind }) => kind)).toEqual(['waiting', 'working']);
    expect(version?.polls).toBeGreaterThan(10);
    const campaign = data.resources.find(({ type }) => type === 'Campaign');
    expect(campaign?.phases.map(({ kind }) => kind)).toEqual(['waiting', 'working', 'failed']);
    expect(data.runs).toMatchObject([{ status: 'FAILED', error: expect.stringContaining('No capacity.') }]);
    expect(data.versions.map(({ metrics }) => metrics.coverage)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(data.notifications.map(({ texts }) => texts[0]?.protocols)).toEqual([['email']]);
    expect(data.events).toHaveLength(local.events.events().length);
    expect(data.events.every(({ detail }) => 'Status' in detail && !('Arn' in detail))).toBe(true);
    expect(data.metrics).toContainEqual({ name: 'JobFailure', of: 'Workflow', samples: 1, sum: 1, last: 1 });
    for (const { total, parts } of data.counts.slice(1))
      expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });

  test('shows what was billed, and the number of requests for recommendations', async () => {
    // Prepare
    const account = await open();
    const { local } = account;
    const recording = new Recording(local);
    const from = local.clock.now();
    await account.run(completeSample());
    local.personalize.requests.send('small-campaign', 100);
    await local.clock.advanceTo(from + DAY);

    // Act
    const { metrics, uses } = await recording.page('small', await collectResult(local, from));

    // Assess
    const campaign = uses.find(({ what }) => what === "campaign 'small-campaign'");
    expect(campaign).toMatchObject({ datasetGroup: 'small', requests: 100, isUnused: false });
    expect(uses).toContainEqual(expect.objectContaining({ what: 'imports of INTERACTIONS' }));
    expect(metrics.map(({ name }) => name)).toContain('JobSuccess');
  });

  test('is below 400 KB for a month of the first example', async () => {
    // Prepare
    const { local } = await open();
    const recording = new Recording(local);
    const from = local.clock.now();
    const files = await mirroredFiles(join(PROJECT_ROOT, 'examples', 'movies'));

    // Act
    await upload(local.aws, local.names.dataBucket, files);
    const pages = [];
    for (const days of [3, 10]) {
      await local.clock.advanceTo(from + days * DAY);
      pages.push(await recording.page('examples/movies', await collectResult(local, from)));
    }

    // Assess: the size after three days, and 27 more days that grow like days 3 to 10
    const [early = 0, late = 0] = pages.map((data) => renderPage(data).length);
    expect(pages.at(-1)?.runs.length).toBeGreaterThan(33);
    expect(early + ((30 - 3) / 7) * (late - early)).toBeLessThan(400_000);
  });
});
