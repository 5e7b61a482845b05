/**
 * A name of a value of a placeholder: an identifier of Terraform's, of ASCII characters. Apart from placeholders, so that a synthesis does
 * not load the generated validator.
 */
export const VALUE_NAME = '[A-Za-z_][A-Za-z0-9_-]*';
