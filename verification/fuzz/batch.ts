import { Arena } from './arena';
import { examine } from './examination';
import { bodyOf, type HostileInput, inputOf } from './input';
import { type Fate, play } from './play';

/** So many inputs share a local AWS, one after the other. */
export const BATCH = 25;

export interface Report {
  readonly number: number;
  readonly fate: Fate | 'crash';
  readonly violations: readonly string[];
}

/** Names of dataset groups have five digits for it. */
const INDEXES = 100_000;

/** Plays inputs in a local AWS of their own. */
export async function playBatch(stackFile: string, numbers: readonly number[]): Promise<readonly Report[]> {
  let arena: Arena | undefined;
  const reports: Report[] = [];
  for (const number of numbers) {
    arena ??= await Arena.open(stackFile, 1);
    const report = await playOne(arena, inputOf(number), number);
    reports.push(report);
    // What a crash has left behind proves nothing of the next input.
    if (report.fate === 'crash') arena = undefined;
  }
  return reports;
}

/** Plays one input, and examines the file if it is one. */
export async function playOne(arena: Arena, input: HostileInput, number: number): Promise<Report> {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    const examined = input.kind === 'file' ? examine(bodyOf(input)) : undefined;
    const { fate, violations } = await play(arena, input, number % INDEXES);
    return {
      number,
      fate,
      violations: [
        ...(examined?.violations ?? []),
        ...violations,
        ...unhandled.map((reason) => `an unhandled rejection: ${reason}`),
        ...(fate === 'accepted' && examined?.valid === false ? ['an invalid file was accepted'] : []),
        ...(fate === 'refused' && input.kind === 'file' && !input.deleted && examined?.valid
          ? ['a valid file was refused']
          : []),
      ],
    };
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { number, fate: 'crash', violations: [`the local AWS broke: ${crash}`] };
  } finally {
    process.off('unhandledRejection', note);
  }
}
