/**
 * Tag key of a deployment's resources in Personalize and, with `resource_group_enabled`, in other AWS services. The value is the
 * deployment's name.
 */
export const OWNER_TAG = 'personalize-mlops';
