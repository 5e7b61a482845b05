import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfigurationFile } from '../../../emulator/terraform/configuration';
import { temporaryFolder } from '../../support/synthesis';

describe('readConfigurationFile', () => {
  test('normalizes text to NFC, as Terraform does', () => {
    // Prepare
    const path = join(temporaryFolder(), 'cdk.tf.json');
    writeFileSync(path, JSON.stringify({ locals: { place: 'Cafe\u0301' } }));

    // Act
    const { blocks } = readConfigurationFile(path);

    // Assess
    expect(blocks).toMatchObject([{ body: { value: 'Caf\u00e9' } }]);
  });
});
