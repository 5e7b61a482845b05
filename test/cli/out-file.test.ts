import { join } from 'node:path';
import { WrongUsage } from '../../cli/failure';
import { assertFolderExists } from '../../cli/out-file';

describe('assertFolderExists', () => {
  test.each(['new.json', join(__dirname, 'new.json')])('accepts the new file %s in a folder', (path) => {
    // Act and assess
    expect(() => assertFolderExists(path)).not.toThrow();
  });

  test('refuses a file whose folder does not exist, and names the folder', () => {
    // Act
    const act = () => assertFolderExists('no-such-folder/new.json');

    // Assess
    expect(act).toThrow(WrongUsage);
    expect(act).toThrow("--out no-such-folder/new.json: folder 'no-such-folder' not found.");
  });
});
