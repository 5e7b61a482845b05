/**
 * Replaces `@aws-sdk/credential-provider-node` in bundles (stacks/synth/bundle.ts), which saves 95 KB. Lambda passes credentials in
 * environment variables, so a function needs no clients of STS, SSO and sign-in.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
