declare module 'avsc/lib/types' {
  // The package declares its types for its main module only.
  export { Type } from 'avsc';
}
