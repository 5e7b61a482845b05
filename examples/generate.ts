import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { movies } from './generator/movies';
import { nextBestAction } from './generator/next-best-action';
import { promotion } from './generator/promotion';
import { segments } from './generator/segments';
import { shop } from './generator/shop';
import { tags } from './generator/tags';

/** The data of all examples: content by path under this folder. The parameter files are written manually. */
export function generateExamples(): Map<string, string> {
  const library = segments();
  const magazine = promotion();
  const examples = {
    movies: movies(),
    tags: tags(),
    shop: shop(),
    segments: library.first,
    'segments@1d': library.nextDay,
    promotion: magazine.first,
    'promotion@1d': magazine.broken,
    'promotion@2d': magazine.sound,
    'next-best-action': nextBestAction(),
  };
  return new Map(
    Object.entries(examples).flatMap(([example, files]) =>
      [...files].map(([path, content]) => [`${example}/${path}`, content] as const),
    ),
  );
}

// Run `npx tsx examples/generate.ts` after every change of the generator.
if (require.main === module) {
  for (const [path, content] of generateExamples()) {
    const file = join(__dirname, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
