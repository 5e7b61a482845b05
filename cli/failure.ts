import { isTransientError } from '../lib/aws/transient-errors';
import { NothingPromoted, RunError } from '../lib/reconciler/errors';

/** An error that the user can act on, shown without a stack trace. */
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

/** An error for an invalid command line. `cli/main.ts` exits with a separate status for this error. */
export class WrongUsage extends CliFailure {}

export interface Explanation {
  readonly message: string;
  readonly hint?: string;
}

/** An error of the AWS SDK, Node.js or this program. For a failed call of AWS, it names the call (see `cli/client-settings.ts`). */
export interface ServiceFailure extends Error {
  readonly code?: string;
  readonly path?: string;
  readonly syscall?: string;
  /** Failed call of AWS, such as `personalize:ListSolutions`. Absent for all other errors. */
  readonly action?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

interface Case {
  readonly applies: (error: ServiceFailure) => boolean;
  readonly message: (error: ServiceFailure) => string;
  readonly hint?: string;
}

/** Matches the action in IAM's messages: "... is not authorized to perform: personalize:ListSolutions on resource: ...". */
const DENIED_ACTION = /perform: ([\w-]+:\w+)/;
const ACCESS_DENIED = /^(?:AccessDenied|AuthorizationError)(?:Exception)?$/;
const BAD_CREDENTIALS = new Set([
  ...['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId', 'InvalidAccessKeyId'],
  ...['InvalidSignatureException', 'SignatureDoesNotMatch', 'UnrecognizedClientException'],
]);
/**
 * Matches the message of Node.js for credentials that cannot be sent as a header. The message names the header, but
 * does not contain its text.
 */
const UNFIT_CREDENTIALS = /^Invalid character in header content \["(?:authorization|x-amz-security-token)"\]/;
const UNREACHABLE = new Set(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN']);

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT']);

const TRY_LATER = 'AWS could not answer this request. Try again later.';
const PERHAPS =
  'AWS may have carried out the request. Check the state before you repeat it, for example with `personalize-mlops status`.';

/** Matches calls that change nothing. The parts of an upload have no effect until the upload is completed. */
const WITHOUT_EFFECT = /:(?:Get|List|Describe|Head|Query|BatchGet|Filter|CreateMultipartUpload|UploadPart)/;

/** Explanations of errors; the first one that applies is used. */
const CASES: readonly Case[] = [
  {
    applies: ({ name, message }) => name === 'CredentialsProviderError' || /could not load credentials/i.test(message),
    message: ({ message }) => `AWS credentials not found: ${message}`,
    hint: 'Pass --profile, set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws sso login`.',
  },
  {
    applies: ({ message }) => UNFIT_CREDENTIALS.test(message),
    message: ({ message }) =>
      `The AWS credentials have a character that is not allowed in them, such as a line break (${message}).`,
    hint: 'Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile, again, without line breaks and control characters.',
  },
  {
    // The SDK does not check that the section [sso-session NAME] exists, so it throws a TypeError.
    applies: ({ name, message }) => name === 'TypeError' && /'sso_(?:region|start_url)'/.test(message),
    message: () => 'The AWS profile has an sso_session that your AWS configuration does not define.',
    hint: 'Add the section [sso-session NAME] to ~/.aws/config (`aws configure sso-session`), or pass another --profile.',
  },
  {
    applies: ({ message }) => /region is missing/i.test(message),
    message: () => 'The AWS region is missing.',
    hint: 'Pass --region, set AWS_REGION, or add a region to the profile.',
  },
  {
    // This text comes from checkRegion in @smithy/core, December 2026.
    applies: ({ message }) => message.startsWith('Region not accepted'),
    message: ({ message }) => message,
    hint: 'Pass --region, set AWS_REGION, or correct the region of the profile.',
  },
  {
    applies: ({ name }) => ACCESS_DENIED.test(name),
    message: ({ message, action = 'this call' }) =>
      `Access denied: ${DENIED_ACTION.exec(message)?.[1] ?? action}. AWS says: ${message}`,
    hint: 'Give this permission to your role or user, or pass another --profile.',
  },
  {
    applies: isDeniedWithoutBody,
    message: ({ action = 'this call' }) => `Access denied: ${action}.`,
    hint: 'Give your role or user s3:GetObject and s3:ListBucket, sign in again, or pass another --profile.',
  },
  {
    applies: ({ name }) => BAD_CREDENTIALS.has(name),
    message: ({ name, message }) => `AWS refused the credentials (${name}): ${message}`,
    hint: 'The credentials may have expired: sign in again (`aws sso login`), or pass another --profile.',
  },
  {
    applies: ({ code = '' }) => UNREACHABLE.has(code),
    message: ({ message, action = 'this call' }) => `Could not connect to AWS for ${action}: ${message}`,
    hint: 'Check --region, --endpoint-url (or AWS_ENDPOINT_URL) and your network connection.',
  },
  { applies: ({ code }) => code === 'ENOENT', message: ({ path = '' }) => `File '${path}' not found.` },
  {
    applies: ({ code, path }) => (code === 'EACCES' || code === 'EPERM') && path !== undefined,
    message: ({ code, path = '' }) => `Could not access '${path}': ${code}.`,
    hint: 'Give yourself permission for it, or move it out of the folder.',
  },
  {
    applies: ({ code = '' }) => DISK_FULL.has(code),
    message: failedAccess,
    hint: 'Free some space on the disk, or give a path on another disk.',
  },
  {
    applies: ({ syscall, path }) => syscall !== undefined && path !== undefined,
    message: failedAccess,
    hint: 'Check that the path leads to a regular file, and that its disk works.',
  },
  {
    // The AWS SDK for JavaScript (schemaDeserializationMiddleware in @smithy/core, 2026-12) adds this text to the
    // message if it cannot parse an answer.
    applies: (error) => isServiceError(error) && error.message.includes('Deserialization error'),
    message: ({ action, $metadata: { httpStatusCode = 'unknown' } = {} }) =>
      `The response to ${action} did not come from AWS (HTTP status ${httpStatusCode}).`,
    hint: 'Check --endpoint-url (or AWS_ENDPOINT_URL), and proxies between this computer and AWS; or try again later.',
  },
  { applies: (error) => isServiceError(error) && isTransientError(error), message: failedCall, hint: TRY_LATER },
  { applies: isServiceError, message: failedCall },
  { applies: ({ syscall }) => syscall !== undefined, message: failedAccess },
];

function failedAccess({ message, path }: ServiceFailure): string {
  return `Could not access ${path === undefined ? 'a file' : `'${path}'`}: ${message}.`;
}

function isServiceError({ action }: ServiceFailure): boolean {
  return action !== undefined;
}

function failedCall({ name, message, action }: ServiceFailure): string {
  return `${action} failed: ${name}: ${message}`;
}

/** True for a refused HeadObject. Its answer has no body, so the SDK does not know the error's name. */
function isDeniedWithoutBody({ name, $metadata }: ServiceFailure): boolean {
  return name === 'Unknown' && $metadata?.httpStatusCode === 403;
}

/** True if IAM has refused a call. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && (ACCESS_DENIED.test(error.name) || isDeniedWithoutBody(error));
}

/**
 * True if a failed call changes something, and AWS may have carried it out. AWS has certainly not carried out the call
 * if the SDK made no attempt, or if the only attempt got a status below 500. After several attempts, an earlier attempt
 * may have succeeded although its answer was lost.
 */
export function mayHaveHappened(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { action = '', $metadata: { attempts = 0, httpStatusCode = 500 } = {} }: ServiceFailure = error;
  return !WITHOUT_EFFECT.test(action) && (attempts > 1 || (attempts === 1 && httpStatusCode >= 500));
}

/** Message and hint for the user; undefined for an unexpected error, which is a bug. */
export function explain(error: unknown): Explanation | undefined {
  if (error instanceof CliFailure) return { message: error.message, hint: error.hint };
  if (!(error instanceof Error)) return undefined;
  if (error instanceof RunError || error instanceof NothingPromoted) return { message: error.message };
  const found = CASES.find(({ applies }) => applies(error));
  if (found === undefined) return undefined;
  const hints = [found.hint ?? [], mayHaveHappened(error) ? PERHAPS : []].flat();
  return { message: found.message(error), ...(hints.length > 0 && { hint: hints.join('\n') }) };
}
