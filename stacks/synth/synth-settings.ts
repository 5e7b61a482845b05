import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROJECT_ROOT } from './project-root';

/** Where Terraform keeps its state. */
export type Backend =
  /** Beside `cdktf.json`. */
  | { readonly type: 'local' }
  /** Always locked: by a DynamoDB table if one is given, else by S3 itself, which needs Terraform 1.10. */
  | {
      readonly type: 's3';
      readonly bucket: string;
      readonly key: string;
      /** Default: that of the AWS credentials. */
      readonly region?: string | undefined;
      readonly lockTable?: string | undefined;
    }
  /** HCP Terraform (Terraform Cloud), Terraform Enterprise or any other service with their protocol. */
  | {
      readonly type: 'cloud';
      readonly organization: string;
      /** One workspace by name, or those with all of some tags. */
      readonly workspace: string | readonly string[];
      /** Default: `app.terraform.io`. */
      readonly hostname?: string | undefined;
    };

/** Settings that change the resources of the configuration, so they cannot be Terraform variables. */
export interface SynthSettings {
  /** Default: not configured, so that a file beside it can do it. */
  readonly backend?: Backend;
  /** Whether the configuration configures its provider, as a root module does and a module of others must not. */
  readonly provider: boolean;
  /** A folder like `train/` in the data bucket, whose parameter files Terraform uploads. Default: users upload them. */
  readonly parameterFiles?: string;
  /** Whether Terraform refuses every plan that would destroy the data bucket or the record table. */
  readonly preventDestroy: boolean;
}

export const DEFAULT_SYNTH_SETTINGS: SynthSettings = {
  backend: { type: 'local' },
  provider: true,
  preventDestroy: false,
};

/** Invalid settings. The message has one line for each. */
export class SynthSettingsError extends Error {
  override readonly name = 'SynthSettingsError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

interface Setting {
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

type SettingKey = keyof typeof SETTINGS;

/** Prefix of the settings' environment variables. */
const PREFIX = 'PERSONALIZE_MLOPS_';

const DEFAULT_S3_KEY = 'personalize-mlops/terraform.tfstate';

type Environment = Readonly<Record<string, string | undefined>>;
type Context = Readonly<Record<string, unknown>>;

/**
 * @param environment of the process
 * @param context of CDKTF; default: that of its command line, else that of the project's `cdktf.json`
 * @throws SynthSettingsError with all problems
 */
export function readSynthSettings(environment: Environment, context: Context = contextOf(environment)): SynthSettings {
  return new Reader(environment, context).read();
}

class Reader {
  private readonly problems: string[] = [];

  constructor(
    private readonly environment: Environment,
    private readonly context: Context,
  ) {}

  read(): SynthSettings {
    this.refuseUnknown();
    const backend = this.backend();
    const parameterFiles = this.parameterFiles();
    const preventDestroy = this.value('preventDestroy') === 'true';
    if (this.problems.length > 0) throw new SynthSettingsError(this.problems);
    return { backend, provider: true, preventDestroy, ...(parameterFiles !== undefined && { parameterFiles }) };
  }

  private backend(): Backend {
    const type = this.value('backend') ?? 'local';
    if (this.problems.length === 0) this.refuseThoseOfOtherBackends(type);
    if (type === 's3') {
      return {
        type,
        region: this.value('s3Region'),
        lockTable: this.value('s3LockTable'),
        bucket: this.required('s3Bucket', 'the backend s3'),
        key: this.value('s3Key') ?? DEFAULT_S3_KEY,
      };
    }
    if (type === 'cloud') {
      return {
        type,
        hostname: this.value('cloudHostname'),
        organization: this.required('cloudOrganization', 'the backend cloud'),
        workspace: this.workspace(),
      };
    }
    return { type: 'local' };
  }

  private workspace(): string | readonly string[] {
    const name = this.value('cloudWorkspace');
    const tags = this.value('cloudWorkspaceTags');
    if ((name === undefined) === (tags === undefined)) {
      this.problems.push(
        `${describe('cloudWorkspace')} or ${describe('cloudWorkspaceTags')} must be set for the backend cloud, and not both.`,
      );
    }
    return name ?? tags?.split(',') ?? '';
  }

  private parameterFiles(): string | undefined {
    const folder = this.value('parameterFiles');
    if (folder === undefined) return undefined;
    const path = resolve(folder);
    if (existsSync(path) && statSync(path).isDirectory()) return path;
    this.problems.push(`${describe('parameterFiles')} is '${folder}': there is no such folder.`);
    return undefined;
  }

  /** An empty variable counts as not set: CI systems cannot always leave one out. */
  private value(key: SettingKey): string | undefined {
    const { variable, pattern, rule }: Setting = SETTINGS[key];
    const value = String(this.environment[variable] || (this.context[key] ?? ''));
    if (value === '') return undefined;
    if (pattern?.test(value) === false) this.problems.push(`${describe(key)} is '${value}': it must be ${rule}.`);
    return value;
  }

  private required(key: SettingKey, why: string): string {
    const value = this.value(key);
    if (value === undefined) this.problems.push(`${describe(key)} must be set for ${why}.`);
    return value ?? '';
  }

  private refuseUnknown(): void {
    const known: readonly string[] = Object.values(SETTINGS).map(({ variable }) => variable);
    for (const name of Object.keys(this.environment)) {
      if (name.startsWith(PREFIX) && !known.includes(name)) {
        this.problems.push(`${name} is no setting; there are ${known.join(', ')}.`);
      }
    }
  }

  /** Of the environment only: the context may hold them for a backend that the environment overrides. */
  private refuseThoseOfOtherBackends(type: string): void {
    for (const { variable, backend } of Object.values<Setting>(SETTINGS)) {
      if (backend !== undefined && backend !== type && this.environment[variable]) {
        this.problems.push(`${variable} is set, but the backend is ${type}, not ${backend}.`);
      }
    }
  }
}

function describe(key: SettingKey): string {
  return `${SETTINGS[key].variable} (or '${key}' in the context of cdktf.json)`;
}

function contextOf(environment: Environment): Context {
  const passedOn = environment.CDKTF_CONTEXT_JSON;
  if (passedOn) return JSON.parse(passedOn);
  return JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdktf.json'), 'utf8')).context ?? {};
}
