import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { acceptedState, type DesiredState } from '../../lib/parameter-file/desired-state';
import { type FileReference, valuesText } from '../../lib/record-table/file-reference';
import { InvalidParameterFile } from './errors';

/**
 * Number of files that a warm function keeps in its cache. A run uses one or two files, and a function may serve runs
 * of several dataset groups.
 */
const CACHED_FILES = 20;

/** Loads the desired state of a version of a parameter file. A version never changes, so its state is cached. */
export class ParameterFileStore {
  private readonly cache = new Map<string, DesiredState>();

  constructor(private readonly s3: S3Client) {}

  /** @throws InvalidParameterFile if another release has accepted the file, but this release cannot read it */
  async load(file: FileReference): Promise<DesiredState> {
    const id = `${file.bucket}/${file.key}?versionId=${file.versionId} ${valuesText(file)}`;
    const cached = this.cache.get(id);
    if (cached !== undefined) return cached;
    const { state, problems } = acceptedState((await readObject(this.s3, file)).content, file);
    if (state === undefined) {
      throw new InvalidParameterFile(
        `s3://${file.bucket}/${file.key}`,
        problems.filter((problem) => problem.severity === 'error'),
      );
    }
    this.addToCache(id, state);
    return state;
  }

  private addToCache(id: string, state: DesiredState): void {
    const oldest = this.cache.keys().next().value;
    if (this.cache.size >= CACHED_FILES && oldest !== undefined) this.cache.delete(oldest);
    this.cache.set(id, state);
  }
}

/** An object's content, and its user-defined metadata. */
export interface StoredObject {
  readonly content: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}

export async function readObject(s3: S3Client, file: FileReference): Promise<StoredObject> {
  const object = await s3.send(new GetObjectCommand({ Bucket: file.bucket, Key: file.key, VersionId: file.versionId }));
  const content = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
  return { content, metadata: object.Metadata ?? {} };
}
