/** Types of the column that an `optimizationObjective` may name. */
export const OBJECTIVE_TYPES: readonly string[] = ['int', 'long', 'float', 'double'];
