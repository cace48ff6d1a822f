const MAX_CHARS = 80

/** A thread's title as a file's name: what any file system takes, on one line, never hidden and never empty. */
export function exportFileName(title: string, extension: string): string {
  const safe = title
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/[/\\:*?"<>|]+/g, '-')
    .replace(/^[\s.-]+|[\s.-]+$/g, '')
  // Names of devices, which Windows refuses with any extension.
  const name = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `${safe}-` : safe
  const cut = [...name].slice(0, MAX_CHARS).join('').trimEnd()
  return `${cut || 'thread'}.${extension}`
}
