import { PassThrough } from 'node:stream';
import { narrate } from '../../local/narration';

test('An upload is shown on one line even if its key contains a line break', () => {
  // Prepare
  const stream = new PassThrough();

  // Act
  narrate(stream as unknown as NodeJS.WriteStream, true).uploaded(['train/a\nFINISHED/config.json', 'train/b.json'], 0);

  // Assess
  expect(String(stream.read())).toMatch(/UPLOADED +train\/a\\u000aFINISHED\/config\.json, train\/b\.json\n$/);
});
