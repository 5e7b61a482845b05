import { createInterface } from 'node:readline/promises';

/** True if the first line of the input is "yes". */
export async function isConfirmed(input: NodeJS.ReadableStream): Promise<boolean> {
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return line.trim() === 'yes';
    return false;
  } finally {
    // An open terminal would keep the process from ending.
    lines.close();
  }
}
