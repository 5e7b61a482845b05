export interface Setting {
  /** Backend that the setting belongs to. Default: any. */
  readonly backend?: 'local' | 's3' | 'cloud';
  /** The whole value. Default: anything. */
  readonly pattern?: RegExp;
  readonly rule?: string;
}

const NAMES = 'letters, digits, hyphens and underscores';

/** By key in the context of `cdktf.json`. `.env.example` explains them. */
export const SETTINGS = {
  backend: { pattern: /^(local|s3|cloud)$/, rule: 'one of local, s3, cloud' },
  s3Bucket: { backend: 's3', pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, rule: 'the name of an S3 bucket' },
  s3Key: { backend: 's3', pattern: /^[^/].*[^/]$/, rule: 'an object key without a slash at its ends' },
  s3Region: { backend: 's3', pattern: /^[a-z]{2}(-[a-z]+)+-\d+$/, rule: 'an AWS region, such as eu-central-1' },
  s3LockTable: { backend: 's3', pattern: /^[\w.-]{3,255}$/, rule: 'the name of a DynamoDB table' },
  cloudOrganization: { backend: 'cloud', pattern: /^[\w-]+$/, rule: `an organization's name: ${NAMES}` },
  cloudWorkspace: { backend: 'cloud', pattern: /^[\w-]{1,90}$/, rule: `a workspace's name: up to 90 ${NAMES}` },
  cloudWorkspaceTags: {
    backend: 'cloud',
    pattern: /^[a-z0-9][\w:-]*(,[a-z0-9][\w:-]*)*$/,
    rule: 'tags of workspaces, with commas between them and no spaces',
  },
  cloudHostname: {
    backend: 'cloud',
    pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    rule: 'a host name, such as app.terraform.io',
  },
  parameterFiles: {},
  preventDestroy: { pattern: /^(true|false)$/, rule: 'true or false' },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingKey = keyof typeof SETTINGS;

/** Prefix of the settings' environment variables. */
export const PREFIX = 'PERSONALIZE_MLOPS_';

/** The environment variable of a setting, which wins over the context: `PERSONALIZE_MLOPS_S3_BUCKET` of `s3Bucket`. */
export function variableOf(key: string): string {
  return PREFIX + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
