import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileValidator } from './compile';
import { generateJsonSchema } from './generate';

/** Content of schema.json. */
export function schemaFile(): string {
  return `${JSON.stringify(generateJsonSchema(), null, 2)}\n`;
}

/** Content of schema-validator.js. */
export function validatorFile(): string {
  return compileValidator(generateJsonSchema());
}

// `npx tsx parameter-file/json-schema/write.ts`, after a change of the API model, of sections.ts or of this folder.
if (require.main === module) {
  writeFileSync(join(__dirname, '../schema.json'), schemaFile());
  writeFileSync(join(__dirname, '../schema-validator.js'), validatorFile());
}
