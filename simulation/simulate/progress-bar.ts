const WIDTH = 30;

/** Maximum number of lines that are printed if the output is not a terminal. */
const LINES = 20;

/** Shows how many seeds are done. On a terminal, shows a bar. Otherwise, prints a line from time to time, but nothing for fewer seeds than `LINES`. */
export class ProgressBar {
  private readonly start = performance.now();
  private readonly isTerminal = process.stdout.isTTY === true;
  private readonly every: number;

  constructor(private readonly seeds: number) {
    this.every = Math.ceil(seeds / LINES);
  }

  show(done: number, broken: number): void {
    const rate = (done / ((performance.now() - this.start) / 1000)).toFixed(1);
    const text = `${done}/${this.seeds}, ${rate} a second, ${broken} with violations or crashes`;
    if (this.isTerminal) {
      const filled = Math.round((done / this.seeds) * WIDTH);
      process.stdout.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${text} `);
    } else if (this.seeds >= LINES && done % this.every === 0) {
      console.log(text);
    }
  }

  /** Removes the bar, and then prints something else. */
  interrupt(print: () => void): void {
    this.clear();
    print();
  }

  clear(): void {
    if (this.isTerminal) process.stdout.write('\r\u001b[K');
  }
}
