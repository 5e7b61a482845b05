export interface Setting {
  /** Environment variable; wins over the context. */
  readonly variable: string;
  /** Backend that the setting belongs to. Default: any. */
  readonly backend?: 'local' | 's3' | 'cloud';
  /** The whole value. Default: anything. */
  readonly pattern?: RegExp;
  readonly rule?: string;
}

const NAMES = 'letters, digits, hyphens and underscores';

/** By key in the context of `cdktf.json`. `.env.example` explains them. */
export const SETTINGS = {
  backend: { variable: 'PERSONALIZE_MLOPS_BACKEND', pattern: /^(local|s3|cloud)$/, rule: 'one of local, s3, cloud' },
  s3Bucket: {
    variable: 'PERSONALIZE_MLOPS_S3_BUCKET',
    backend: 's3',
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    rule: 'the name of an S3 bucket',
  },
  s3Key: {
    variable: 'PERSONALIZE_MLOPS_S3_KEY',
    backend: 's3',
    pattern: /^[^/].*[^/]$/,
    rule: 'an object key without a slash at its ends',
  },
  s3Region: {
    variable: 'PERSONALIZE_MLOPS_S3_REGION',
    backend: 's3',
    pattern: /^[a-z]{2}(-[a-z]+)+-\d+$/,
    rule: 'an AWS region, such as eu-central-1',
  },
  s3LockTable: {
    variable: 'PERSONALIZE_MLOPS_S3_LOCK_TABLE',
    backend: 's3',
    pattern: /^[\w.-]{3,255}$/,
    rule: 'the name of a DynamoDB table',
  },
  cloudOrganization: {
    variable: 'PERSONALIZE_MLOPS_CLOUD_ORGANIZATION',
    backend: 'cloud',
    pattern: /^[\w-]+$/,
    rule: `an organization's name: ${NAMES}`,
  },
  cloudWorkspace: {
    variable: 'PERSONALIZE_MLOPS_CLOUD_WORKSPACE',
    backend: 'cloud',
    pattern: /^[\w-]{1,90}$/,
    rule: `a workspace's name: up to 90 ${NAMES}`,
  },
  cloudWorkspaceTags: {
    variable: 'PERSONALIZE_MLOPS_CLOUD_WORKSPACE_TAGS',
    backend: 'cloud',
    pattern: /^[a-z0-9][\w:-]*(,[a-z0-9][\w:-]*)*$/,
    rule: 'tags of workspaces, with commas between them and no spaces',
  },
  cloudHostname: {
    variable: 'PERSONALIZE_MLOPS_CLOUD_HOSTNAME',
    backend: 'cloud',
    pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    rule: 'a host name, such as app.terraform.io',
  },
  parameterFiles: { variable: 'PERSONALIZE_MLOPS_PARAMETER_FILES' },
  preventDestroy: { variable: 'PERSONALIZE_MLOPS_PREVENT_DESTROY', pattern: /^(true|false)$/, rule: 'true or false' },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingKey = keyof typeof SETTINGS;

/** Prefix of the settings' environment variables. */
export const PREFIX = 'PERSONALIZE_MLOPS_';
