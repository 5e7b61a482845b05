import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalAws } from '../../../emulator/local-aws';
import { loadStack } from '../../../emulator/terraform/load-stack';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { copyFolder } from '../../../scripts/copy-folder';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import { synthesize } from '../../../stacks/synth/synthesize';
import { resource } from '../../support/configuration';
import { readSynthesis, temporaryFolder } from '../../support/synthesis';

/**
 * Creates a folder with the layout of `train/`.
 * @param files texts of the parameter files, by folder
 */
function folder(files: Readonly<Record<string, string>>): string {
  const train = temporaryFolder();
  for (const [group, text] of Object.entries(files)) {
    mkdirSync(join(train, group));
    writeFileSync(join(train, group, 'config.json'), text);
  }
  return train;
}

function synthesizeWith(parameterFiles: string) {
  const settings = { provider: true, preventDestroy: false, parameterFiles };
  return readSynthesis(synthesize(temporaryFolder(), settings)).configuration;
}

const MINIMAL = JSON.stringify({ datasetGroup: { serviceConfig: { name: 'g' } } });

describe('ParameterFiles', () => {
  test('are uploaded once the bucket has its event notification, as text that a Terraform plan can compare', () => {
    // Act
    const configuration = synthesizeWith(folder({ g: MINIMAL }));

    // Assess
    expect(resource(configuration, 'aws_s3_object.parameter_files_g_config')).toMatchObject({
      bucket: '${aws_s3_bucket.data_bucket.bucket}',
      key: 'train/g/config.json',
      content: MINIMAL,
      content_type: 'application/json',
      etag: `\${var.kms_key_arn == "" ? "${createHash('md5').update(MINIMAL).digest('hex')}" : null}`,
      depends_on: ['aws_s3_bucket_notification.data_bucket_notification'],
      override_provider: { default_tags: { tags: {} } },
    });
  });

  test('are escaped for Terraform if they contain its template syntax', () => {
    // Prepare
    const file = likeTemplates();

    // Act
    const configuration = synthesizeWith(folder({ g: file }));

    // Assess
    const { content } = resource(configuration, 'aws_s3_object.parameter_files_g_config');
    expect(content).toContain('$${x} %%{y}');
  });

  test("have S3's ETag, by which a Terraform plan detects a manual replacement", async () => {
    // Prepare
    const parameterFiles = folder({ g: likeTemplates() });
    const path = synthesize(temporaryFolder(), { provider: true, preventDestroy: false, parameterFiles });

    // Act
    const variables = { parameter_values: { x: '1' } };
    const { resources } = await loadStack(new LocalAws({ seed: 1 }).aws, path, { variables });

    // Assess
    expect(resources.get('aws_s3_object.parameter_files_g_config')?.etag).toMatch(/^[0-9a-f]{32}$/);
  });

  test('are not compared by ETag under a KMS key, where the ETag is not a digest', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    const { KeyMetadata: key } = (await local.aws.call('kms', 'CreateKey', {
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }],
      }),
    })) as { KeyMetadata: { Arn: string } };
    const parameterFiles = folder({ g: MINIMAL });
    const path = synthesize(temporaryFolder(), { provider: true, preventDestroy: false, parameterFiles });

    // Act
    const loading = loadStack(local.aws, path, { variables: { kms_key_arn: key.Arn } });

    // Assess: the local AWS would refuse the stack if every plan found that the ETag has changed
    await expect(loading).resolves.toBeDefined();
  });

  test('name the KMS key of the deployment, because otherwise Terraform would keep the key of their earlier upload', () => {
    // Act
    const configuration = synthesizeWith(folder({ g: MINIMAL }));

    // Assess
    expect(resource(configuration, 'aws_s3_object.parameter_files_g_config')).toMatchObject({
      server_side_encryption: '${var.kms_key_arn == "" ? null : "aws:kms"}',
      kms_key_id: '${var.kms_key_arn == "" ? null : var.kms_key_arn}',
    });
  });

  test('fail the synth if they are invalid, with one line for each problem of the validation', () => {
    // Prepare
    const train = folder({ good: MINIMAL, bad: '{\n  "datasetGroup": {},\n  "solutoins": []\n}' });
    const { problems } = validateParameterFile('{\n  "datasetGroup": {},\n  "solutoins": []\n}');

    // Act
    const run = () =>
      execFileSync(process.execPath, [require.resolve('tsx/cli'), join(PROJECT_ROOT, 'main.ts')], {
        cwd: train,
        env: { CDKTF_OUTDIR: temporaryFolder(), PERSONALIZE_MLOPS_PARAMETER_FILES: '.' },
        stdio: 'pipe',
      });

    // Assess
    const lines = stderrOf(run).trimEnd().split('\n');
    expect(problems.length).toBeGreaterThan(1);
    expect(lines).toHaveLength(problems.length);
    problems.forEach(({ line, column, message }, index) => {
      expect(lines[index]).toContain(`bad/config.json:${line}:${column}: error`);
      expect(lines[index]).toContain(message);
    });
  });

  test('are not read from hidden folders', () => {
    // Act
    const synthesizeHidden = () => synthesizeWith(folder({ '.ipynb_checkpoints': MINIMAL }));

    // Assess
    expect(synthesizeHidden).toThrow(/ has no parameter file: \*\.json not found\.$/);
  });

  test('fail the synth if Terraform would change their characters; the error has the place and what to write instead', () => {
    // Prepare
    const synthesizeFilterOn = (category: string) => () => {
      const filterExpression = `INCLUDE ItemID WHERE Items.CATEGORY IN ("${category}")`;
      const filters = [{ serviceConfig: { name: 'f', filterExpression } }];
      const text = JSON.stringify({ ...JSON.parse(MINIMAL), filters }, undefined, 1);
      return synthesizeWith(folder({ g: text.replace('#', '\\u0301') }));
    };

    // Act
    const decomposed = synthesizeFilterOn('Cafe\u0301');
    const composed = synthesizeFilterOn('Caf\u00e9');
    const escaped = synthesizeFilterOn('Cafe#');

    // Assess
    expect(decomposed).toThrow(
      /g\/config\.json:11:71: error: Terraform would change e\\u0301 to é\. Write é, or e\\u0301 if .* \[unicode-form\]$/,
    );
    expect(composed).not.toThrow();
    expect(escaped).not.toThrow();
  });

  test('fail the synth if Terraform would change their object keys, because their csv would then be in another folder', () => {
    // Act
    const synthesizeIn = (name: string) => () => synthesizeWith(folder({ [name]: MINIMAL }));

    // Assess
    expect(synthesizeIn('cafe\u0301')).toThrow(
      /cafe\u0301\/config\.json: error: Terraform would change e\\u0301 to é in the key.*\. Rename .*\. \[unicode-form\]$/,
    );
    expect(synthesizeIn('caf\u00e9')).not.toThrow();
  });

  test('need a value for each placeholder, and are uploaded again if they have placeholders and a value changes', async () => {
    // Prepare
    const parameterFiles = folder({ g: MINIMAL.replace('"g"', '"g-${stage}"'), other: MINIMAL });
    const path = synthesize(temporaryFolder(), { provider: true, preventDestroy: false, parameterFiles });

    // Act
    const loading = loadStack(new LocalAws({ seed: 1 }).aws, path);

    // Assess
    await expect(loading).rejects.toThrow('parameter_values must have stage: g/config.json has a placeholder for it.');
    const hashes = Object.values(readSynthesis(path).configuration.resource.aws_s3_object ?? {}).map(
      ({ source_hash: hash }) => hash,
    );
    expect(hashes).toEqual(['${jsonencode(var.parameter_values)}', undefined]);
  });

  test('fail the synth if two of them would have one address in Terraform, which cannot contain every character of a path', () => {
    // Prepare
    const train = folder({ 日本: MINIMAL, 東京: MINIMAL, 'shop-eu': MINIMAL });
    mkdirSync(join(train, 'shop'));
    writeFileSync(join(train, 'shop', 'eu-config.json'), MINIMAL);

    // Act
    const synthesize = () => synthesizeWith(train);

    // Assess
    expect(synthesize).toThrow('shop-eu/config.json and shop/eu-config.json would have one address in Terraform');
    expect(synthesize).toThrow('日本/config.json and 東京/config.json would have one address in Terraform');
  });

  test('fail the synth if there are none', () => {
    expect(() => synthesizeWith(temporaryFolder())).toThrow(/has no parameter file: \*.json not found\.$/);
  });

  test('may be in folders of any depth, as in the bucket', () => {
    // Prepare
    const train = temporaryFolder();
    copyFolder(join(PROJECT_ROOT, 'examples', 'tags', 'train'), join(train, 'more'));

    // Act
    const objects = Object.values(synthesizeWith(train).resource.aws_s3_object ?? {});

    // Assess
    expect(objects.map(({ key }) => key)).toEqual([
      'train/more/dataset-group-name-2/config.json',
      'train/more/dataset-group-name-3/config.json',
    ]);
  });
});

function stderrOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
  throw new Error('The command succeeded, but it must fail.');
}

/** A parameter file with text that resembles Terraform's templates. */
function likeTemplates(): string {
  const movies = join(PROJECT_ROOT, 'examples', 'movies', 'train', 'dataset-group-name-1', 'config.json');
  return readFileSync(movies, 'utf8').replace('\\"click\\"', '\\"${x} %{y}\\"');
}
