import { EmulatedService } from '../../emulator/core/emulated-service';
import { LocalAws } from '../../emulator/local-aws';

/** A line for each service of the emulator, with all operations that it performs. */
export function emulatedOperations(): string {
  return new LocalAws({ seed: 1 }).aws
    .all()
    .map((service) => {
      const operations = service instanceof EmulatedService ? service.operationNames() : [];
      return `- \`${service.name}\`: ${[...operations].sort().join(', ')}`;
    })
    .sort()
    .join('\n');
}
