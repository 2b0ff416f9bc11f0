// A reporter for Node's test runner that names each file with a failed test, one a line.

/** @param {AsyncIterable<{ type: string, data: { file?: string } }>} source */
export default async function* failedFiles(source) {
  const named = new Set();
  for await (const { type, data } of source) {
    if (type !== 'test:fail' || data.file === undefined || named.has(data.file)) continue;
    named.add(data.file);
    yield `${data.file}\n`;
  }
}
