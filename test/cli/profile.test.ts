import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertProfile } from '../../cli/profile';

describe('a profile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-tests-'));
  const [config, credentials] = ['config', 'credentials'].map((name) => join(folder, name)) as [string, string];
  const before = { ...process.env };
  beforeAll(() => {
    writeFileSync(
      config,
      '[default]\nregion = eu-west-1\n[profile team-dev]\n[profile "team prod"]\n[sso-session work]\n',
    );
    writeFileSync(credentials, '[ci]\naws_access_key_id = x\n');
    Object.assign(process.env, { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials });
  });
  afterAll(() => {
    process.env = before;
    rmSync(folder, { recursive: true });
  });

  it.each(['default', 'team-dev', 'team prod', 'ci'])("is found by the name '%s'", async (name) => {
    // Act and assess
    await expect(assertProfile(name)).resolves.toBeUndefined();
  });

  it.each([
    ['nope', '`aws configure list-profiles` lists the profiles.'],
    ['team-dew', 'Did you mean "team-dev"?'],
    ['work', '`aws configure list-profiles` lists the profiles.'],
  ])("is not found by the name '%s', and the error has a hint", async (name, hint) => {
    // Act
    const asserting = assertProfile(name);

    // Assess
    const message = `Profile '${name}' not found in ${config} or ${credentials}.`;
    await expect(asserting).rejects.toMatchObject({ message, hint });
  });

  it('is not found if the configuration file does not exist, and the credentials file does not have the profile', async () => {
    // Prepare
    process.env.AWS_CONFIG_FILE = join(folder, 'none');

    // Act and assess
    await expect(assertProfile('team-dev')).rejects.toThrow("Profile 'team-dev' not found");
  });
});
