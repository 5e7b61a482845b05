import type { Traces } from './arena';

/** A rule that must hold after any input. @returns the violations, as text */
export type Expectation = (traces: Traces) => readonly string[];

/**
 * Control characters, characters that reorder or end a line, and lone surrogates. The product has its own definition of
 * such characters. This pattern is separate, because it checks the product's definition.
 */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

const SUBJECT = /^[!-~][ -~]{0,98}$/;
const MAX_MESSAGE_BYTES = 262_144;
/** Maximum size of a log line in bytes. For years, CloudWatch Logs truncated longer events. */
const MAX_LOG_LINE_BYTES = 262_144;
/** Pattern of the text that Lambda logs before the JSON of an error that a function throws. */
const THROWN = /^[\d:.TZ-]+\t[\da-f-]+\tERROR\tInvoke Error \t/;
/** Maximum size of an item in DynamoDB, in bytes. Names and values count. */
const MAX_ITEM_BYTES = 400 * 1024;

/** Errors with which a run, or one of its functions, may end. */
const KNOWN_ERRORS = new Set([
  'ResourceFailed',
  'ResourceConflict',
  'MissingInput',
  'InvalidData',
  'InvalidParameterFile',
]);

const noFunctionFails: Expectation = ({ invocations, failedEvents }) => [
  ...invocations
    .filter(({ error }) => error !== undefined && !KNOWN_ERRORS.has(error.errorType))
    .map(({ functionName, error }) => `${functionName} failed: ${error?.errorType}: ${error?.errorMessage}`),
  ...failedEvents.map(({ functionName }) => `an event of ${functionName} was given up`),
];

const runsEndWell: Expectation = ({ executions }) =>
  executions
    .filter(({ status, error = '' }) => status !== 'SUCCEEDED' && !(status === 'FAILED' && KNOWN_ERRORS.has(error)))
    .map(({ arn, status, error, cause }) => `${arn} is ${status}: ${error}: ${cause}`);

const nothingIsDenied: Expectation = ({ denials }) => denials;

const logLinesAreDocuments: Expectation = ({ logLines }) =>
  logLines.flatMap((line) => {
    if (!isObject(line.replace(THROWN, ''))) return [`a log line is not a JSON document: ${shown(line)}`];
    const bytes = Buffer.byteLength(line);
    return bytes > MAX_LOG_LINE_BYTES ? [`a log line has ${bytes} bytes: ${shown(line)}`] : [];
  });

const messagesAreValid: Expectation = ({ messages }) =>
  messages.flatMap(({ subject = '', message }) => {
    const { email = '', sms = '', default: one = '', lambda = '' } = message;
    const bytes = Buffer.byteLength(JSON.stringify(message));
    return [
      ...(SUBJECT.test(subject) ? [] : [`the subject ${shown(subject)} breaks the rules of SNS`]),
      ...(bytes > MAX_MESSAGE_BYTES ? [`a message has ${bytes} bytes`] : []),
      ...[sms, one].filter((text) => UNPRINTABLE.test(text)).map((text) => `not one line of text: ${shown(text)}`),
      ...(UNPRINTABLE.test(email.replaceAll('\n', '')) ? [`the mail has control characters: ${shown(email)}`] : []),
      ...(isObject(lambda) ? [] : [`the message for programs is not JSON: ${shown(lambda)}`]),
    ];
  });

const itemsFit: Expectation = ({ items }) =>
  items.flatMap((item) => {
    const bytes = Buffer.byteLength(JSON.stringify(item));
    return bytes > MAX_ITEM_BYTES ? [`the item ${shown(item.item?.S)} has ${bytes} bytes`] : [];
  });

/** Pattern of valid names of dataset groups. Source: API model of Personalize, November 2026. */
const GROUP_NAME = /^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,62}$/;

/** The list of dataset groups only contains valid names. */
const groupsAreGroups: Expectation = ({ items }) =>
  items
    .filter(({ datasetGroup }) => datasetGroup?.S === '#dataset-groups')
    .filter(({ item }) => !GROUP_NAME.test(item?.S ?? ''))
    .map(({ item }) => `${shown(item?.S)} is listed as a dataset group`);

/** The group's name from a refused file may be recorded only if it is a valid name, because the content is hostile. */
const namesAreNames: Expectation = ({ items }) =>
  items
    .filter(({ namedGroup }) => namedGroup !== undefined && !GROUP_NAME.test(namedGroup.S ?? ''))
    .map(({ namedGroup }) => `${shown(namedGroup?.S)} is recorded as the name of a dataset group`);

const noLockIsLeft: Expectation = ({ items }) =>
  items.filter(({ item }) => item?.S?.startsWith('lock#')).map(({ item }) => `${item?.S} is left`);

const noRunIsOpen: Expectation = ({ items }) =>
  items.filter(({ status }) => status?.S === 'RUNNING').map(({ item }) => `${item?.S} is recorded as running`);

export const EXPECTATIONS: readonly Expectation[] = [
  noFunctionFails,
  runsEndWell,
  nothingIsDenied,
  logLinesAreDocuments,
  messagesAreValid,
  itemsFit,
  groupsAreGroups,
  namesAreNames,
  noLockIsLeft,
  noRunIsOpen,
];

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

const SHOWN = 200;

export function shown(text: string | undefined): string {
  return JSON.stringify(text?.slice(0, SHOWN));
}
