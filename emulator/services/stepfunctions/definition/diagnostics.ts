/** Codes that the checks report. Source: API reference of `ValidateStateMachineDefinition`. */
export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME';

export interface Diagnostic {
  readonly severity: 'ERROR';
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Location of the error, e.g. `/States/Train/Retry[0]/ErrorEquals`; absent if the error has no location. */
  readonly location?: string;
}

/**
 * Collects all errors of a definition. The texts are AWS's own, as far as they were published. Sources: recordings of LocalStack's tests
 * (2025-10), and measurements with ValidateStateMachineDefinition (the emulator floci: issues 2735, 2745, 2968 and pull request 2786, 2026-08;
 * cdk-preflight, 2026-09).
 */
export class Diagnostics {
  readonly found: Diagnostic[] = [];

  /** @param location path with slashes; empty for the whole machine; undefined for an error without a location */
  report(location: string | undefined, message: string, code: DiagnosticCode = 'SCHEMA_VALIDATION_FAILED'): void {
    const place = location === undefined ? {} : { location: location === '' ? '/' : location };
    this.found.push({ severity: 'ERROR', code, message, ...place });
  }
}
