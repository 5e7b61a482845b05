const WIDTH = 30;

/** How many lines a run that nobody watches on a terminal leaves in its log. */
const LINES = 20;

/** How far the seeds are: a bar on a terminal, a line now and then anywhere else. */
export class ProgressBar {
  private readonly start = performance.now();
  private readonly isTerminal = process.stdout.isTTY === true;
  private readonly every: number;

  constructor(private readonly seeds: number) {
    this.every = Math.ceil(seeds / LINES);
  }

  show(done: number, broken: number): void {
    const rate = (done / ((performance.now() - this.start) / 1000)).toFixed(1);
    const text = `${done}/${this.seeds}, ${rate} a second, ${broken} broken`;
    if (this.isTerminal) {
      const filled = Math.round((done / this.seeds) * WIDTH);
      process.stdout.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${text} `);
    } else if (this.seeds >= LINES && done % this.every === 0) {
      console.log(text);
    }
  }

  /** Lets something else be printed. */
  interrupt(print: () => void): void {
    this.clear();
    print();
  }

  clear(): void {
    if (this.isTerminal) process.stdout.write('\r\u001b[K');
  }
}
