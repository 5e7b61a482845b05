import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'fflate';
import { extract } from 'tar-stream';
import { archive } from '../../../scripts/package/archive';
import { releaseFiles } from '../../../scripts/package/release-files';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import { localHere } from '../../support/local-program';
import { temporaryFolder } from '../../support/synthesis';

/** Unpacks an archive like `tar xzf` into a temporary folder. */
async function unpack(content: Uint8Array): Promise<string> {
  const folder = temporaryFolder();
  const tar = extract();
  tar.end(Buffer.from(gunzipSync(content)));
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const path = join(folder, entry.header.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.concat(chunks));
  }
  return folder;
}

interface Result {
  readonly runs: readonly { readonly status: string }[];
  readonly resources: readonly { readonly arn: string; readonly status: string }[];
}

describe('The unpacked release', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await unpack(await archive('release', releaseFiles('1.2.3')));
  });

  test.each([
    ['aws', 'us-east-1'],
    ['aws-cn', 'cn-north-1'],
  ])('runs an example to its end in the partition %s', async (partition, region) => {
    // Prepare
    const stack = join(folder, 'release', 'cdk.tf.json');
    expect(readdirSync(join(folder, 'release'))).toContain('README.md');
    expect(readFileSync(stack, 'utf8')).not.toMatch(/arn:aws/);
    const movies = join(PROJECT_ROOT, 'examples', 'movies');

    // Act
    const { stdout } = await localHere('run', movies, '--json', '--stack', stack, '--partition', partition);

    // Assess
    const result: Result = JSON.parse(stdout);
    expect(result.runs.map(({ status }) => status)).toEqual(['SUCCEEDED']);
    expect(result.resources.length).toBeGreaterThan(10);
    for (const { arn, status } of result.resources) {
      expect(arn).toMatch(new RegExp(`^arn:${partition}:personalize:${region}:123456789012:`));
      expect(status).toMatch(/^(ACTIVE|)$/);
    }
  });
});
