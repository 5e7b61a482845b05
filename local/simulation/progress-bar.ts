const WIDTH = 30;

/** How far the seeds are, on a terminal; nothing where there is none. */
export class ProgressBar {
  private readonly start = performance.now();

  constructor(private readonly seeds: number) {}

  show(done: number, broken: number): void {
    if (!process.stdout.isTTY) return;
    const filled = Math.round((done / this.seeds) * WIDTH);
    const rate = (done / ((performance.now() - this.start) / 1000)).toFixed(1);
    process.stdout.write(
      `\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${this.seeds}, ${rate} a second, ${broken} broken `,
    );
  }

  /** Lets something else be printed. */
  interrupt(print: () => void): void {
    this.clear();
    print();
  }

  clear(): void {
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  }
}
