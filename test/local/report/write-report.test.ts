import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeReport } from '../../../local/report/write-report';
import { temporaryFile, temporaryFolder } from '../../support/synthesis';

describe('writeReport', () => {
  it('replaces an earlier report', async () => {
    // Prepare
    const file = temporaryFile('report.html', 'an earlier report');

    // Act
    await writeReport(file, 'page');

    // Assess
    expect(readFileSync(file, 'utf8')).toBe('page');
  });

  it('names the file in the error if it cannot be written', async () => {
    // Prepare
    const file = join(temporaryFolder(), 'removed', 'report.html');

    // Act and assess
    await expect(writeReport(file, 'page')).rejects.toThrow(`The report ${file} cannot be written: ENOENT`);
  });
});
