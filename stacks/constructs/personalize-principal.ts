import type { PolicyStatement } from '../../functions/shared/definition';
import type { Deployment } from './deployment';

export const PERSONALIZE_PRINCIPAL = 'personalize.amazonaws.com';

/** Keeps other accounts from making Personalize act here on their behalf (the confused deputy). */
export function onBehalfOfThisAccount({
  surroundings,
}: Deployment): NonNullable<PolicyStatement['conditions']> {
  return {
    StringEquals: { 'aws:SourceAccount': [surroundings.accountId] },
    ArnLike: { 'aws:SourceArn': [surroundings.arn('personalize', '*')] },
  };
}
