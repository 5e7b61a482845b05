/**
 * Name of a placeholder's value: an identifier of Terraform, in ASCII. In a file of its own, so that a synthesis does not load the
 * generated validator.
 */
export const VALUE_NAME = '[A-Za-z_][A-Za-z0-9_-]*';
