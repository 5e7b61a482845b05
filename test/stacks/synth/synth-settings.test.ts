import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import { readSynthSettings, SETTINGS, SynthSettingsError, variableOf } from '../../../stacks/synth/synth-settings';
import { VARIABLES } from '../../../stacks/synth/variables';
import { temporaryFolder } from '../../support/synthesis';

const S3 = { PERSONALIZE_MLOPS_BACKEND: 's3', PERSONALIZE_MLOPS_S3_BUCKET: 'state-of-things' };
const CLOUD = { PERSONALIZE_MLOPS_BACKEND: 'cloud', PERSONALIZE_MLOPS_CLOUD_ORGANIZATION: 'acme' };

/** Messages about settings, line by line. */
function problems(environment: Readonly<Record<string, string>>, context = {}): readonly string[] {
  try {
    readSynthSettings(environment, context);
  } catch (error) {
    if (error instanceof SynthSettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('Synth-time settings', () => {
  test('are the local backend, a provider block and no prevented destruction by default', () => {
    expect(readSynthSettings({ HOME: '/home/me' })).toEqual({
      backend: { type: 'local' },
      provider: true,
      preventDestroy: false,
    });
  });

  test.each([
    ['S3 with defaults', S3, { type: 's3', bucket: 'state-of-things', key: 'personalize-mlops/terraform.tfstate' }],
    [
      'S3 with a key, a region and a lock table',
      {
        ...S3,
        PERSONALIZE_MLOPS_S3_KEY: 'a/b.tfstate',
        PERSONALIZE_MLOPS_S3_REGION: 'us-gov-west-1',
        PERSONALIZE_MLOPS_S3_LOCK_TABLE: 'locks',
      },
      {
        type: 's3',
        bucket: 'state-of-things',
        key: 'a/b.tfstate',
        region: 'us-gov-west-1',
        lockTable: 'locks',
      },
    ],
    [
      'HCP Terraform with a workspace',
      { ...CLOUD, PERSONALIZE_MLOPS_CLOUD_WORKSPACE: 'prod' },
      { type: 'cloud', organization: 'acme', workspace: 'prod' },
    ],
    [
      'HCP Terraform with tags and a host name',
      {
        ...CLOUD,
        PERSONALIZE_MLOPS_CLOUD_WORKSPACE_TAGS: 'personalize,eu',
        PERSONALIZE_MLOPS_CLOUD_HOSTNAME: 'tfe.example.com',
      },
      {
        type: 'cloud',
        organization: 'acme',
        workspace: ['personalize', 'eu'],
        hostname: 'tfe.example.com',
      },
    ],
  ])('configure the backend %s', (_, environment, backend) => {
    expect(readSynthSettings(environment, {}).backend).toEqual(backend);
  });

  test('are read from the context of CDKTF if the environment does not have them', () => {
    // Prepare
    const context = { backend: 's3', s3Bucket: 'of-context', preventDestroy: true };

    // Act
    const fromContext = readSynthSettings({ CDKTF_CONTEXT_JSON: JSON.stringify(context) });
    const overridden = readSynthSettings({ PERSONALIZE_MLOPS_BACKEND: 'local' }, context);

    // Assess
    expect(fromContext).toMatchObject({
      backend: { type: 's3', bucket: 'of-context' },
      preventDestroy: true,
    });
    expect(overridden).toMatchObject({ backend: { type: 'local' }, preventDestroy: true });
  });

  test('name the folder of parameter files by its absolute path', () => {
    const folder = temporaryFolder();
    const given = relative(process.cwd(), folder);
    expect(readSynthSettings({ PERSONALIZE_MLOPS_PARAMETER_FILES: given }, {}).parameterFiles).toBe(folder);
  });

  test.each([
    [
      'an unknown backend',
      { PERSONALIZE_MLOPS_BACKEND: 'gcs' },
      /^PERSONALIZE_MLOPS_BACKEND .*'gcs': it must be one of local, s3, cloud\.$/,
    ],
    [
      'a missing bucket',
      { PERSONALIZE_MLOPS_BACKEND: 's3' },
      /^PERSONALIZE_MLOPS_S3_BUCKET .* must be set for the backend s3\.$/,
    ],
    [
      'an invalid bucket',
      { ...S3, PERSONALIZE_MLOPS_S3_BUCKET: 'State' },
      /'State': it must be the name of an S3 bucket\.$/,
    ],
    ['an invalid key', { ...S3, PERSONALIZE_MLOPS_S3_KEY: '/a' }, /'\/a': it must be an object key/],
    ['an invalid region', { ...S3, PERSONALIZE_MLOPS_S3_REGION: 'Ireland' }, /such as eu-central-1\.$/],
    [
      'an invalid lock table',
      { ...S3, PERSONALIZE_MLOPS_S3_LOCK_TABLE: 'my table' },
      /'my table': it must be the name of a DynamoDB table\.$/,
    ],
    [
      'a missing organization',
      { PERSONALIZE_MLOPS_BACKEND: 'cloud', PERSONALIZE_MLOPS_CLOUD_WORKSPACE: 'prod' },
      /^PERSONALIZE_MLOPS_CLOUD_ORGANIZATION .* must be set/,
    ],
    [
      'a missing workspace',
      CLOUD,
      /^Exactly one of PERSONALIZE_MLOPS_CLOUD_WORKSPACE .* must be set for the backend cloud\.$/,
    ],
    [
      'both a workspace and workspace tags',
      { ...CLOUD, PERSONALIZE_MLOPS_CLOUD_WORKSPACE: 'p', PERSONALIZE_MLOPS_CLOUD_WORKSPACE_TAGS: 'q' },
      /^Exactly one of /,
    ],
    [
      'an invalid host name',
      {
        ...CLOUD,
        PERSONALIZE_MLOPS_CLOUD_WORKSPACE: 'p',
        PERSONALIZE_MLOPS_CLOUD_HOSTNAME: 'https://tfe.example.com',
      },
      /it must be a host name/,
    ],
    [
      'a setting of another backend',
      { PERSONALIZE_MLOPS_S3_BUCKET: 'abc' },
      /^PERSONALIZE_MLOPS_S3_BUCKET is set, but the backend is local, not s3\.$/,
    ],
    [
      'an unknown setting',
      { PERSONALIZE_MLOPS_S3_BUKET: 'abc' },
      /^PERSONALIZE_MLOPS_S3_BUKET is not a setting. The settings are /,
    ],
    [
      'a missing folder',
      { PERSONALIZE_MLOPS_PARAMETER_FILES: 'nowhere' },
      /^PERSONALIZE_MLOPS_PARAMETER_FILES .*'nowhere': there is no such folder\.$/,
    ],
    [
      'a value that is neither true nor false',
      { PERSONALIZE_MLOPS_PREVENT_DESTROY: 'yes' },
      /'yes': it must be true or false\.$/,
    ],
  ])('refuse %s with a message of one line', (_what, environment, line) => {
    expect(problems(environment)).toEqual([expect.stringMatching(line)]);
  });

  test('are accepted if all lines of .env.example are uncommented', () => {
    // Prepare
    const example = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
    const lines = [...example.matchAll(/^# ?(PERSONALIZE_MLOPS_\w+)=(.*)$/gm)];

    // Act
    const found = problems(Object.fromEntries(lines.map(([, name, value]) => [name, value])));

    // Assess
    expect(lines.length).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  test('are all in .env.example, as is every Terraform variable', () => {
    // Act
    const example = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
    const names = [...example.matchAll(/^# ?([A-Z][A-Za-z_0-9]+)=/gm)].map(([, name]) => name);

    // Assess
    const expected = [
      ...Object.keys(SETTINGS).map(variableOf),
      ...Object.keys(VARIABLES).map((name) => `TF_VAR_${name}`),
    ];
    expect(names.filter((name) => /^(PERSONALIZE_MLOPS|TF_VAR)_/.test(name ?? '')).sort()).toEqual(expected.sort());
  });
});
