import nodeModule from 'node:module';

/**
 * Caches V8's compiled code of the CDK and of the providers, in the temporary folder. The next synthesis then takes a few percent less time
 * (measured). Node.js can do this from 22.1 on (Node.js documentation, `module.enableCompileCache`, November 2026).
 */
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
