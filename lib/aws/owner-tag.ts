/**
 * Key of the tag on a deployment's resources in Personalize whose type can be deleted and tagged. With the setting
 * `resource_group_enabled`, the deployment's resources in other AWS services have this tag too. The tag's value is the
 * deployment's name.
 */
export const OWNER_TAG = 'personalize-mlops';
