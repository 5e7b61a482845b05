/**
 * Replaces `@aws-sdk/credential-provider-node` in bundles (stacks/synth/bundle.ts). Lambda passes the credentials of a function's role in
 * environment variables, the first source of the SDK's own chain. The rest of the chain adds clients of STS, SSO and sign-in: 95 KB that no
 * function uses.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
