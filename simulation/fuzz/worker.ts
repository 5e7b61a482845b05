/** A worker process that plays batches of inputs on request. */
import { playBatch, type Report } from './batch';

export interface Order {
  readonly stackFile: string;
  readonly numbers: readonly number[];
}

export type Answer = readonly Report[];

// If the parent has exited, the result is no longer needed.
process.on('disconnect', () => process.exit());

process.on('message', ({ stackFile, numbers }: Order) => {
  void playBatch(stackFile, numbers).then((reports) => process.send?.(reports satisfies Answer));
});
