import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';

export interface Notification {
  readonly datasetGroup: string;
  readonly outcome: 'COMPLETE' | 'FAILED';
  /** One line. */
  readonly summary: string;
  /** What a person needs to know, in full. */
  readonly description: string;
}

/** SNS refuses subjects of 100 characters and more, and anything but printable ASCII is not safe in all mail clients. */
const SUBJECT_LIMIT = 99;
/** SNS takes 256 KiB for all variants of a message together; the description stands in it twice. */
const DESCRIPTION_LIMIT = 100_000;

/** One message in the form that each protocol can use: a line for SMS, a text for e-mail, JSON for programs. */
export async function notify(sns: SNSClient, topicArn: string, notification: Notification): Promise<void> {
  const { datasetGroup, summary, outcome } = notification;
  const description = cut(notification.description);
  const json = JSON.stringify({ datasetGroup, status: `UPDATE ${outcome}`, summary, description });
  const message = {
    default: summary,
    sms: summary,
    email: `${summary}\n\n${description}\n`,
    'email-json': json,
    http: json,
    https: json,
    lambda: json,
    sqs: json,
  };
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: subject(`Amazon Personalize update ${outcome.toLowerCase()}: ${datasetGroup}`),
      MessageStructure: 'json',
      Message: JSON.stringify(message),
    }),
  );
}

function subject(text: string): string {
  return text.replaceAll(/[^ -~]/g, '?').slice(0, SUBJECT_LIMIT);
}

function cut(text: string): string {
  const left = text.length - DESCRIPTION_LIMIT;
  return left > 0 ? `${text.slice(0, DESCRIPTION_LIMIT)}\n(${left} characters left out)` : text;
}
