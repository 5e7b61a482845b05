import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateJsonSchema } from './generate';
import { withoutAnnotations } from './structure';

/** Content of schema.json. */
export function schemaFile(): string {
  return `${JSON.stringify(generateJsonSchema(), null, 2)}\n`;
}

/** Content of structure.json. */
export function structureFile(): string {
  return `${JSON.stringify(withoutAnnotations(generateJsonSchema()), null, 2)}\n`;
}

// `npx tsx parameter-file/json-schema/write.ts`, after a change of the API model, of sections.ts or of this folder.
if (require.main === module) {
  writeFileSync(join(__dirname, '../schema.json'), schemaFile());
  writeFileSync(join(__dirname, '../structure.json'), structureFile());
}
