import { Writable } from 'node:stream';
import { formatWithOptions } from 'node:util';
import type { Clock } from '../../../core/clock';

/** Standard output or error of a function, split into lines. Writing is synchronous, as in Lambda. */
export class LogStream extends Writable {
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {
    super({ decodeStrings: false });
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const lines = (this.rest + chunk.toString()).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
    done();
  }

  /** Logs pending text that does not end in a line break, as Lambda does when an invocation ends. */
  flush(): void {
    if (this.rest === '') return;
    const line = this.rest;
    this.rest = '';
    this.onLine(line);
  }
}

const LEVELS = {
  log: 'INFO',
  info: 'INFO',
  debug: 'DEBUG',
  warn: 'WARN',
  error: 'ERROR',
  trace: 'TRACE',
} as const;

/**
 * The global `console` of Lambda's Node.js runtime. It writes lines of the form `<time>\t<request
 * id>\t<level>\t<message>`.
 */
export function lambdaConsole(clock: Clock, requestId: () => string, write: (line: string) => void): Console {
  const writers = Object.entries(LEVELS).map(([method, level]) => [
    method,
    (...args: unknown[]) => {
      const time = new Date(clock.now()).toISOString();
      // The runtime keeps each message in one event by replacing line breaks with carriage returns.
      const message = formatWithOptions({ colors: false }, ...args).replaceAll('\n', '\r');
      write([time, requestId(), level, message].join('\t'));
    },
  ]);
  return Object.assign(Object.create(console), Object.fromEntries(writers));
}
