import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import peggy from 'peggy';

/** Source of parser.js, generated from grammar.peggy. */
export function generateParser(): string {
  const grammar = readFileSync(join(__dirname, 'grammar.peggy'), 'utf8');
  return peggy.generate(grammar, { output: 'source', format: 'commonjs' });
}

// Run `npx tsx lib/personalize/filter-expression/generate-parser.ts` after each change of the grammar.
if (require.main === module) writeFileSync(join(__dirname, 'parser.js'), generateParser());
