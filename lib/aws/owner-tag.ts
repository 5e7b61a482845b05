/** Tag key of everything that a deployment creates. The value is the deployment's name. */
export const OWNER_TAG = 'personalize-mlops';
