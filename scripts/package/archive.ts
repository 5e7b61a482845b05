import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'fflate';
import { pack } from 'tar-stream';

export interface ReleaseFile {
  /** Path relative to the release's folder, with slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A constant time, so that archives depend neither on the machine nor on the date. */
const EPOCH = new Date(0);
const GZIP_OPTIONS = { level: 9, mtime: EPOCH } as const;

/**
 * Packs files into a `.tar.gz`, below one folder. The same files always give the same bytes. The archive is compressed with
 * fflate, because zlib's output depends on the version of Node.js.
 */
export async function archive(folder: string, files: readonly ReleaseFile[]): Promise<Uint8Array> {
  const tar = pack();
  const written = buffer(tar);
  for (const { path, content } of [...files].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    tar.entry({ name: `${folder}/${path}`, mtime: EPOCH, mode: 0o644 }, Buffer.from(content));
  }
  tar.finalize();
  return gzipSync(await written, GZIP_OPTIONS);
}
