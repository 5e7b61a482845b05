import { Arena } from './arena';
import { examine } from './examination';
import { bodyOf, type HostileInput, inputOf } from './input';
import { type InputResult, play } from './play';

/** Number of inputs that are played in the same local AWS, one after the other. */
export const BATCH = 25;

export interface Report {
  readonly number: number;
  readonly result: InputResult | 'crash';
  readonly violations: readonly string[];
}

/** Number of possible dataset groups. The number in a group's name has five digits. */
const INDEXES = 100_000;

/** Plays inputs one after the other, in a new local AWS. */
export async function playBatch(stackFile: string, numbers: readonly number[]): Promise<readonly Report[]> {
  let arena: Arena | undefined;
  const reports: Report[] = [];
  for (const number of numbers) {
    arena ??= await Arena.open(stackFile, 1);
    const report = await playOne(arena, inputOf(number), number);
    reports.push(report);
    // A crash leaves this arena in an unknown state, so the next input gets a new arena.
    if (report.result === 'crash') arena = undefined;
  }
  return reports;
}

/** Plays one input. If the input is a file, this process also validates the file, outside of the arena, and compares the two verdicts. */
export async function playOne(arena: Arena, input: HostileInput, number: number): Promise<Report> {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    const examined = input.kind === 'file' ? examine(bodyOf(input)) : undefined;
    const { result, violations } = await play(arena, input, number % INDEXES);
    return {
      number,
      result,
      violations: [
        ...(examined?.violations ?? []),
        ...violations,
        ...unhandled.map((reason) => `an unhandled rejection: ${reason}`),
        ...(result === 'accepted' && examined?.valid === false ? ['an invalid file was accepted'] : []),
        ...(result === 'refused' && input.kind === 'file' && !input.deleted && examined?.valid
          ? ['a valid file was refused']
          : []),
      ],
    };
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { number, result: 'crash', violations: [`the local AWS crashed: ${crash}`] };
  } finally {
    process.off('unhandledRejection', note);
  }
}
