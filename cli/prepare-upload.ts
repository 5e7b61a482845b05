import type { DesiredState } from '../parameter-file/desired-state';
import { DeployedAws } from './aws';
import { changesOf } from './changed-files';
import { checkData, isSound } from './check-data';
import type { AwsOptions, DataOptions } from './options';
import type { Output } from './output';
import { printProblems } from './print-problems';
import { type LocalParameterFile, readSource } from './source';

export type AcceptedFile = LocalParameterFile & { readonly state: DesiredState };

/**
 * Reads and checks the files of a path, and compares the data (csv, and input of batch jobs) with what is in the bucket.
 * @returns undefined if a parameter file or its csv is invalid; the output says why, as `validate` does
 * @throws WrongUsage without a parameter file
 */
export async function prepareUpload(path: string, options: AwsOptions & DataOptions, output: Output) {
  const source = await readSource(path);
  const parameterFiles = acceptedFiles(source.parameterFiles, output);
  if (parameterFiles === undefined) return undefined;
  const datasets = await checkData(source, options, output);
  if (!datasets.every(isSound)) {
    output.document(datasets);
    return undefined;
  }
  const aws = await DeployedAws.open(options);
  const data = await changesOf(aws.s3, aws.names.dataBucket, source.data);
  return { aws, parameterFiles, data };
}

/** @returns undefined unless all of them are valid */
function acceptedFiles(files: readonly LocalParameterFile[], output: Output): readonly AcceptedFile[] | undefined {
  const accepted = files.filter((file): file is AcceptedFile => file.state !== undefined);
  for (const { path, content, problems } of files) {
    if (problems.length > 0) printProblems(output, path, content, problems);
  }
  if (accepted.length === files.length) return accepted;
  output.document(files.map(({ path, problems, state }) => ({ file: path, valid: state !== undefined, problems })));
  return undefined;
}
