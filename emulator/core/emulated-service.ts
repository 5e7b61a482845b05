import { violationsOf } from './api/constraints';
import { type ImplementedMembers, implementedMembersOf } from './api/implemented-members';
import { type ApiModel, type Structure, structureOf } from './api/model';
import { readInput } from './api/read-input';
import {
  type Call,
  type Caller,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from './service';

export interface Protocol {
  /** @throws ServiceError if the request names no operation or is malformed */
  decode(request: WireRequest): Call;
  encode(call: Call, output: unknown): WireResponse;
  encodeError(error: ServiceError, call: Call | undefined): WireResponse;
}

export interface Operation {
  /** Paths of the implemented input members, in the form that `implementedMembersOf` reads. A request with another member is refused. */
  readonly members: readonly string[];
  readonly run: (input: Input, caller: Caller) => unknown;
}

export type Operations = Readonly<Record<string, Operation>>;

export function operation(members: readonly string[], run: Operation['run']): Operation {
  return { members, run };
}

/** Error codes with which a service refuses malformed requests. */
export interface RefusalCodes {
  readonly unknownOperation: string;
  /** Code for a value whose type differs from the API model. */
  readonly mistyped: string;
  /** Code for a member that is not emulated, or a value outside its limits. */
  readonly invalid: string;
  /** Code for a required member that is absent. Default: `invalid`. */
  readonly missing?: string;
}

const REFUSAL_CODES: RefusalCodes = {
  unknownOperation: 'UnknownOperationException',
  mistyped: 'SerializationException',
  invalid: 'ValidationException',
};

/** Maximum number of violations that one error lists. */
const MAX_REPORTED = 20;

interface Boundary {
  readonly structure: Structure;
  readonly implemented: ImplementedMembers;
}

/** A service with its API model. Operations receive only the members that they declare, in the types of the model. */
export abstract class EmulatedService implements Service {
  abstract readonly name: string;
  readonly regions?: ReadonlySet<string>;
  /** Title of the service in messages, after "The local". */
  protected abstract readonly title: string;
  abstract readonly model: ApiModel;
  protected abstract readonly protocol: Protocol;
  protected abstract readonly operations: Operations;
  protected readonly codes: RefusalCodes = REFUSAL_CODES;
  /**
   * Checks of an input besides its types. `limits`: all constraints of the API model. `required`: only that required
   * members are present. `nothing`: no checks.
   */
  protected readonly checks: 'limits' | 'required' | 'nothing' = 'limits';
  private readonly boundaries = new Map<string, Boundary>();

  abstract permissions(call: Call): readonly Permission[];

  operationNames(): readonly string[] {
    return Object.keys(this.operations).sort();
  }

  /** Paths of the input members that an operation implements. */
  membersOf(operation: string): readonly string[] {
    return this.operation(operation).members;
  }

  decode(request: WireRequest): Call {
    return this.protocol.decode(request);
  }

  encode(call: Call, output: unknown): WireResponse {
    return this.protocol.encode(call, output);
  }

  encodeError(error: ServiceError, call: Call | undefined): WireResponse {
    return this.protocol.encodeError(error, call);
  }

  admit(call: Call): Call {
    const { structure, implemented } = this.boundary(call);
    const { model, codes, title } = this;
    const { value, unknown, mistyped } = readInput(
      { model, structure, implemented, texts: call.texts === true },
      call.input,
    );
    if (unknown.length > 0) {
      const known = this.operation(call.operation).members.join(', ') || 'no members';
      throw this.refusal(
        codes.invalid,
        `The local ${title} does not implement ${unknown.join(', ')} of ${call.operation}; it has: ${known}.`,
        call.operation,
      );
    }
    if (mistyped.length > 0) throw this.refusal(codes.mistyped, mistyped.join(' '), call.operation);
    if (this.checks !== 'nothing') this.checkConstraints(call.operation, structure, value);
    return { ...call, input: value };
  }

  async invoke({ operation: name, input }: Call, caller: Caller): Promise<unknown> {
    return this.operation(name).run(input, caller);
  }

  /** Creates the error for a refused request. Some services override its code or HTTP status. */
  protected refusal(code: string, message: string, _operation: string): ServiceError {
    return new ServiceError(code, message);
  }

  private checkConstraints(operation: string, structure: Structure, input: Input): void {
    const { missing, others } = violationsOf(this.model, structure, input);
    const all = [
      ...missing.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`),
      ...(this.checks === 'limits' ? others : []),
    ];
    if (all.length === 0) return;
    const { invalid, missing: codeOfMissing = invalid } = this.codes;
    const count = `${all.length} validation error${all.length === 1 ? '' : 's'} detected`;
    const text = all.slice(0, MAX_REPORTED).join('; ');
    throw this.refusal(missing.length > 0 ? codeOfMissing : invalid, `${count}: ${text}`, operation);
  }

  /** @throws ServiceError if the operation is not emulated */
  private operation(name: string): Operation {
    const found = Object.hasOwn(this.operations, name) ? this.operations[name] : undefined;
    if (found !== undefined) return found;
    throw this.refusal(
      this.codes.unknownOperation,
      `The local ${this.title} does not implement ${name}; it has: ${this.operationNames().join(', ')}.`,
      name,
    );
  }

  private boundary({ operation: name }: Call): Boundary {
    const known = this.boundaries.get(name);
    if (known !== undefined) return known;
    const { members } = this.operation(name);
    const boundary = {
      structure: structureOf(this.model, name, 'input'),
      implemented: implementedMembersOf(this.model, name, members),
    };
    this.boundaries.set(name, boundary);
    return boundary;
  }
}
