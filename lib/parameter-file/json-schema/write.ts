import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileValidator } from './compile';
import { generateJsonSchema } from './generate';
import { withPlaceholders } from './with-placeholders';

/** Generated files, by their path in the project. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const schema = generateJsonSchema();
  return {
    'docs/parameter-file.schema.json': `${JSON.stringify(withPlaceholders(schema), null, 2)}\n`,
    'lib/parameter-file/json-schema/validator.js': compileValidator(schema),
  };
}

// Run `npx tsx lib/parameter-file/json-schema/write.ts` after you change what the schema is made of: the API model, a section, recipes,
// dataset types, regions or this folder.
if (require.main === module) {
  for (const [path, content] of Object.entries(generatedFiles())) {
    writeFileSync(join(__dirname, '../../..', path), content);
  }
}
