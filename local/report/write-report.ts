import { writeFile } from 'node:fs/promises';

/** @throws Error that names the file if it cannot be written, e.g. because the disk is full */
export async function writeReport(file: string, page: string): Promise<void> {
  await writeFile(file, page).catch((error: Error) => {
    throw new Error(
      `The report ${file} cannot be written: ${error.message}. Free disk space, or choose another file with --report.`,
    );
  });
}
