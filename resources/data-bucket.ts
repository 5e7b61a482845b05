import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

export interface DataFile {
  readonly key: string;
  /** Changes with the content. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** What a job reads: one object, or a folder of objects. */
export interface DataLocation {
  /** `s3://bucket/key`, or `s3://bucket/folder/`. */
  readonly uri: string;
  readonly files: readonly DataFile[];
}

/**
 * The folder of a parameter file, in which its csv lie: `train/eu/shop/config.json` has `train/eu/shop/`.
 * The AWS solution "Maintaining Personalized Experiences with Machine Learning" reads them from there (`Path(key).parent`, v1.5.0).
 */
export function folderOf(parameterFileKey: string): string {
  return parameterFileKey.slice(0, parameterFileKey.lastIndexOf('/') + 1);
}

/** Whether a key is that of one of a dataset's csv: `<folder><csvName>.csv`, or `<folder><csvName>/<any>.csv`. */
export function isCsvOf(folder: string, csvName: string, key: string): boolean {
  const place = `${folder}${csvName}`;
  return key.startsWith(place) && /^(\/[^/]*)?\.csv$/s.test(key.slice(place.length));
}

/** The layout of the data bucket: csv beside the parameter file, `batch/<group>/<solution>/` for batch jobs. */
export class DataBucket {
  constructor(
    private readonly s3: S3Client,
    private readonly name: string,
  ) {}

  /**
   * The csv files of a dataset: those in its folder if there are any, else its one file; undefined if there is neither.
   * @param folder of the parameter file, as {@link folderOf} gives it
   */
  async csv(folder: string, csvName: string): Promise<DataLocation | undefined> {
    const place = `${folder}${csvName}`;
    const found = await this.list(place);
    const files = found.filter(({ key }) => key.startsWith(`${place}/`) && key.endsWith('.csv'));
    if (files.length > 0) return { uri: this.uri(`${place}/`), files };
    const file = found.find(({ key }) => key === `${place}.csv`);
    return file && { uri: this.uri(file.key), files: [file] };
  }

  /** Where {@link csv} looks, as a message says it. */
  csvPlaces(folder: string, csvName: string): string {
    const place = this.uri(`${folder}${csvName}`);
    return `${place}/*.csv or ${place}.csv`;
  }

  batchInputUri(datasetGroup: string, solution: string): string {
    return this.uri(`${batchFolder(datasetGroup, solution)}job_config.json`);
  }

  async batchInput(datasetGroup: string, solution: string): Promise<DataLocation | undefined> {
    return this.object(`${batchFolder(datasetGroup, solution)}job_config.json`);
  }

  /** A folder of its own for each job: `batch/<group>/<solution>/<solution>_YYYY_MM_DD_HH_MM_SS/`, in UTC. */
  batchOutputUri(datasetGroup: string, solution: string, time: Date): string {
    const stamp = time.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '_');
    return this.uri(`${batchFolder(datasetGroup, solution)}${solution}_${stamp}/`);
  }

  private async object(key: string): Promise<DataLocation | undefined> {
    const file = (await this.list(key)).find((candidate) => candidate.key === key);
    return file && { uri: this.uri(key), files: [file] };
  }

  protected async list(prefix: string): Promise<readonly DataFile[]> {
    const files: DataFile[] = [];
    for await (const page of paginateListObjectsV2(
      { client: this.s3 },
      { Bucket: this.name, Prefix: prefix },
    )) {
      for (const {
        Key: key = '',
        ETag: etag = '',
        LastModified: lastModified = new Date(0),
      } of page.Contents ?? []) {
        files.push({ key, etag, lastModified });
      }
    }
    return files;
  }

  private uri(key: string): string {
    return `s3://${this.name}/${key}`;
  }
}

function batchFolder(datasetGroup: string, solution: string): string {
  return `batch/${datasetGroup}/${solution}/`;
}

/** When the newest of the files was written. */
export function newestChange(location: DataLocation): Date {
  return new Date(Math.max(...location.files.map(({ lastModified }) => lastModified.getTime())));
}
