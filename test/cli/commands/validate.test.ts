import { join } from 'node:path';
import { validate } from '../../../cli/commands/validate';
import { WrongUsage } from '../../../cli/failure';
import { cliFolder } from '../../support/cli-folder';

const VALID = JSON.stringify({ datasetGroup: { serviceConfig: { name: 'shop' } } });

describe('validate', () => {
  const cli = cliFolder();

  it('reports a valid parameter file', async () => {
    // Prepare
    cli.write({ 'config.json': VALID });

    // Act
    const status = await validate([join(cli.path, 'config.json')], { json: true, strict: true, showValues: false });

    // Assess
    expect(status).toBe(0);
    expect(JSON.parse(cli.printed)).toEqual([{ file: join(cli.path, 'config.json'), valid: true, problems: [] }]);
  });

  it('shows the line of each problem of an invalid parameter file', async () => {
    // Prepare
    cli.write({ 'good.json': VALID, 'bad.json': '{\n  "datasetGroups": {}\n}' });

    // Act
    const status = await validate([join(cli.path, 'good.json'), join(cli.path, 'bad.json')], {
      json: false,
      strict: false,
      showValues: false,
    });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain('bad.json:2:3');
    expect(cli.printed).toContain('> 2 |   "datasetGroups": {}');
    expect(cli.printed).toContain('1 file valid, 1 invalid');
  });

  it('refuses a path that does not exist', async () => {
    // Act
    const status = validate([join(cli.path, 'none.json')], { json: false, strict: false, showValues: false });

    // Assess
    await expect(status).rejects.toThrow(WrongUsage);
  });
});
