import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startHttpServer } from '../../emulator/core/http-server';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { Recommending } from '../support/recommending';

const run = promisify(execFile);

describe('docs/page.mjs, an example of docs/application.md', () => {
  it('shows a new user, after a click, the clicked item and items that are similar to it', async () => {
    // Prepare
    const bed = await Recommending.open();
    const trackingId = await bed.trackingId();
    const server = await startHttpServer(bed.aws, { port: 0, local: async () => undefined });
    const env = {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'any',
      AWS_SECRET_ACCESS_KEY: 'any',
      CAMPAIGN_ARN: bed.campaignArn,
      TRACKING_ID: trackingId,
    };

    // Act
    const { stdout } = await run(process.execPath, [join(PROJECT_ROOT, 'docs', 'page.mjs')], { env });
    await server.close();

    // Assess
    const [before = [], after = []] = stdout.split('\n').map((line) => line.split(' '));
    expect(before).toHaveLength(10);
    expect(after[0]).toBe(before[5]);
    expect(after.slice(1, 8).every((item) => item[0] === after[0]?.[0] || item === 'hit')).toBe(true);
  });
});
