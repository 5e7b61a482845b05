import type { CsvFile } from '../../lib/personalize/data-rules/check-dataset';

/** A csv file in memory. @param chunk number of bytes that are read at once */
export function csvFile(content: string | Uint8Array, name = 'interactions.csv', chunk = 1 << 16): CsvFile {
  const bytes = Buffer.from(content);
  return {
    name,
    size: bytes.length,
    async *open(from = 0) {
      for (let at = from; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}
