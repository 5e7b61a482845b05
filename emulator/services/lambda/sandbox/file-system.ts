import * as fs from 'node:fs';
import { join } from 'node:path';
import { type CodeFiles, TASK_ROOT } from '../code';
import { refusingModule } from './refusing-module';

/** The files that a function sees: its own code, read-only. Other files, such as `~/.aws/config`, do not exist. */
export function fileSystem(code: CodeFiles): { module: object; promises: object } {
  const read = (path: unknown, options?: unknown): string | Buffer => {
    const content = code.get(join(String(path)).replace(`${TASK_ROOT}/`, ''));
    if (content === undefined) throw noSuchFile(String(path));
    const encoding = typeof options === 'string' ? options : (options as { encoding?: string } | undefined)?.encoding;
    const buffer = Buffer.from(content);
    return encoding === undefined ? buffer : buffer.toString(encoding as BufferEncoding);
  };
  const promises = refusingModule('fs.promises', fs.promises, {
    readFile: async (path: unknown, options?: unknown) => read(path, options),
  });
  const existsSync = (path: unknown) => code.has(join(String(path)).replace(`${TASK_ROOT}/`, ''));
  return { module: refusingModule('fs', fs, { readFileSync: read, existsSync, promises }), promises };
}

function noSuchFile(path: string): Error {
  return Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), {
    code: 'ENOENT',
    errno: -2,
    syscall: 'open',
    path,
  });
}
