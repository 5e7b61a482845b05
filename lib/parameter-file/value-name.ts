/**
 * Pattern for the names of placeholders: identifiers as in Terraform, in ASCII. The pattern has its own file, so that
 * the synthesis of the Terraform stacks does not load the generated validator.
 */
export const VALUE_NAME = '[A-Za-z_][A-Za-z0-9_-]*';
