import { ResourceNotFoundException } from '@aws-sdk/client-personalize';
import type { S3Client } from '@aws-sdk/client-s3';
import { DataBucket } from '../../aws/data-bucket';
import type { DataFile } from '../../aws/stored-contents';
import type { ResourceType } from '../../personalize/resource-types';
import { isPending } from '../../personalize/statuses';
import type { Description, Personalize, Request } from '../personalize-api';

/** ID of a solution version that an upload would train. */
export const TO_BE_TRAINED = '(to be trained)';

/** Personalize as it will be when the earlier steps of an upload are done: trainings have ended, new ones are there. */
export class ForeseenPersonalize implements Personalize {
  private readonly trained = new Map<string, Description>();

  constructor(private readonly actual: Personalize) {}

  /** From here on the solution has one more version. */
  train(solutionArn: string, now: Date): void {
    this.trained.set(solutionArn, {
      solutionVersionArn: `${solutionArn}/${TO_BE_TRAINED}`,
      status: 'ACTIVE',
      creationDateTime: now,
    });
  }

  describe(type: ResourceType, arn: string): Promise<Description | undefined> {
    return this.actual.describe(type, arn);
  }

  async list(type: ResourceType, request: Request): Promise<readonly Description[]> {
    const found = await this.listActual(type, request);
    if (type !== 'solutionVersion') return found;
    const trained = this.trained.get(String(request.solutionArn));
    return [...found.map(ended), ...(trained === undefined ? [] : [trained])];
  }

  create(): Promise<string> {
    return readOnly();
  }

  update(): Promise<void> {
    return readOnly();
  }

  delete(): Promise<void> {
    return readOnly();
  }

  /** Of a parent that is not there yet, there is nothing to list; a version that is foreseen is none to ask AWS about. */
  private async listActual(type: ResourceType, request: Request): Promise<readonly Description[]> {
    if (String(request.solutionVersionArn).endsWith(`/${TO_BE_TRAINED}`)) return [];
    try {
      return await this.actual.list(type, request);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return [];
      throw error;
    }
  }
}

function ended(version: Description): Description {
  return isPending(version.status ?? '') ? { ...version, status: 'ACTIVE' } : version;
}

function readOnly(): never {
  throw new Error('A plan changes nothing.');
}

/** Files of this machine as the bucket will have them. @param now epoch milliseconds */
export function foreseenFiles(
  files: readonly { readonly key: string; readonly sha256: string }[],
  now: number,
): readonly DataFile[] {
  return files.map(({ key, sha256 }) => ({ key, etag: sha256, changedAt: new Date(now) }));
}

/** The data bucket as it will be when these files are uploaded. */
export class ForeseenBucket extends DataBucket {
  constructor(
    s3: S3Client,
    name: string,
    private readonly uploads: readonly DataFile[],
  ) {
    super(s3, name);
  }

  protected override async list(prefix: string): Promise<readonly DataFile[]> {
    const keys = new Set(this.uploads.map(({ key }) => key));
    return [
      ...(await super.list(prefix)).filter(({ key }) => !keys.has(key)),
      ...this.uploads.filter(({ key }) => key.startsWith(prefix)),
    ].sort((one, other) => (one.key < other.key ? -1 : 1));
  }
}
