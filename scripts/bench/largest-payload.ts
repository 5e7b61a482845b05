import type { LocalAws } from '../../emulator/local-aws';

const encoder = new TextEncoder();

/**
 * Measures inputs, outputs and parameters in the whole history of each execution that ends from now on.
 * @returns a function that returns the largest size so far, in bytes
 */
export function largestPayload({ stepFunctions }: LocalAws): () => number {
  let largest = 0;
  stepFunctions.onEvent(({ kind, execution }) => {
    if (kind !== 'executionFinished') return;
    for (const event of execution.history.events)
      for (const text of Object.values(event).flatMap(payloadsOf))
        largest = Math.max(largest, encoder.encode(text).length);
  });
  return () => largest;
}

/** Inputs, outputs and parameters in the details of an event in an execution's history. */
function payloadsOf(details: unknown): readonly string[] {
  if (typeof details !== 'object' || details === null) return [];
  const { input, output, parameters } = details as Readonly<Record<string, unknown>>;
  return [input, output, parameters].filter((text) => typeof text === 'string');
}
