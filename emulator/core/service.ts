/** Interface of an emulated service: its wire protocol, the permissions of each operation, and the operations themselves. */

export type Input = Readonly<Record<string, unknown>>;

/** An operation with its input, in the names of AWS's API model (e.g. `CreateSolution`). */
export interface Call {
  readonly operation: string;
  readonly input: Input;
  /** True if every value in the input is text, as in AWS's query protocol. */
  readonly texts?: true;
}

export type Caller =
  /** An operator or a deployment tool with every permission: the `aws` CLI, Terraform. */
  | { readonly kind: 'administrator' }
  /** A function, a state machine or another caller under an IAM role. `session` is the last part of the assumed-role ARN. */
  | { readonly kind: 'role'; readonly roleName: string; readonly session: string }
  /** An AWS service that acts by itself, e.g. S3 when it invokes Lambda. Resource policies decide what it may do. */
  | {
      readonly kind: 'service';
      readonly principal: string;
      readonly sourceArn: string;
      readonly sourceAccount: string;
    };

export const ADMINISTRATOR: Caller = { kind: 'administrator' };

/** One permission that a call needs, in IAM's terms. */
export interface Permission {
  /** IAM action, e.g. `personalize:CreateSolution`. */
  readonly action: string;
  /** The ARN that the action touches, or `*` for actions without resource-level permissions. */
  readonly resource: string;
  /** Condition keys and their values, e.g. `iam:PassedToService`. */
  readonly context?: Readonly<Record<string, string>>;
}

/** A request on the wire, before its protocol is decoded. */
export interface WireRequest {
  readonly method: string;
  /** Path without the query, percent-encoded as the client sent it. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Values by lower-case header name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** An error response of a service, as AWS would send it. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  /**
   * @param code the error's name on the wire, e.g. `ResourceNotFoundException`
   * @param fields further members of the error body
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export interface Service {
  /**
   * Signing name of the service's requests, e.g. `states`. Several services may share a signing name, e.g. the services
   * of Personalize. In this case, the `name` of one service is the signing name. This service delegates requests to the
   * other services, which have other names.
   */
  readonly name: string;
  /** Regions with an endpoint. Default: all. */
  readonly regions?: ReadonlySet<string>;
  /**
   * Returns the name of the service that must handle the request, if it is another service with the same signing name.
   */
  delegate?(request: WireRequest): string | undefined;
  /** @throws ServiceError if the request names no operation or is malformed. `admit` refuses operations that are not emulated */
  decode(request: WireRequest): Call;
  encode(call: Call, output: unknown): WireResponse;
  encodeError(error: ServiceError, call: Call | undefined): WireResponse;
  /**
   * Validates a call before it is authorized, e.g. against the API model.
   * @returns the call in the form that `permissions` and `invoke` expect
   * @throws ServiceError if the call is invalid
   */
  admit?(call: Call): Call;
  permissions(call: Call): readonly Permission[];
  /**
   * Carries out an authorized call. The output has the names of the API model; times are `Date`.
   * @throws ServiceError as AWS would return it
   */
  invoke(call: Call, caller: Caller): Promise<unknown>;
}
