import { gunzipSync } from 'fflate';
import { extract, type Headers } from 'tar-stream';
import { archive } from '../../../scripts/package/archive';

const FILES = [
  { path: 'b.txt', content: new TextEncoder().encode('bee') },
  { path: `a/${'long/'.repeat(30)}a.txt`, content: new TextEncoder().encode('') },
];

/** Headers and content of the entries of an archive. */
async function entries(content: Uint8Array): Promise<readonly [Headers, string][]> {
  const tar = extract();
  tar.end(Buffer.from(gunzipSync(content)));
  const found: [Headers, string][] = [];
  for await (const entry of tar) {
    let text = '';
    for await (const chunk of entry) text += String(chunk);
    found.push([entry.header, text]);
  }
  return found;
}

describe('archive', () => {
  test('contains its files in the order of their paths, and nothing about the machine or the time', async () => {
    // Act
    const found = await entries(await archive('release-1', FILES));

    // Assess
    expect(found.map(([{ name }, text]) => [name, text])).toEqual([
      [`release-1/a/${'long/'.repeat(30)}a.txt`, ''],
      ['release-1/b.txt', 'bee'],
    ]);
    for (const [header] of found) {
      expect(header).toMatchObject({ mode: 0o644, uid: 0, gid: 0, uname: '', gname: '', mtime: new Date(0) });
    }
  });

  test('has the same bytes for any order of the files', async () => {
    expect(await archive('release-1', [...FILES].reverse())).toEqual(await archive('release-1', FILES));
  });
});
