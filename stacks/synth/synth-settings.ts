import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROJECT_ROOT } from './project-root';

/** Storage of Terraform's state. */
export type Backend =
  /** A file beside `cdktf.json`. */
  | { readonly type: 'local' }
  /**
   * S3. The state is locked by a DynamoDB table if one is given. Otherwise S3 itself locks the state, which needs
   * Terraform 1.10.
   */
  | {
      readonly type: 's3';
      readonly bucket: string;
      readonly key: string;
      /** Default: the region of the AWS credentials. */
      readonly region?: string | undefined;
      readonly lockTable?: string | undefined;
    }
  /** HCP Terraform (Terraform Cloud), Terraform Enterprise, or another service with their protocol. */
  | {
      readonly type: 'cloud';
      readonly organization: string;
      /** The name of one workspace, or tags that select several. */
      readonly workspace: string | readonly string[];
      /** Default: `app.terraform.io`. */
      readonly hostname?: string | undefined;
    };

/** Settings that are needed at synthesis, so they cannot be Terraform variables. */
export interface SynthSettings {
  /** If absent, no backend is configured, so that another file in the folder can configure it. */
  readonly backend?: Backend;
  /** True if the configuration also configures the provider. A root module must do so; a child module must not. */
  readonly provider: boolean;
  /** A local folder with the layout of `train/` in the bucket. Terraform uploads its parameter files. Default: users upload files. */
  readonly parameterFiles?: string;
  /** True if Terraform refuses every plan that would destroy the data bucket or the record table. */
  readonly preventDestroy: boolean;
}

export const DEFAULT_SYNTH_SETTINGS: SynthSettings = {
  backend: { type: 'local' },
  provider: true,
  preventDestroy: false,
};

/** Thrown for invalid settings. The message has a line for each problem. */
export class SynthSettingsError extends Error {
  override readonly name = 'SynthSettingsError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

interface Setting {
  /** Backend to which the setting belongs. Default: all. */
  readonly backend?: 's3' | 'cloud';
  /** Pattern of the whole value. Default: anything. */
  readonly pattern?: RegExp;
  readonly rule?: string;
}

const NAMES = 'letters, digits, hyphens and underscores';
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const TAGS = /^[a-z0-9][\w:-]*(,[a-z0-9][\w:-]*)*$/;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/**
 * Settings by their key in the context of `cdktf.json`. The environment variable of a setting (see {@link variableOf})
 * takes precedence. `.env.example` explains the settings.
 */
export const SETTINGS = {
  backend: { pattern: /^(local|s3|cloud)$/, rule: 'one of local, s3, cloud' },
  s3Bucket: { backend: 's3', pattern: BUCKET, rule: 'the name of an S3 bucket' },
  s3Key: { backend: 's3', pattern: /^[^/].*[^/]$/, rule: 'an object key without a slash at its ends' },
  s3Region: { backend: 's3', pattern: /^[a-z]{2}(-[a-z]+)+-\d+$/, rule: 'an AWS region, such as eu-central-1' },
  s3LockTable: { backend: 's3', pattern: /^[\w.-]{3,255}$/, rule: 'the name of a DynamoDB table' },
  cloudOrganization: { backend: 'cloud', pattern: /^[\w-]+$/, rule: `an organization's name: ${NAMES}` },
  cloudWorkspace: { backend: 'cloud', pattern: /^[\w-]{1,90}$/, rule: `a workspace's name: up to 90 ${NAMES}` },
  cloudWorkspaceTags: {
    backend: 'cloud',
    pattern: TAGS,
    rule: 'tags of workspaces, with commas between them and no spaces',
  },
  cloudHostname: { backend: 'cloud', pattern: HOST, rule: 'a host name, such as app.terraform.io' },
  parameterFiles: {},
  preventDestroy: { pattern: /^(true|false)$/, rule: 'true or false' },
} as const satisfies Readonly<Record<string, Setting>>;

type SettingKey = keyof typeof SETTINGS;

/** Prefix of the settings' environment variables. */
const PREFIX = 'PERSONALIZE_MLOPS_';

/** The environment variable of a setting, e.g. `PERSONALIZE_MLOPS_S3_LOCK_TABLE`. */
export function variableOf(key: string): string {
  return `${PREFIX}${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

const DEFAULT_S3_KEY = 'personalize-mlops/terraform.tfstate';

type Environment = Readonly<Record<string, string | undefined>>;
type Context = Readonly<Record<string, unknown>>;

/**
 * Reads the settings.
 * @param environment environment variables of the process
 * @param context CDKTF's context. Default: the context from CDKTF's command line, else from the project's `cdktf.json`
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
    if (this.problems.length === 0) this.refuseSettingsOfOtherBackends(type);
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
        `Exactly one of ${describe('cloudWorkspace')} and ${describe('cloudWorkspaceTags')} must be set for the backend cloud.`,
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

  /** Value of a setting. An empty variable counts as not set, because some CI systems cannot leave out a variable. */
  private value(key: SettingKey): string | undefined {
    const { pattern, rule }: Setting = SETTINGS[key];
    const value = String(this.environment[variableOf(key)] || (this.context[key] ?? ''));
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
    const known = Object.keys(SETTINGS).map(variableOf);
    for (const name of Object.keys(this.environment)) {
      if (name.startsWith(PREFIX) && !known.includes(name)) {
        this.problems.push(`${name} is not a setting. The settings are ${known.join(', ')}.`);
      }
    }
  }

  /**
   * Refuses environment variables of backends other than `type`. The context may have settings of other backends,
   * because the environment may override the context's backend.
   */
  private refuseSettingsOfOtherBackends(type: string): void {
    for (const [key, { backend }] of Object.entries<Setting>(SETTINGS)) {
      const variable = variableOf(key);
      if (backend !== undefined && backend !== type && this.environment[variable]) {
        this.problems.push(`${variable} is set, but the backend is ${type}, not ${backend}.`);
      }
    }
  }
}

function describe(key: SettingKey): string {
  return `${variableOf(key)} (or '${key}' in the context of cdktf.json)`;
}

function contextOf(environment: Environment): Context {
  const passedOn = environment.CDKTF_CONTEXT_JSON;
  if (passedOn) return JSON.parse(passedOn);
  return JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdktf.json'), 'utf8')).context ?? {};
}
