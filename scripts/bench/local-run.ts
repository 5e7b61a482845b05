import { withSynthesizedStack } from '../../local/commands/run';
import { LocalAws } from '../../local/local-aws';

/** A new local AWS with the stack in it, always of the same seed. */
export function withLocalAws<T>(use: (local: LocalAws) => Promise<T>): Promise<T> {
  return withSynthesizedStack(async (stackFile) => {
    const local = new LocalAws({ seed: 1 });
    await local.load(stackFile);
    return use(local);
  });
}
