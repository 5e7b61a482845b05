/** Codes of `ValidateStateMachineDefinition` (API model) that the checks use. */
export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'INVALID_RESOURCE'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME';

export interface Diagnostic {
  readonly severity: 'ERROR';
  readonly code: DiagnosticCode;
  readonly message: string;
  /** e.g. `/States/Train/Retry[0]/ErrorEquals` */
  readonly location: string;
}

/** Collects all errors of a definition. */
export class Diagnostics {
  readonly found: Diagnostic[] = [];

  /** @param location slash-separated from the machine's root, which is the empty text */
  report(location: string, message: string, code: DiagnosticCode = 'SCHEMA_VALIDATION_FAILED'): void {
    this.found.push({ severity: 'ERROR', code, message, location: location === '' ? '/' : location });
  }
}
