import { PublishCommand, type PublishCommandInput, type SNSClient } from '@aws-sdk/client-sns';
import { beginning, printable, printableLines } from '../../lib/text/format';

export interface Notification {
  readonly datasetGroup: string;
  /** Absent if the run ended before its workflow was known. */
  readonly workflow?: string;
  /** Text that follows the result and the dataset group in the subject. */
  readonly headline: string;
  /**
   * HELD: complete, but promotion rules keep a solution version from serving. CANDIDATE: complete, and a version that passed the rules
   * waits for approval. SKIPPED: complete, but the budget does not cover some of the work. OVERDUE: in progress for too long. CAPACITY: a
   * resource is idle or oversized. DRIFT: resources are missing or differ from the file in force. DIGEST: what several runs did.
   */
  readonly result:
    | 'COMPLETE'
    | 'HELD'
    | 'CANDIDATE'
    | 'SKIPPED'
    | 'FAILED'
    | 'OVERDUE'
    | 'CAPACITY'
    | 'DRIFT'
    | 'DIGEST';
  /** The result on one line. */
  readonly summary: string;
  /** The complete text for users. */
  readonly description: string;
  /**
   * The part of the description that is cut first if the message is too long. The record of a run has this part, too.
   */
  readonly details?: string;
  /** Id of the run, or of the refused upload; absent if the notification is about neither. */
  readonly runId?: string;
  /** ARN of the run's execution; absent if the notification is not about a run. */
  readonly execution?: string;
  /** Result of each resource, for programs. */
  readonly resources: readonly object[];
  /** Decisions on solution versions; absent if there are none. */
  readonly decisions?: readonly object[];
  /** Warnings about the parameter file, a line each; absent if there are none. */
  readonly warnings?: readonly string[];
  /** Changed settings that affect no resource of Amazon Personalize, one line for each; absent if there are none. */
  readonly changes?: readonly string[];
  /** ISO times between which the runs of a digest ended; absent in other notifications. */
  readonly period?: { readonly from: string; readonly until: string };
  /** Ids of the runs of a digest; absent in other notifications. */
  readonly runs?: readonly string[];
}

/** SNS refuses subjects of 100 characters and more. Only printable ASCII is safe in all mail clients. */
const SUBJECT_LIMIT = 99;
/**
 * Limit for the message texts of all protocols together. SNS accepts 256 KiB, including the subject and attributes (AWS documentation).
 */
const MESSAGE_LIMIT_BYTES = 262_144 - 8192;
/** SNS splits an SMS into parts of 140 bytes and sends at most 1,600 bytes (AWS documentation). */
const SMS_LIMIT = 1600;
const JSON_PROTOCOLS = ['email-json', 'http', 'https', 'lambda', 'sqs'];

/** Publishes a message in the form that each protocol can use: a line for SMS, a text for e-mail, JSON for programs. */
export async function notify(sns: SNSClient, topicArn: string, notification: Notification): Promise<void> {
  const { datasetGroup, result, headline } = notification;
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: subject(`${result} ${datasetGroup}: ${headline}`),
      MessageAttributes: attributesOf(notification),
      MessageStructure: 'json',
      Message: messageOf(notification),
    }),
  );
}

/** Attributes for filter policies of subscriptions. */
function attributesOf({ result, datasetGroup, workflow }: Notification): PublishCommandInput['MessageAttributes'] {
  // SNS refuses empty values and control characters. The keys of refused files may contain control characters.
  const values = { status: result, datasetGroup: printable(datasetGroup), ...(workflow !== undefined && { workflow }) };
  return Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}

/**
 * The message for all protocols, with control characters escaped. If the message is too long for SNS, its lists for programs are cut first,
 * then the details, then other text. The message says how much was left out.
 */
export function messageOf(given: Notification): string {
  const { summary, description, details } = given;
  const notification = {
    ...given,
    summary: printable(summary),
    description: printableLines(description),
    ...(details !== undefined && { details: printableLines(details) }),
  };
  for (const shares of SHARES) {
    const message = JSON.stringify(variantsOf(cut(notification, shares)));
    if (Buffer.byteLength(message) <= MESSAGE_LIMIT_BYTES) return message;
  }
  throw new Error('A message without lists and text is too long for SNS.');
}

/** Shares of the lists, the details and the other text that are kept in a message. */
interface Shares {
  readonly lists: number;
  readonly details: number;
  readonly text: number;
}

const HALVES = Array.from({ length: 10 }, (_, index) => 2 ** -(index + 1));
const SHARES: readonly Shares[] = [
  { lists: 1, details: 1, text: 1 },
  ...[...HALVES, 0].map((lists): Shares => ({ lists, details: 1, text: 1 })),
  ...[...HALVES, 0].map((details): Shares => ({ lists: 0, details, text: 1 })),
  ...HALVES.map((text): Shares => ({ lists: 0, details: 0, text })),
];

function variantsOf({
  result,
  headline: _,
  details: __,
  ...notification
}: Notification): Readonly<Record<string, string>> {
  const { summary, description } = notification;
  // Control characters that JSON.stringify does not escape, such as U+009B, become JSON escapes of the same value.
  const json = printable(JSON.stringify({ ...notification, status: `UPDATE ${result}` }));
  return {
    default: summary,
    sms: beginning(summary, SMS_LIMIT),
    email: `${summary}\n\n${description}\n`,
    ...Object.fromEntries(JSON_PROTOCOLS.map((protocol) => [protocol, json])),
  };
}

/** Lists for programs. */
const LISTS = ['resources', 'decisions', 'warnings', 'changes', 'runs'] as const;

function cut(notification: Notification, shares: Shares): Notification {
  const { summary, details = '' } = notification;
  const cutList = (name: (typeof LISTS)[number]): readonly (readonly [string, unknown])[] => {
    const { [name]: list = [] } = notification;
    const kept = list.slice(0, Math.floor(list.length * shares.lists));
    if (kept.length === list.length) return [];
    return [
      [name, kept],
      [`${name}LeftOut`, list.length - kept.length],
    ];
  };
  const description = notification.description.replace(details, () =>
    cutDetails(details, shares.details, notification),
  );
  return {
    ...notification,
    summary: cutToShare(summary, shares.text),
    description: cutToShare(description, shares.text),
    ...Object.fromEntries(LISTS.flatMap(cutList)),
  };
}

function cutDetails(text: string, share: number, { runId }: Notification): string {
  if (share === 1 || text === '') return text;
  const lines = text.split('\n');
  const kept = Math.floor(lines.length * share);
  const where = runId === undefined ? '' : `; all are in: personalize-mlops runs show ${runId}`;
  const left = `… (${lines.length - kept} lines left out${where})`;
  return [...lines.slice(0, kept), left].join('\n');
}

function cutToShare(text: string, share: number): string {
  if (share === 1) return text;
  const kept = beginning(text, Math.max(Math.floor(text.length * share), 200));
  const left = text.length - kept.length;
  return left > 0 ? `${kept}… (${left} characters left out)` : text;
}

/**
 * Cuts the subject at the end of a word. If this would remove more than half of the text, cuts the subject within a
 * word.
 */
function subject(text: string): string {
  const shown = text.replaceAll(/[^ -~]/g, '?');
  if (shown.length <= SUBJECT_LIMIT) return shown;
  const max = SUBJECT_LIMIT - '...'.length;
  const end = shown.lastIndexOf(' ', max);
  return `${shown.slice(0, end > max / 2 ? end : max).replace(/[^\w)'"]+$/, '')}...`;
}
