import { GetObjectCommand, HeadObjectCommand, NotFound, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { printable } from '../text/format';
import { attributionFolder, batchInputKey, batchOutputFolder, isCsvOf } from './data-bucket-layout';
import { type ObjectVersion, objectVersions } from './object-versions';
import { type DataFile, storedContents, versionsAt } from './stored-contents';
import { isTransientError } from './transient-errors';
import { undefinedOn } from './undefined-on';

/** Input of a job: one object, or a folder of objects. */
export interface DataLocation {
  /** `s3://bucket/key`, or `s3://bucket/folder/`. */
  readonly uri: string;
  /** Key and ETag of each object at `uri`. */
  readonly contents: readonly (readonly [key: string, etag: string])[];
  /** Total size of the objects in bytes. */
  readonly size: number;
  /**
   * Time of the last change of the objects, to the second. In a folder, the removal of an object counts too. Expired versions do not
   * count, because only stored versions are read.
   */
  readonly changedAt: Date;
  /** The stored csv files among the objects, each with its version. Files that are yet to be uploaded are missing. */
  readonly csv: readonly CsvVersion[];
}

export type CsvVersion = Pick<ObjectVersion, 'key' | 'versionId' | 'size'>;

/** Thrown if csv files are in sub-folders, where Personalize does not read them. */
export class CsvTooDeep extends Error {
  override readonly name = 'CsvTooDeep';
}

/** Maximum number of files that a message names. */
const NAMED = 5;
/** Maximum number of times that a broken download is continued. */
const MAX_CONTINUED = 3;

/**
 * Message about csv files in sub-folders. Personalize imports the first level of a folder and ignores its sub-folders (developer guide,
 * "Importing bulk data with a dataset import job", November 2026).
 * @param paths paths of the csv files, relative to `folder`
 */
export function describeTooDeep(folder: string, paths: readonly string[]): string {
  const named = paths.slice(0, NAMED).map(printable).join(', ');
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  const are = paths.length === 1 ? 'csv file is' : 'csv files are';
  return `${paths.length} ${are} in sub-folders of ${folder}, where Personalize does not read them: ${named}${more}.`;
}

/** True for S3's error that an object, or the requested version of an object, does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NoSuchVersion');
}

/** The answer of a read from S3; undefined if the object or its version does not exist. */
export async function unlessGone<Answer>(read: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Finds and reads the input of Personalize's jobs in the data bucket, and gives the locations of their output. */
export class DataBucketReader {
  constructor(
    private readonly s3: S3Client,
    private readonly name: string,
  ) {}

  /**
   * The csv files of a dataset. These are the csv files in the folder `<csvName>/` or, if this folder has none, the single file
   * `<csvName>.csv`. The location of a folder also has the folder's other objects.
   * @param folder folder of the parameter file, with a slash at the end
   * @param at past time, in whole seconds. The csv files of that time are listed, as far as their versions are still stored. Default: now
   * @throws CsvTooDeep if csv files are in sub-folders
   * @returns undefined if the dataset has no csv
   */
  async csv(folder: string, csvName: string, at?: Date): Promise<DataLocation | undefined> {
    const place = `${folder}${csvName}`;
    const found = await this.list(place, at);
    const below = found.filter(({ key }) => key.startsWith(`${place}/`));
    const relative = ({ key }: DataFile) => key.slice(place.length + 1);
    const isCsv = ({ key, etag }: DataFile) => key.endsWith('.csv') && etag !== undefined;
    const tooDeep = below.filter((file) => isCsv(file) && relative(file).includes('/'));
    if (tooDeep.length > 0) throw new CsvTooDeep(describeTooDeep(this.uri(`${place}/`), tooDeep.map(relative)));
    // Personalize may read every object in the folder, so the location also has the objects that are not csv: see
    // `personalize-import-other-objects` in docs/local-aws.md.
    const files = below.filter((file) => relative(file) !== '' && !relative(file).includes('/'));
    if (files.some(isCsv)) return this.location(`${place}/`, files);
    return this.object(`${place}.csv`, found);
  }

  /** Locations that {@link csv} searches, as text for messages. */
  csvPlaces(folder: string, csvName: string): string {
    const place = this.uri(`${folder}${csvName}`);
    return `${place}/*.csv or ${place}.csv`;
  }

  /** Keys of objects that would be csv files of the dataset if the case of letters after the folder did not matter, such as `users.CSV`. */
  async misnamedCsv(folder: string, csvName: string): Promise<readonly string[]> {
    const found = (await this.list(folder)).filter(({ etag }) => etag !== undefined).map(({ key }) => key);
    return found.filter((key) => isCsvOf(folder, csvName, `${folder}${key.slice(folder.length).toLowerCase()}`));
  }

  /**
   * Size, in bytes, of the objects that were at `uri` (`s3://bucket/...`) at a past time.
   * @returns undefined if `uri` is in another bucket, or if no object of that time is still stored
   */
  async sizeAt(uri: string, at: Date): Promise<number | undefined> {
    const root = this.uri('');
    if (!uri.startsWith(root)) return undefined;
    const place = uri.slice(root.length);
    // The list has all keys that begin with `place`, also keys of unrelated objects.
    const isAt = ({ key }: { readonly key: string }) =>
      place.endsWith('/') || key === place || key.startsWith(`${place}/`);
    const files = (await this.list(place, at)).filter(isAt);
    const sizes = files.flatMap(({ version }) => (version === undefined ? [] : [version.size]));
    return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0);
  }

  /** True if an object with this key exists now. */
  async has(key: string): Promise<boolean> {
    const command = new HeadObjectCommand({ Bucket: this.name, Key: key });
    return (await undefinedOn(this.s3.send(command), NotFound)) !== undefined;
  }

  batchInputUri(datasetGroup: string, solution: string): string {
    return this.uri(batchInputKey(datasetGroup, solution));
  }

  async batchInput(datasetGroup: string, solution: string): Promise<DataLocation | undefined> {
    const key = batchInputKey(datasetGroup, solution);
    return this.object(key, await this.list(key));
  }

  batchOutputUri(datasetGroup: string, solution: string, time: Date): string {
    const stamp = time.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '_');
    return this.uri(batchOutputFolder(datasetGroup, solution, stamp));
  }

  attributionUri(datasetGroup: string): string {
    return this.uri(attributionFolder(datasetGroup));
  }

  private object(key: string, found: readonly DataFile[]): DataLocation | undefined {
    const file = found.find((candidate) => candidate.key === key && candidate.etag !== undefined);
    return file && this.location(key, [file]);
  }

  /** @param files existing objects and removed objects. The removal of an object counts as a change */
  private location(place: string, files: readonly DataFile[]): DataLocation {
    return {
      uri: this.uri(place),
      contents: files.flatMap(({ key, etag }) => (etag === undefined ? [] : [[key, etag] as const])),
      size: files.reduce((sum, { size = 0, version }) => sum + (version?.size ?? size), 0),
      changedAt: new Date(Math.max(...files.map(({ changedAt }) => changedAt.getTime()))),
      csv: files.flatMap(({ key, version }) =>
        version !== undefined && key.endsWith('.csv') ? [{ ...version, key }] : [],
      ),
    };
  }

  /**
   * The first bytes of an object, or the whole object if it is shorter.
   * @returns undefined if the version no longer exists
   */
  async beginning({ key, versionId }: CsvVersion, bytes: number): Promise<Uint8Array | undefined> {
    const range = `bytes=0-${bytes - 1}`;
    const input = { Bucket: this.name, Key: key, VersionId: versionId, Range: range };
    const object = await unlessGone(this.s3.send(new GetObjectCommand(input)));
    return await object?.Body?.transformToByteArray();
  }

  /**
   * The bytes of an object, in chunks. After a transient error, such as a broken or stalled download, reading continues where it
   * stopped, at most {@link MAX_CONTINUED} times. The next transient error is thrown.
   * @param from offset of the first byte
   * @throws S3ServiceException if the version no longer exists
   */
  async *bytes({ key, versionId }: Omit<CsvVersion, 'size'>, from = 0): AsyncGenerator<Uint8Array> {
    const input = { Bucket: this.name, Key: key, VersionId: versionId };
    for (let [at, continued] = [from, 0]; ; continued += 1) {
      try {
        const { Body } = await this.s3.send(
          new GetObjectCommand({ ...input, ...(at > 0 && { Range: `bytes=${at}-` }) }),
        );
        // In Node.js, the body is a stream that can be iterated. The SDK's type does not say so.
        for await (const chunk of Body as AsyncIterable<Uint8Array>) {
          at += chunk.length;
          yield chunk;
        }
        return;
      } catch (error) {
        if (continued === MAX_CONTINUED || !(error instanceof Error) || !isTransientError(error)) throw error;
      }
    }
  }

  protected async list(prefix: string, at?: Date): Promise<readonly DataFile[]> {
    const versions: ObjectVersion[] = [];
    for await (const version of objectVersions(this.s3, this.name, prefix)) versions.push(version);
    return storedContents(at === undefined ? versions : versionsAt(at, versions));
  }

  private uri(key: string): string {
    return `s3://${this.name}/${key}`;
  }
}
