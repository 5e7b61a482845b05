/** An error that the user can act on; shown without a stack. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';

  /** @param hint what to do next */
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The command line is wrong: exit status 2. */
export class WrongUsage extends CliFailure {}

export interface Explanation {
  readonly message: string;
  readonly hint?: string;
}

interface Case {
  readonly applies: (error: ServiceFailure) => boolean;
  readonly explain: (error: ServiceFailure) => Explanation;
}

/** An error of the AWS SDK, Node or this program, with the call that failed (see `cli/client-settings.ts`). */
interface ServiceFailure extends Error {
  readonly code?: string;
  readonly path?: string;
  /** `personalize:ListSolutions` */
  readonly action?: string;
  readonly host?: string;
}

const ACCESS_DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
]);
const BAD_CREDENTIALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);
const UNREACHABLE = new Set(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN']);

/** The first that applies is used. */
const CASES: readonly Case[] = [
  {
    applies: (error) => error instanceof CliFailure,
    explain: (error) => ({
      message: error.message,
      ...((error as CliFailure).hint && { hint: (error as CliFailure).hint }),
    }),
  },
  {
    applies: ({ name, message }) => name === 'CredentialsProviderError' || /could not load credentials/i.test(message),
    explain: ({ message }) => ({
      message: `AWS credentials not found: ${message}`,
      hint: 'Pass --profile, set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws sso login`.',
    }),
  },
  {
    applies: ({ message }) => /region is missing/i.test(message),
    explain: () => ({
      message: 'The AWS region is missing.',
      hint: 'Pass --region, set AWS_REGION, or add a region to the profile.',
    }),
  },
  {
    applies: ({ name }) => ACCESS_DENIED.has(name),
    explain: ({ message, action = 'this call' }) => ({
      message: `Access denied: ${deniedAction(message) ?? action}. AWS says: ${message}`,
      hint: 'Give this permission to your role or user, or pass another --profile.',
    }),
  },
  {
    applies: ({ name }) => BAD_CREDENTIALS.has(name),
    explain: ({ name, message }) => ({
      message: `AWS refused the credentials (${name}): ${message}`,
      hint: 'They may have expired: sign in again (`aws sso login`), or pass another --profile.',
    }),
  },
  {
    applies: ({ code = '' }) => UNREACHABLE.has(code),
    explain: ({ message, action = 'this call' }) => ({
      message: `Could not connect to AWS for ${action}: ${message}`,
      hint: 'Check --region, --endpoint-url and your network connection.',
    }),
  },
  { applies: ({ code }) => code === 'ENOENT', explain: ({ path = '' }) => ({ message: `File '${path}' not found.` }) },
  {
    applies: ({ code, path }) => (code === 'EACCES' || code === 'EPERM') && path !== undefined,
    explain: ({ code, path = '' }) => ({
      message: `Could not read '${path}': ${code}.`,
      hint: 'Give yourself permission to read it, or move it out of the folder.',
    }),
  },
];

/** Message and hint for the user; undefined for an unexpected error, which is a bug. */
export function explain(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  const failure: ServiceFailure = error;
  const found = CASES.find(({ applies }) => applies(failure))?.explain(failure);
  if (found !== undefined) return found;
  return failure.action === undefined
    ? undefined
    : { message: `${failure.action} failed: ${failure.name}: ${failure.message}` };
}

/** IAM's messages name the action: "... is not authorized to perform: personalize:ListSolutions on resource: ...". */
function deniedAction(message: string): string | undefined {
  return /perform: ([\w-]+:\w+)/.exec(message)?.[1];
}
