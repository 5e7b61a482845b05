import type { PolicyStatement } from '../../functions/shared/definition';
import type { Deployment } from './deployment';

export const PERSONALIZE_PRINCIPAL = 'personalize.amazonaws.com';

/** Keeps other accounts from making Personalize act here on their behalf (the confused deputy). */
export function onBehalfOfThisAccount({ awsEnvironment }: Deployment): NonNullable<PolicyStatement['conditions']> {
  return {
    StringEquals: { 'aws:SourceAccount': [awsEnvironment.accountId] },
    ArnLike: { 'aws:SourceArn': [awsEnvironment.arn('personalize', '*')] },
  };
}
