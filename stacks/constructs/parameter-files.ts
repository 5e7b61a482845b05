import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { TRAIN } from '../../lib/aws/data-bucket-layout';
import type { Problem } from '../../lib/parameter-file/problem';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import { SynthSettingsError } from '../synth/synth-settings';

export interface ParameterFilesProps {
  /** Absolute path of a folder with the layout of `train/` in the bucket: `<dataset group>/config.json`. */
  readonly folder: string;
  readonly bucketName: string;
  /** Key that encrypts the bucket; null in Terraform if none is given. */
  readonly kmsKeyArn: string;
  /** Resources that must exist before an upload. */
  readonly after: ITerraformDependable;
}

/**
 * Parameter files that Terraform uploads, so that plans and pull requests show changes. Data in the bucket are not
 * changed.
 * @throws SynthSettingsError with all problems: errors that `validate` finds, text that Terraform would change, and
 * paths that would have the same address. Also thrown if there is no parameter file
 */
export class ParameterFiles extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ParameterFilesProps,
  ) {
    super(scope, id);
    const files = readParameterFiles(props.folder);
    const problems = [...files.flatMap(problemsOf), ...files.flatMap(changedByTerraform), ...sharedIds(files)];
    if (problems.length > 0) throw new SynthSettingsError(problems);
    for (const file of files) this.createObject(file);
  }

  private createObject({ path, text }: ParameterFile): void {
    const placeholders = Object.keys(validateParameterFile(text, 'unknown').values ?? {});
    const { bucketName, kmsKeyArn, after } = this.props;
    new S3Object(this, idOf(path), {
      bucket: bucketName,
      key: `${TRAIN}${path}`,
      // The content is given as text, not as the path of a file, so that a plan shows which lines change.
      content: Token.asString(text.replaceAll('${', () => '$${').replaceAll('%{', '%%{')),
      contentType: 'application/json',
      // Detects uploads by others: the ETag is the MD5 of the content, except in a bucket with a KMS key (AWS provider, aws_s3_object,
      // 2026-11).
      etag: `\${var.kms_key_arn == "" ? "${createHash('md5').update(text).digest('hex')}" : null}`,
      // The next two arguments are optional and computed: if they were absent, the provider would go on using the key
      // that the object already has.
      serverSideEncryption: '${var.kms_key_arn == "" ? null : "aws:kms"}',
      kmsKeyId: kmsKeyArn,
      // If values of placeholders change, the file is uploaded again, because an uploaded file keeps the values of its upload.
      ...(placeholders.length > 0 && { sourceHash: '${jsonencode(var.parameter_values)}' }),
      lifecycle: { precondition: placeholders.map((name) => hasValue(name, path)) },
      // An object can have at most 10 tags, but a deployment may have more.
      overrideProvider: { defaultTags: { tags: {} } },
      dependsOn: [after],
    });
  }
}

function hasValue(name: string, path: string) {
  return {
    condition: `\${contains(keys(var.parameter_values), "${name}")}`,
    errorMessage: `parameter_values must have ${name}: ${path} has a placeholder for it.`,
  };
}

interface ParameterFile {
  /** Path relative to the folder, with slashes. */
  readonly path: string;
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

/** Construct id of a file: its path, without `.json`, in characters that Terraform allows in an address. */
function idOf(path: string): string {
  return path.replace(/\.json$/, '').replace(/[^A-Za-z0-9-]/g, '-');
}

/**
 * Problems of files whose paths would give the same Terraform address. A suffix would not help: if one of the files
 * were added or removed, the address of the other would change, and Terraform would delete that file's object with all
 * versions.
 */
function sharedIds(files: readonly ParameterFile[]): readonly string[] {
  const first = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const other = first.get(idOf(path));
    first.set(idOf(path), other ?? path);
    if (other === undefined) return [];
    return `${other} and ${path} would have one address in Terraform, ${idOf(path)}. Rename the one that is not deployed yet, so that they differ in letters or digits.`;
  });
}

function readParameterFiles(folder: string): readonly ParameterFile[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    // Hidden files, and files in hidden folders, are not parameter files. Jupyter, for example, copies notebooks to
    // `.ipynb_checkpoints`.
    .filter((name) => name.endsWith('.json') && !name.split(sep).some((part) => part.startsWith('.')))
    .sort()
    .map((name) => ({
      path: name.split(sep).join('/'),
      file: join(folder, name),
      text: readFileSync(join(folder, name), 'utf8'),
    }));
  if (files.length > 0) return files;
  throw new SynthSettingsError([`${folder} has no parameter file: *.json not found.`]);
}

/**
 * Errors in a file, one line each. Editors and CI systems find file, line and column in such lines. Warnings are
 * ignored.
 */
function problemsOf({ file, text }: ParameterFile): string[] {
  return validateParameterFile(text, 'unknown')
    .problems.filter(({ severity }) => severity === 'error')
    .map((problem) => `${relative(process.cwd(), file)}:${describe(problem)}`);
}

/**
 * Problems of text that Terraform would change, because Terraform normalizes text to Unicode's NFC (go-cty, package
 * ctystrings, 2026-12-01). There is one problem for the path, and one for the first such place in each line. A changed
 * object would never have the ETag of the file. A changed filter would not have the value that is in the csv. A changed
 * key would not be in the folder to which the csv are sent.
 */
function changedByTerraform({ path, file, text }: ParameterFile): string[] {
  const place = relative(process.cwd(), file);
  const inKey = firstChange(path).map(
    ({ escaped, composed }) =>
      `${place}: error: Terraform would change ${escaped} to ${composed} in the key, but not in the keys of its csv. Rename the file or folder, with ${composed}. [unicode-form]`,
  );
  const inLines = text
    .split('\n')
    .flatMap((line, index) =>
      firstChange(line).map(
        ({ escaped, composed, column }) =>
          `${place}:${index + 1}:${column}: error: Terraform would change ${escaped} to ${composed}. Write ${composed}, or ${escaped} if the csv has it so. [unicode-form]`,
      ),
    );
  return [...inKey, ...inLines];
}

/**
 * The first character of a text that Terraform would change, or an empty list. `escaped` is the present form with
 * escapes, `composed` the form that Terraform would write, and `column` counts from 1.
 */
function firstChange(text: string) {
  if (text.normalize() === text) return [];
  const changed = [...new Intl.Segmenter().segment(text)].filter(({ segment }) => segment.normalize() !== segment);
  return changed.slice(0, 1).map(({ segment, index }) => ({
    escaped: segment.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    composed: segment.normalize(),
    column: index + 1,
  }));
}

function describe({ line, column, severity, path, message, rule, hint }: Problem): string {
  const where = message.includes(path) ? '' : `${path}: `;
  return `${line}:${column}: ${severity}: ${where}${message}${hint === undefined ? '' : ` ${hint}`} [${rule}]`;
}
