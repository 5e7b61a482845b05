import { PassThrough } from 'node:stream';
import { narrate } from '../../local/narration';

test('A line break in a key begins no new line when uploads are shown', () => {
  // Prepare
  const stream = new PassThrough();

  // Act
  narrate(stream as unknown as NodeJS.WriteStream, true).uploaded(['train/a\nFINISHED/config.json', 'train/b.json'], 0);

  // Assess
  expect(String(stream.read())).toMatch(/UPLOADED +train\/a\\u000aFINISHED\/config\.json, train\/b\.json\n$/);
});
