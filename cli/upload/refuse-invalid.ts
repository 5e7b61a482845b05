import type { DesiredState } from '../../parameter-file/desired-state';
import { tell } from '../commands/validate';
import type { Output } from '../output';
import type { LocalParameterFile, Source } from './source';

export type AcceptedFile = LocalParameterFile & { readonly state: DesiredState };

/** Tells what is wrong with the parameter files, as `validate` does. @returns the files if all of them are valid */
export function refuseInvalid(
  { parameterFiles }: Source,
  output: Output,
): readonly AcceptedFile[] | undefined {
  const accepted = parameterFiles.filter((file): file is AcceptedFile => file.state !== undefined);
  for (const { path, content, problems } of parameterFiles) {
    if (problems.length > 0) tell(output, path, content, problems);
  }
  if (accepted.length === parameterFiles.length) return accepted;
  output.document(
    parameterFiles.map(({ path, problems, state }) => ({ file: path, valid: state !== undefined, problems })),
  );
  return undefined;
}
