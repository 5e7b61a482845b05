import { s3Error } from './errors';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/**
 * Reads `[/]bucket/key[?versionId=…]`, key URL-encoded.
 * @throws ServiceError InvalidArgument
 */
export function parseCopySource(source = ''): CopySource {
  const [path = '', query = ''] = source.replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  if (slash <= 0 || slash === path.length - 1) {
    throw s3Error(
      'InvalidArgument',
      {},
      `The copy source '${source}' is not of the form bucket/key[?versionId=…].`,
    );
  }
  const versionId = new URLSearchParams(query).get('versionId');
  return {
    bucket: path.slice(0, slash),
    key: decodeURIComponent(path.slice(slash + 1)),
    ...(versionId !== null && { versionId }),
  };
}
