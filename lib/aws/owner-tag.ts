/**
 * Tag key of the resources that a deployment creates in Amazon Personalize and, with `resource_group_enabled`, of its AWS resources. The
 * value is the deployment's name.
 */
export const OWNER_TAG = 'personalize-mlops';
