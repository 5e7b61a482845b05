import { LocalAws } from '../../emulator/local-aws';
import { withSynthesizedStack } from '../../local/synthesized-stack';

/** Opens a new local AWS with the deployed stack, always with the same seed unless one is given. */
export function withLocalAws<T>(use: (local: LocalAws) => Promise<T>, seed = 1): Promise<T> {
  return withSynthesizedStack(async (stackFile) => {
    const local = new LocalAws({ seed });
    await local.load(stackFile);
    return use(local);
  });
}
