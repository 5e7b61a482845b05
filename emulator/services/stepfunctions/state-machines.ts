import { isDeepStrictEqual } from 'node:util';
import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import { type Input, ServiceError } from '../../core/service';
import { assertTrusts } from '../iam/trust';
import { checkDefinition, parseDefinition } from './definition/check-definition';
import { isObject } from './json';
import { LIMITS } from './limits';
import { checkLogDelivery } from './log-delivery';
import { page } from './paging';
import type { StateMachine } from './state-machine';
import { checkName, optionalEnum, requiredArn, requiredText } from './validation';

/** Default settings of logging and tracing. */
const NO_LOGGING = { level: 'OFF', includeExecutionData: false };
const NO_TRACING = { enabled: false };

/** Encryption that is returned for every machine. AWS returns it for a machine without a customer key (recorded on AWS). Customer keys are not implemented. */
const ENCRYPTION = { type: 'AWS_OWNED_KEY' };

const PRINCIPAL = 'states.amazonaws.com';

/** State machines of the account, and the operations on them. */
export class StateMachines {
  private readonly byArn = new Map<string, StateMachine>();

  constructor(
    private readonly aws: Aws,
    private readonly random: Random,
  ) {}

  /** Creates a machine. Repeating a call has no effect if name, definition, logging and tracing are the same. Role and tags are not compared. */
  async create(input: Input): Promise<unknown> {
    const name = checkName(requiredText(input, 'name', LIMITS.nameCharacters));
    const roleArn = requiredText(input, 'roleArn', 256);
    if (optionalEnum(input, 'type', ['STANDARD', 'EXPRESS']) === 'EXPRESS') {
      throw new ServiceError(
        'StateMachineTypeNotSupported',
        `State machine '${name}': type 'EXPRESS' is not implemented by the local Step Functions, only 'STANDARD' is`,
      );
    }
    const definitionText = requiredText(input, 'definition', LIMITS.definitionBytes);
    const arn = this.aws.arn('states', `stateMachine:${name}`);
    const loggingConfiguration = logging(input.loggingConfiguration);
    const tracingConfiguration = input.tracingConfiguration ?? NO_TRACING;
    const existing = this.byArn.get(arn);
    if (existing !== undefined) {
      if (existing.shared.deleting) throw deletingError(arn);
      const same =
        existing.definitionText === definitionText &&
        isDeepStrictEqual(existing.loggingConfiguration, loggingConfiguration) &&
        isDeepStrictEqual(existing.tracingConfiguration, tracingConfiguration);
      if (!same) throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      return { stateMachineArn: arn, creationDate: existing.creationDate };
    }
    const definition = parseDefinition(definitionText, this.aws.account.partition);
    await this.assertTrusted(roleArn, arn);
    checkLogDelivery(this.aws, { name, roleArn, loggingConfiguration });
    const creationDate = new Date(this.aws.clock.now());
    this.byArn.set(arn, {
      arn,
      name,
      roleArn,
      definitionText,
      definition,
      loggingConfiguration,
      tracingConfiguration,
      creationDate,
      updateDate: creationDate,
      revisionId: undefined,
      shared: { deleting: false, tags: new Map(tagsOf(input.tags)) },
    });
    return { stateMachineArn: arn, creationDate };
  }

  /** Updates a machine. Executions that are running continue with the old revision. */
  async update(input: Input): Promise<unknown> {
    const machine = this.find(input);
    if (machine.shared.deleting) throw deletingError(machine.arn);
    const changes = ['definition', 'roleArn', 'loggingConfiguration', 'tracingConfiguration'];
    if (changes.every((member) => input[member] === undefined)) {
      throw new ServiceError(
        'MissingRequiredParameter',
        `Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified`,
      );
    }
    const { definitionText, roleArn, loggingConfiguration, tracingConfiguration } = machine;
    const given = { definition: definitionText, roleArn, ...input };
    const text = requiredText(given, 'definition', LIMITS.definitionBytes);
    const role = requiredText(given, 'roleArn', 256);
    await this.assertTrusted(role, machine.arn);
    const updateDate = new Date(this.aws.clock.now());
    const revisionId = this.random.uuid();
    this.byArn.set(machine.arn, {
      ...machine,
      roleArn: role,
      definitionText: text,
      definition: parseDefinition(text, this.aws.account.partition),
      loggingConfiguration:
        input.loggingConfiguration === undefined ? loggingConfiguration : logging(input.loggingConfiguration),
      tracingConfiguration: input.tracingConfiguration ?? tracingConfiguration,
      updateDate,
      revisionId,
    });
    return { updateDate, revisionId };
  }

