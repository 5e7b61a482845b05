import { LocalAws } from '../../emulator/local-aws';
import { withSynthesizedStack } from '../../local/synthesized-stack';

/** Calls `use` with a new local AWS in which the synthesized stack is loaded. The default seed is always the same. */
export function withLocalAws<T>(use: (local: LocalAws) => Promise<T>, seed = 1): Promise<T> {
  return withSynthesizedStack(async (stackFile) => {
    const local = new LocalAws({ seed });
    await local.load(stackFile);
    return use(local);
  });
}
