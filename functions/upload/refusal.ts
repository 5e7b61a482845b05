import type { Problem } from '../../parameter-file/problem';
import { describeProblem } from '../shared/errors';
import type { UploadedObject } from './uploaded-object';

/** Why a parameter file is not used, as people are told. */
export interface Refusal {
  readonly summary: string;
  readonly description: string;
}

/** 1 MB as S3 counts it. */
const SIZE_LIMIT_BYTES = 1_048_576;

/** @returns undefined for a file of acceptable size */
export function refusalForSize({ bucket, key, size }: UploadedObject): Refusal | undefined {
  if (size <= SIZE_LIMIT_BYTES) return undefined;
  return {
    summary: `Parameter file s3://${bucket}/${key} refused: it has ${size} bytes, the limit is ${SIZE_LIMIT_BYTES}.`,
    description:
      'Nothing was changed. Is it a data file? Data belongs into .csv files beside the parameter file.',
  };
}

export function refusalForProblems({ bucket, key }: UploadedObject, problems: readonly Problem[]): Refusal {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return {
    summary: `Parameter file s3://${bucket}/${key} refused: ${errors.length} error${errors.length === 1 ? '' : 's'}.`,
    description: [
      'Nothing was changed. Mend these and upload the file again:',
      '',
      ...errors.map(describeProblem),
      ...(warnings.length > 0 ? ['', 'Also worth a look:', '', ...warnings.map(describeProblem)] : []),
    ].join('\n'),
  };
}

/**
 * The dataset group that a refused file is filed under: a file that cannot be read names no group, so it is the folder
 * in which it lies (`train/<group>/config.json`), or else the key.
 */
export function groupFolder(key: string): string {
  const folders = key.split('/').slice(1, -1);
  return folders.join('/') || key;
}
