import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { optionalText, requiredText } from '../../core/protocols/input';
import { JsonProtocol } from '../../core/protocols/json';
import { type Call, type Input, type Permission, ServiceError } from '../../core/service';
import MODEL from './api-model.json';
import {
  checkDataType,
  checkName,
  checkPattern,
  checkType,
  checkValue,
  type ParameterTier,
  selectorOf,
} from './parameter-rules';

interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly modified: Date;
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly tier: ParameterTier;
  readonly description?: string;
  readonly keyId?: string;
  /** Regular expression that values must match. */
  readonly allowedPattern?: string;
  /** Versions of the parameter, oldest first. There is at least one. */
  readonly versions: readonly ParameterVersion[];
}

const KEPT_VERSIONS = 100;
/** Default number of parameters on a page of GetParametersByPath. */
const PAGE_SIZE = 10;
/** Default number of parameters on a page of DescribeParameters. */
const DESCRIBE_PAGE_SIZE = 50;

/** SSM's Parameter Store. SecureString values are stored in plain text. */
export class SsmService extends EmulatedService {
  readonly name = 'ssm';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'SSM';
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'AmazonSSM', version: '1.1' });
  private readonly parameters = new Map<string, Parameter>();
  protected readonly operations: Operations = {
    PutParameter: operation(
      ['Name', 'Description', 'Value', 'Type', 'KeyId', 'Overwrite', 'AllowedPattern', 'Tier', 'DataType'],
      (input) => this.putParameter(input),
    ),
    GetParameter: operation(['Name', 'WithDecryption'], (input) => ({
      Parameter: this.get(requiredText(input, 'Name')),
    })),
    GetParameters: operation(['Names', 'WithDecryption'], (input) => this.getParameters(input)),
    GetParametersByPath: operation(['Path', 'Recursive', 'WithDecryption', 'MaxResults', 'NextToken'], (input) =>
      this.getParametersByPath(input),
    ),
    DescribeParameters: operation(['ParameterFilters.*', 'MaxResults', 'NextToken'], (input) =>
      this.describeParameters(input),
    ),
    DeleteParameter: operation(['Name'], (input) => this.deleteParameter(input)),
  };

  constructor(private readonly aws: Aws) {
    super();
  }

  permissions({ operation, input }: Call): readonly Permission[] {
    const names = [input.Names ?? input.Name ?? input.Path ?? []].flat().map(String);
    const action = `ssm:${operation}`;
    if (names.length === 0) return [{ action, resource: '*' }];
    // Names may have a selector only in these two operations. An ARN does not contain the selector.
    const isRead = operation === 'GetParameter' || operation === 'GetParameters';
    return names.map((name) => ({ action, resource: this.arnOf(isRead ? (name.split(':')[0] ?? '') : name) }));
  }

  private putParameter(input: Input): unknown {
    const name = requiredText(input, 'Name');
    const value = requiredText(input, 'Value');
    const existing = this.parameters.get(name);
    const type = optionalText(input, 'Type') ?? existing?.type;
    const description = optionalText(input, 'Description') ?? existing?.description;
    const keyId = optionalText(input, 'KeyId') ?? existing?.keyId;
    checkName(name);
    checkType(type);
    const tier = checkValue(value, optionalText(input, 'Tier') ?? existing?.tier);
    const allowedPattern = optionalText(input, 'AllowedPattern') ?? existing?.allowedPattern;
    checkPattern(value, allowedPattern);
    checkDataType(optionalText(input, 'DataType'));
    if (existing !== undefined && input.Overwrite !== true) {
      throw new ServiceError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const version = (existing?.versions.at(-1)?.version ?? 0) + 1;
    const added = { version, value, modified: new Date(this.aws.clock.now()) };
    this.parameters.set(name, {
      name,
      type,
      tier,
      ...(description !== undefined && { description }),
      ...(keyId !== undefined && { keyId }),
      ...(allowedPattern !== undefined && { allowedPattern }),
      versions: [...(existing?.versions ?? []), added].slice(-KEPT_VERSIONS),
    });
    return { Version: version, Tier: tier };
  }

  private getParameters(input: Input): unknown {
    const found: unknown[] = [];
    const invalid: string[] = [];
    for (const name of (input.Names ?? []) as readonly string[]) {
      try {
        found.push(this.get(name));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        invalid.push(name);
      }
    }
    return { Parameters: found, InvalidParameters: invalid };
  }

  private getParametersByPath(input: Input): unknown {
    const path = requiredText(input, 'Path').replace(/\/?$/, '/');
    const names = this.names().filter(
      (name) => name.startsWith(path) && (input.Recursive === true || !name.slice(path.length).includes('/')),
    );
    const { page, next } = paginate(names, input, PAGE_SIZE);
    return { Parameters: page.map((name) => this.get(name)), ...next };
  }

  private describeParameters(input: Input): unknown {
    const names = this.names().filter((name) => matchesFilters(name, input));
    const { page, next } = paginate(names, input, DESCRIBE_PAGE_SIZE);
    return { Parameters: page.map((name) => this.describe(this.parameter(name))), ...next };
  }

  private deleteParameter(input: Input): unknown {
    const { name } = this.parameter(requiredText(input, 'Name'));
    this.parameters.delete(name);
    return {};
  }

  private get(nameWithSelector: string): unknown {
    const { name, version, selector } = selectorOf(nameWithSelector);
    const parameter = this.parameter(name);
    const chosen =
      version === undefined
        ? parameter.versions.at(-1)
        : parameter.versions.find((candidate) => candidate.version === version);
    if (chosen === undefined) {
      throw new ServiceError(
        'ParameterVersionNotFound',
        `Systems Manager could not find version ${version} of ${name}.`,
      );
    }
    return {
      Name: name,
      Type: parameter.type,
      Value: chosen.value,
      Version: chosen.version,
      ...(selector !== undefined && { Selector: selector }),
      LastModifiedDate: chosen.modified,
      ARN: this.arnOf(name),
      DataType: 'text',
    };
  }

  private describe(parameter: Parameter): unknown {
    const latest = parameter.versions.at(-1);
    return {
      Name: parameter.name,
      ARN: this.arnOf(parameter.name),
      Type: parameter.type,
      KeyId: parameter.keyId,
      LastModifiedDate: latest?.modified,
      Description: parameter.description,
      AllowedPattern: parameter.allowedPattern,
      Version: latest?.version,
      Tier: parameter.tier,
      Policies: [],
      DataType: 'text',
    };
  }

  private parameter(name: string): Parameter {
    const parameter = this.parameters.get(name);
    if (parameter === undefined) throw new ServiceError('ParameterNotFound', `Parameter ${name} not found.`);
    return parameter;
  }

  private names(): string[] {
    return [...this.parameters.keys()].sort();
  }

  /** Returns a parameter's ARN. A slash at the beginning of the name does not become a second slash in the ARN. */
  private arnOf(name: string): string {
    return this.aws.arn('ssm', `parameter/${name.replace(/^\//, '')}`);
  }
}

/** True if a name matches the filters of DescribeParameters. The local SSM supports only filters by name: `Equals` and `BeginsWith`. */
function matchesFilters(name: string, input: Input): boolean {
  const filters = (input.ParameterFilters ?? []) as readonly {
    Key: string;
    Option?: string;
    Values?: readonly string[];
  }[];
  return filters.every(({ Key, Option = 'Equals', Values = [] }) => {
    if (Key === 'Name' && Option === 'Equals') return Values.includes(name);
    if (Key === 'Name' && Option === 'BeginsWith') return Values.some((value) => name.startsWith(value));
    throw notImplemented(`DescribeParameters with a filter on ${Key} (${Option})`);
  });
}

function paginate(names: readonly string[], input: Input, size: number) {
  const { page, next } = pageOf(names, {
    token: input.NextToken,
    size: Number(input.MaxResults ?? size),
    invalidToken: (token) => new ServiceError('InvalidNextToken', `The specified token isn't valid: '${token}'.`),
  });
  return { page, next: next === undefined ? {} : { NextToken: next } };
}

function notImplemented(what: string): ServiceError {
  return new ServiceError('UnknownOperationException', `The local SSM does not implement ${what}.`);
}
