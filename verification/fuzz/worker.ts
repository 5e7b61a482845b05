/** A process that plays one batch of inputs after the other, as it is asked to. */
import { playBatch, type Report } from './batch';

export interface Order {
  readonly stackFile: string;
  readonly numbers: readonly number[];
}

export type Answer = readonly Report[];

// Nobody waits for what is being played any more.
process.on('disconnect', () => process.exit());

process.on('message', ({ stackFile, numbers }: Order) => {
  void playBatch(stackFile, numbers).then((reports) => process.send?.(reports satisfies Answer));
});
