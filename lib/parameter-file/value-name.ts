/**
 * Pattern for the names of placeholders: identifiers as in Terraform, in ASCII. It has a file of its own, so that a synthesis does not load
 * the generated validator.
 */
export const VALUE_NAME = '[A-Za-z_][A-Za-z0-9_-]*';
