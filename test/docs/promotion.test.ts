import { readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('docs/promotion.md', () => {
  test('has exactly one diagram, and at most 750 words outside its code blocks', () => {
    // Prepare
    const text = readFileSync(join(__dirname, '../../docs/promotion.md'), 'utf8');

    // Act
    const words = text.replaceAll(/^```[\s\S]*?^```/gm, '').split(/\s+/);
    const pictures = text.match(/^```mermaid/gm);

    // Assess
    expect(words.filter((word) => word !== '').length).toBeLessThanOrEqual(750);
    expect(pictures).toHaveLength(1);
  });
});
