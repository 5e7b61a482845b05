import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Terminal } from '../../cli/confirmation';

/** Milliseconds to wait for a question. If the question does not appear in this time, the test fails. */
const LIMIT = 60_000;

/** A terminal, or a pipe, whose other end the test controls. */
export class TestTerminal implements Terminal {
  readonly stdin: Terminal['stdin'] & PassThrough;
  // Node.js ignores `end` of standard error, so this stand-in does too.
  readonly stderr: PassThrough = Object.assign(new PassThrough(), { end: () => this.stderr });
  /** Everything that has been written so far. */
  shown = '';

  constructor(isTTY = true) {
    this.stdin = Object.assign(new PassThrough(), { isTTY });
    this.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.shown += text;
    });
  }

  /** Types keys as soon as a text is shown, because input before a question is not an answer. */
  async answer(text: string, keys: string): Promise<void> {
    const signal = AbortSignal.timeout(LIMIT);
    while (!this.shown.includes(text)) {
      await once(this.stderr, 'data', { signal }).catch((cause: unknown) => {
        throw new Error(`'${text}' is not shown, only: ${this.shown}`, { cause });
      });
    }
    for (const key of keys) this.stdin.write(key);
  }
}
