import nodeModule from 'node:module';

/**
 * Keeps what V8 has compiled of the CDK and of the providers for the next synthesis, in the temporary folder: it takes a few
 * percent less time (measured). Node.js has this from 22.1 on (Node.js documentation, `module.enableCompileCache`, November 2026).
 */
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
