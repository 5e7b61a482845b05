import { parsePolicyDocument, type Statement } from '../iam/policy-document';
import { invalidParameter } from './message';

/**
 * Actions that a topic's policy may name. Source:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html (2026-11). SNS
 * refuses all other actions, including `sns:*`, with the error "out of service scope".
 */
const ACTIONS = [
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:GetDataProtectionPolicy',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:ListTagsForResource',
  'sns:Publish',
  'sns:PutDataProtectionPolicy',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
].map((action) => action.toLowerCase());

/** @throws ServiceError InvalidParameter, MalformedPolicyDocument */
export function parseTopicPolicy(text: string, topicArn: string): readonly Statement[] {
  const statements = parsePolicyDocument(text, `policy of topic ${topicArn}`);
  const actions = statements.flatMap(({ actions: list }) => list);
  const unknown = actions.find((action) => !ACTIONS.includes(action.toLowerCase()));
  if (unknown !== undefined) {
    throw invalidParameter(`Policy statement action out of service scope! The action is '${unknown}'`);
  }
  return statements;
}

/** Returns the default policy of a topic. It lets AWS services publish on behalf of the account. The topic's attribute `Policy` replaces it. */
export function defaultTopicPolicy(topicArn: string, accountId: string): readonly Statement[] {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'aws:SourceOwner': accountId } },
  };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return parsePolicyDocument(document, `default policy of topic ${topicArn}`);
}