  private async assertTrusted(roleArn: string, machineArn: string): Promise<void> {
    await assertTrusts(
      this.aws,
      { roleArn, servicePrincipal: PRINCIPAL, sourceArn: machineArn },
      new ServiceError(
        'AccessDeniedException',
        `Neither the global service principal ${PRINCIPAL}, nor the regional one is authorized to assume the provided role.`,
      ),
    );
  }

  /**
   * Marks a machine as being deleted. It is not an error if the machine does not exist.
   * @returns the machine, or undefined if the machine does not exist
   */
  markDeleting(input: Input): StateMachine | undefined {
    const machine = this.byArn.get(requiredArn(input, 'stateMachineArn', 'stateMachine'));
    if (machine !== undefined) machine.shared.deleting = true;
    return machine;
  }

  remove(arn: string): void {
    this.byArn.delete(arn);
  }

  describe(input: Input): unknown {
    const machine = this.find(input);
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      status: machine.shared.deleting ? 'DELETING' : 'ACTIVE',
      definition: machine.definitionText,
      roleArn: machine.roleArn,
      type: 'STANDARD',
      creationDate: machine.creationDate,
      loggingConfiguration: machine.loggingConfiguration,
      tracingConfiguration: machine.tracingConfiguration,
      encryptionConfiguration: ENCRYPTION,
      ...(machine.revisionId !== undefined && { revisionId: machine.revisionId }),
    };
  }

  list(input: Input): unknown {
    const { items, nextToken } = page([...this.byArn.values()], ({ arn }) => arn, input);
    return {
      stateMachines: items.map(({ arn, name, creationDate }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate,
      })),
      nextToken,
    };
  }

  validate(input: Input): unknown {
    const diagnostics = checkDefinition(
      requiredText(input, 'definition', LIMITS.definitionBytes),
      this.aws.account.partition,
    );
    return { result: diagnostics.length === 0 ? 'OK' : 'FAIL', diagnostics, truncated: false };
  }

  listTags(input: Input): unknown {
    const { shared } = this.findTagged(input);
    return { tags: [...shared.tags].map(([key, value]) => ({ key, value })) };
  }

  tag(input: Input): unknown {
    const { shared } = this.findTagged(input);
    for (const [key, value] of tagsOf(input.tags)) shared.tags.set(key, value);
    return {};
  }

  untag(input: Input): unknown {
    const { shared } = this.findTagged(input);
    for (const key of Array.isArray(input.tagKeys) ? input.tagKeys : []) shared.tags.delete(String(key));
    return {};
  }

  /** @throws ServiceError if the machine does not exist */
  find(input: Input): StateMachine {
    const arn = requiredArn(input, 'stateMachineArn', 'stateMachine');
    const machine = this.byArn.get(arn);
    if (machine === undefined) {
      throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    }
    return machine;
  }

  /** @throws ServiceError if the machine does not exist or is being deleted */
  findActive(input: Input): StateMachine {
    const machine = this.find(input);
    if (machine.shared.deleting) throw deletingError(machine.arn);
    return machine;
  }

  private findTagged(input: Input): StateMachine {
    const arn = requiredText(input, 'resourceArn', 256);
    const machine = this.byArn.get(arn);
    if (machine === undefined) throw new ServiceError('ResourceNotFound', `Resource not found: '${arn}'`);
    return machine;
  }
}

/** Returns logging settings, with defaults for absent members. */
function logging(given: unknown): unknown {
  return isObject(given) ? { ...NO_LOGGING, ...given } : NO_LOGGING;
}

function deletingError(arn: string): ServiceError {
  return new ServiceError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);
}

function tagsOf(tags: unknown): [string, string][] {
  if (!Array.isArray(tags)) return [];
  return tags.filter(isObject).map(({ key, value }) => [String(key), String(value ?? '')]);
}
